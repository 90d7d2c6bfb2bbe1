import type { ResourceCounts } from '../gpu/effectiveRequest';
import type { ObjectReader } from './ObjectReader';

/** The specification of OCI distribution allows a third of it. */
const LONGEST_IMAGE = 1024;

/**
 * The part of a container's definition that is kept.
 *
 * @public
 */
export interface ContainerRecord {
  readonly name: string;
  /** Absent where a webhook or a runtime fills it in later. */
  readonly image?: string;
  readonly role: 'init' | 'sidecar' | 'container';
  /** Accelerators only. */
  readonly requests: ResourceCounts;
  /** What the container was told to serve, as it was told. */
  readonly modelArgument?: string;
}

/** Reads the containers of a pod spec, Kubernetes v1.36 `core/v1.PodSpec`. */
export function readContainers(
  podSpec: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): readonly ContainerRecord[] {
  const init = podSpec
    .list('initContainers')
    .map(container =>
      readContainer(
        container,
        container.optionalString('restartPolicy') === 'Always'
          ? 'sidecar'
          : 'init',
        isAccelerator,
      ),
    );
  const containers = podSpec
    .list('containers')
    .map(container => readContainer(container, 'container', isAccelerator));
  return [...init, ...containers];
}

export function readContainer(
  container: ObjectReader,
  role: ContainerRecord['role'],
  isAccelerator: (resourceName: string) => boolean,
): ContainerRecord {
  const image = container.optionalString('image');
  const modelArgument = readModelArgument(container);
  return {
    name: container.optionalString('name') ?? '',
    ...(image && { image: image.slice(0, LONGEST_IMAGE) }),
    role,
    requests: readRequests(container, isAccelerator),
    ...(modelArgument && { modelArgument }),
  };
}

/**
 * Extended resources have equal requests and limits; where only limits are
 * written, the API server copies them, but a template may not have been to it.
 */
function readRequests(
  container: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): ResourceCounts {
  const resources = container.object('resources');
  const counts: Record<string, number> = {};
  for (const source of [
    resources.object('limits'),
    resources.object('requests'),
  ]) {
    for (const name of source.keys().filter(isAccelerator)) {
      counts[name] = source.quantity(name);
    }
  }
  return counts;
}

// How engines are told what to serve: vLLM and SGLang by flag or positionally
// after `serve`, TGI by flag or MODEL_ID, llama.cpp by flag, Ollama and NIM by
// environment.
const MODEL_FLAGS = [
  '--model',
  '--model-path',
  '--model-id',
  '--hf-repo',
  '-hf',
  '-m',
];
const MODEL_VARIABLES = [
  'MODEL_ID',
  'MODEL',
  'MODEL_NAME',
  'HF_MODEL_ID',
  'NIM_MODEL_NAME',
  'OLLAMA_MODEL',
  'STORAGE_URI',
];

function readModelArgument(container: ObjectReader): string | undefined {
  // KServe's webhook writes: the artifact, then where to put it.
  if (container.optionalString('name') === 'storage-initializer') {
    return container.strings('args')[0];
  }
  const words = [...container.strings('command'), ...container.strings('args')];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (
      MODEL_FLAGS.includes(word) ||
      (word === 'serve' && !next?.startsWith('-'))
    ) {
      // `python -m module` is no model.
      if (word === '-m' && words[index - 1]?.includes('python')) continue;
      if (next) return next;
    }
    const [flag, ...rest] = word.split('=');
    if (flag && MODEL_FLAGS.includes(flag) && rest.length > 0)
      return rest.join('=');
  }
  const variables = container.list('env');
  for (const name of MODEL_VARIABLES) {
    const found = variables
      .find(variable => variable.optionalString('name') === name)
      ?.optionalString('value');
    if (found) return found;
  }
  return undefined;
}
