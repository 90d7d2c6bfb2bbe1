import { revisionNumber } from '../adapters/context';
import type { AssessmentContext } from '../adapters/types';
import type { Revision } from '../api/types';
import type { PodRecord } from '../observed/pod';
import { replicaSetProjection } from '../observed/replicaSet';

/** Labels by which controllers tell pods of one revision from those of another. */
const REVISION_LABELS = [
  'serving.knative.dev/revision',
  'controller-revision-hash',
  'leaderworkerset.sigs.k8s.io/template-revision-hash',
  'pod-hash',
];

/**
 * Which of a workload's revisions a pod is of, by the names that its adapter
 * gave them; `undefined` where that is not known.
 */
export function revisionsOfPods(
  revisions: readonly Revision[],
  seen: AssessmentContext,
): (pod: PodRecord) => string | undefined {
  const [only] = revisions;
  if (only && revisions.length === 1) return () => only.name;
  const replicaSets = seen.cluster.records(replicaSetProjection);
  return ({ meta }) => {
    for (const label of REVISION_LABELS) {
      const value = meta.labels[label];
      const found = value && revisions.find(({ name }) => isOf(name, value));
      if (found) return found.name;
    }
    const { controller, namespace } = meta;
    const replicaSet =
      controller?.kind === 'ReplicaSet'
        ? replicaSets.get(`${namespace}/${controller.name}`)
        : undefined;
    if (!replicaSet) return undefined;
    const number = revisionNumber(replicaSet);
    const same = revisions.filter(({ name }) =>
      name.endsWith(`revision ${number || replicaSet.meta.name}`),
    );
    return (
      same.length > 1
        ? // `canary west, revision 1` beside `revision 1`, each of a Deployment.
          same.find(({ name }) => isNamedIn(name, replicaSet.meta.name)) ??
          same.find(({ name }) => !name.includes(','))
        : same[0]
    )?.name;
  };
}

/** Adapters shorten a hash, or put a word before it. */
function isOf(name: string, value: string): boolean {
  const last = name.slice(name.lastIndexOf(' ') + 1);
  return name === value || last === value || value.endsWith(`-${last}`);
}

function isNamedIn(name: string, replicaSet: string): boolean {
  const [label = ''] = name.split(',');
  const last = label.slice(label.lastIndexOf(' ') + 1);
  return name.includes(',') && `-${replicaSet}-`.includes(`-${last}-`);
}
