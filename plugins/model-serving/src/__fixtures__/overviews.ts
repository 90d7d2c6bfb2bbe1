import type {
  EntityOverview,
  RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What the server would say in short of an entity's rollout. */
export function overviewOf(
  entityRef: string,
  view: RolloutsView,
): EntityOverview {
  const places = new Map(
    [...view.items].reverse().map(({ cluster, judgement }) => [
      cluster.name,
      {
        cluster: cluster.name,
        title: cluster.title,
        verdict: judgement.verdict,
      },
    ]),
  );
  const inOrder = [...new Set(view.items.map(({ cluster }) => cluster.name))]
    .map(name => places.get(name))
    .filter(place => place !== undefined);
  const overall = view.overall ?? view.items[0]?.judgement;
  return {
    version: view.version,
    entityRef,
    ...(overall && { overall }),
    places: inOrder.slice(0, 20),
    placeCount: inOrder.length,
    blind: view.clusters.total - view.clusters.live,
  };
}
