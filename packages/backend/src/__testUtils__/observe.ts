import type {
  ClusterGpus,
  ClusterSummary,
  Rollout,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Api } from './Api';

/** The seed's service in two clusters, and its model. */
export const SERVICE = 'component:default/defect-inspector';
export const MODEL = 'model:default/qwen2.5-vl-3b-instruct';

/** All that the API says of one cluster. */
export interface Seen {
  readonly summary: ClusterSummary | undefined;
  readonly rollout: Rollout | undefined;
  /** The same, asked for through the model. */
  readonly ofModel: Rollout | undefined;
  readonly gpus: ClusterGpus | undefined;
}

/** Of a cluster that the API does not speak of. */
export const UNSEEN: Seen = {
  summary: undefined,
  rollout: undefined,
  ofModel: undefined,
  gpus: undefined,
};

/** What the API says now, by cluster. */
export async function look(api: Api): Promise<Readonly<Record<string, Seen>>> {
  const [clusters, rollouts, ofModel, gpus] = await Promise.all([
    api.clusters(),
    api.rollouts(SERVICE),
    api.rollouts(MODEL),
    api.gpus(MODEL),
  ]);
  return Object.fromEntries(
    clusters.items.map(summary => [
      summary.name,
      {
        summary,
        rollout: rollouts.items.find(isIn(summary.name)),
        ofModel: ofModel.items.find(isIn(summary.name)),
        gpus: gpus.items.find(isIn(summary.name)),
      },
    ]),
  );
}

function isIn(name: string) {
  return (item: { cluster: { name: string } }) => item.cluster.name === name;
}
