import {
  parseService,
  replacementIn,
  replacementQuestion,
  type ChangePlan,
  type ClusterReplacement,
  type FleetSnapshot,
  type Replacement,
  type ServiceFiles,
  type ServiceRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** A change, and the fleet as its author may see it. */
interface Change {
  readonly plan: ChangePlan;
  readonly visible: FleetSnapshot;
  readonly request: ServiceRequest;
  readonly existing: ServiceFiles;
}

/** What the clusters have room for, as `renderService` takes it. */
export function replacementsFor(change: Change): Record<string, Replacement> {
  return Object.fromEntries(
    views(change, () => undefined).map(({ cluster, value }) => [
      cluster,
      value,
    ]),
  );
}

/**
 * How a new version takes over by the files that were rendered: one that was
 * decided before stays, whatever is free now.
 */
export function replacementsWritten(
  change: Change,
  files: ServiceFiles,
): ClusterReplacement[] {
  const written = parseService(files).placements;
  return views(
    change,
    name => written.find(({ cluster }) => cluster === name)?.replacement,
  );
}

function views(
  { plan, visible, request, existing }: Change,
  writtenIn: (cluster: string) => Replacement | undefined,
): ClusterReplacement[] {
  const { choice, runtime, placements } = replacementQuestion(
    request,
    existing,
  );
  return placements.map(({ running, ...placement }) => {
    const { cluster } = placement;
    const facts = {
      cluster: plan.clusters.find(({ name }) => name === cluster),
      snapshot: visible.clusters.find(seen => seen.cluster.name === cluster),
      namespace: plan.namespace,
      placement,
      runtime,
      running,
    };
    const view = replacementIn(choice, facts);
    const written = writtenIn(cluster);
    return {
      cluster,
      ...(written === undefined || written === view.value
        ? view
        : replacementIn(written, facts)),
    };
  });
}
