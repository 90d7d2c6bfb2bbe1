import type { Rollout } from '../api/types';
import { application, type Json } from '../fleet/__fixtures__/objects';

export const WANTED = '1234567890abcdef1234567890abcdef12345678';

export function argo(cluster: string, status: Json, path?: string): Json {
  return application(`chat-assistant-${cluster}`, {
    source: {
      repoURL: 'https://git.example.com/fleet',
      path: path ?? `fleet/chat/assistant/clusters/${cluster}`,
    },
    destination: { name: cluster === 'hub' ? 'in-cluster' : cluster },
    status,
  });
}

export const SYNCED = {
  sync: { status: 'Synced', revision: WANTED },
  history: [{ id: 1, revision: WANTED, deployedAt: '2026-11-23T11:00:00Z' }],
};

export function rowIn(
  rows: readonly Rollout[],
  cluster: string,
): Rollout | undefined {
  return rows.find(row => row.cluster.name === cluster);
}
