import type { ValidationProblem } from '../api';
import type { ClusterSnapshot } from '../fleet';
import { asksOfManifests, namespaceRoom, type NamespaceLimit } from '../quota';
import { sentence } from '../placement/words';
import type { ResolvedOverlay } from './manifests/types';

/** What a namespace has to say to an overlay. @public */
export interface CheckedRoom {
  readonly problems: readonly ValidationProblem[];
  /** Sentences: what is not known. */
  readonly notes: readonly string[];
}

/**
 * Holds what an overlay comes to against the quotas, limit ranges and queues
 * of its namespace, as the cluster was seen last.
 *
 * What the service holds already is part of what a quota counts as used, so
 * only what can never be admitted is an error; the rest is a warning.
 *
 * @param cluster - As it was seen last; `undefined` when it never was.
 * @public
 */
export function checkRoom(options: {
  readonly cluster: ClusterSnapshot | undefined;
  readonly name: string;
  readonly namespace: string;
  readonly overlay: ResolvedOverlay;
}): CheckedRoom {
  const { cluster, namespace, overlay } = options;
  const rooms = asksOfManifests(overlay.manifests).map(ask =>
    namespaceRoom(cluster, namespace, ask),
  );
  const file = `clusters/${options.name}/kustomization.yaml`;
  const limits = rooms.flatMap(room => room.limits);
  return {
    problems: limits.flatMap(limit => problemOf(limit, file)),
    notes: [
      ...new Set([
        ...rooms.flatMap(({ notKnown }) => notKnown),
        ...limits
          .filter(({ verdict }) => verdict === 'unknown')
          .map(({ words }) => sentence(words)),
      ]),
    ],
  };
}

function problemOf(
  { verdict, source, words, advice }: NamespaceLimit,
  file: string,
): ValidationProblem[] {
  return verdict === 'room' || verdict === 'unknown'
    ? []
    : [
        {
          severity: verdict === 'never' ? 'error' : 'warning',
          file,
          object: { ...source },
          message: sentence(words).slice(0, -1),
          ...(advice && { advice }),
        },
      ];
}
