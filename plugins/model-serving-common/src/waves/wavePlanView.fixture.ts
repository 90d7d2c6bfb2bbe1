import type { ClusterState, Delivery, Rollout, Verdict } from '../api/types';
import { renderService } from '../rendering/renderService';
import type { ServiceFiles } from '../rendering/types';
import { readWaves } from './plan';
import { renderInWaves } from './renderInWaves';
import { wavePlanView } from './wavePlanView';
import { digest, FLEET, on, OTHER_MODEL } from './waves.fixture';

export const HEAD = 'a'.repeat(40);
export const OLD = 'b'.repeat(40);
export const UNRELATED = 'c'.repeat(40);
export const NOW = '2026-11-29T10:00:00Z';
export const LIVE: ClusterState = {
  status: 'live',
  confirmedAt: NOW,
  forbidden: [],
};
export const AWAY: ClusterState = {
  status: 'unreachable',
  confirmedAt: '2026-11-29T09:00:00Z',
  retryAt: NOW,
  error: { kind: 'timeout', message: 'It does not answer' },
};
export const WAVES = [
  ['cloud-us'],
  ['cloud-eu'],
  ['edge-a', 'edge-b', 'edge-c'],
];

export const atAll = renderService(on(FLEET)).files;
export const first = renderInWaves(on(FLEET, OTHER_MODEL), atAll, {
  waves: WAVES,
  digest,
}).files;

export function row(
  name: string,
  verdict: Verdict,
  more: Partial<Rollout> = {},
  delivery: Partial<Delivery> = {},
): Rollout {
  const cluster = { name, title: name, simulated: false, state: LIVE };
  return {
    cluster,
    wanted: true,
    judgement: {
      verdict,
      reason: verdict === 'healthy' ? 'Serving' : 'ImagePull',
      message: `It is ${verdict}.`,
      evidence: [],
    },
    confirmedAt: NOW,
    delivery: {
      tool: 'argocd',
      ref: { cluster: name, group: 'argoproj.io', kind: 'Application', name },
      cluster,
      status: 'synced',
      wantedRevision: HEAD,
      appliedRevision: HEAD,
      ...delivery,
    },
    ...more,
  };
}

export function view(
  rollouts: readonly Rollout[],
  files: ServiceFiles = first,
  applied: ReadonlyMap<string, ServiceFiles | string> = new Map(),
) {
  const progress = readWaves(files);
  if (!progress) throw new Error('There is no plan');
  return wavePlanView({
    progress,
    files,
    commit: HEAD,
    rollouts,
    applied,
    digest,
  });
}
