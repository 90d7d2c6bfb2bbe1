import { eventEvidence } from './evidence';
import { scheduledSince, statusEvidence, type PodCheck } from './finding';

const IMAGE_REASONS =
  /^(?:ErrImage\w*|ImagePullBackOff|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;

/** The image cannot be fetched. */
export const imagePull: PodCheck = (pod, reading) => {
  for (const status of pod.statuses) {
    const { state } = status;
    if (state.phase !== 'waiting' || !IMAGE_REASONS.test(state.reason ?? '')) {
      continue;
    }
    const image = pod.containers.find(
      ({ name }) => name === status.name,
    )?.image;
    const named = image ? `the image ${image}` : `the image of ${status.name}`;
    const why = imageProblem(state.message ?? '');
    return {
      verdict: 'degraded',
      reason: 'ImagePull',
      message: `${named} cannot be fetched${why ? `: ${why.problem}` : ''}`,
      evidence: [
        ...statusEvidence(pod, reading, status),
        ...eventEvidence(pod, reading),
      ],
      ...scheduledSince(pod),
      advice:
        why?.advice ??
        'Check the name and tag of the image, that the registry can be reached from the cluster, and that the cluster may read it.',
    };
  }
  return undefined;
};

interface ImageProblem {
  readonly words: RegExp;
  readonly problem: string;
  readonly advice: string;
}

/** In the words of containerd and CRI-O, matched loosely. */
const IMAGE_PROBLEMS: readonly ImageProblem[] = [
  {
    words: /not found|manifest unknown|does not exist/i,
    problem: 'the registry does not have it',
    advice: 'Check the name and the tag of the image.',
  },
  {
    words: /unauthori[sz]ed|denied|forbidden|authentication required/i,
    problem: 'the registry refuses access',
    advice:
      'Ask the platform team to give the namespace access to the registry (an image pull secret), or use an image that the cluster may read. Some registries say the same of a name that does not exist: check it, too.',
  },
  {
    words: /too ?many ?requests|rate limit/i,
    problem: 'the registry asks to wait (rate limit)',
    advice:
      'It is tried again. Ask the platform team for a mirror of the registry if it lasts.',
  },
  {
    words:
      /no such host|timeout|timed out|connection refused|i\/o|EOF|unreachable/i,
    problem: 'the registry cannot be reached from the cluster',
    advice:
      'Check that the cluster may reach the registry, or use a mirror that it can reach.',
  },
  {
    words: /no space left/i,
    problem: 'the disk of the machine is full',
    advice: 'Ask the platform team to make room on the machine.',
  },
  {
    words: /no match for platform|exec format/i,
    problem: 'there is none for the processor of the machine',
    advice: 'Use an image that is built for this kind of machine.',
  },
];

function imageProblem(message: string): ImageProblem | undefined {
  return IMAGE_PROBLEMS.find(({ words }) => words.test(message));
}
