import {
  assessPlacement,
  toPlacement,
  type ClusterSummary,
  type RoomView,
  type ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Button, Text } from '@backstage/ui';
import type { ChangeValue } from '../change';
import { ClusterPlacement } from './ClusterPlacement';
import { emptyRow } from './readRows';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** The clusters of a tenant; each chosen one is a row of the value. */
export function ClusterChoice(props: {
  /** The tenant's clusters, in the order of its configuration. */
  names: readonly string[];
  summaries: readonly ClusterSummary[];
  served: ServedModel | undefined;
  tenant: string;
  /** The service that the form changes; nothing for a new one. */
  change: ChangeValue | undefined;
  /** What the team's share of each cluster has left, by its name. */
  rooms: ReadonlyMap<string, RoomView>;
  /** Whether the number of replicas follows the load. */
  scales: boolean;
  value: readonly Placement[];
  onChange(value: Placement[]): void;
}) {
  const { names, summaries, served, tenant, value, onChange } = props;
  const { change: changed, rooms, scales } = props;
  const strangers = value.filter(({ cluster }) => !names.includes(cluster));

  /** Keeps the order of the tenant's clusters, whatever was clicked first. */
  function change(cluster: string, placement: Placement | undefined) {
    // A form may begin with an empty row; choosing a cluster is its answer.
    const others = value.filter(row => row.cluster && row.cluster !== cluster);
    const next = placement ? [...others, placement] : others;
    onChange(
      next.sort((a, b) => names.indexOf(a.cluster) - names.indexOf(b.cluster)),
    );
  }

  return (
    <div className={styles.clusters}>
      {names.map(name => {
        const summary = summaries.find(candidate => candidate.name === name);
        return (
          <ClusterPlacement
            key={name}
            name={name}
            summary={summary}
            served={served}
            present={changed?.placements.find(row => row.cluster === name)}
            room={rooms.get(name)}
            scales={scales}
            value={value.find(({ cluster }) => cluster === name)}
            onChange={placement => change(name, placement)}
            start={() =>
              changed?.placements.find(row => row.cluster === name) ??
              firstRow(name, summary, served)
            }
          />
        );
      })}
      {strangers.map(({ cluster }) => (
        <div key={cluster} className={styles.stranger}>
          <Text color="danger">
            {cluster || 'A row without a name'} is not a cluster of team{' '}
            {tenant}.
          </Text>
          <Button
            size="small"
            variant="secondary"
            onPress={() => change(cluster, undefined)}
          >
            Remove
          </Button>
        </div>
      ))}
    </div>
  );
}

/** One replica, with as many GPUs as the model needs at least. */
function firstRow(
  cluster: string,
  summary: ClusterSummary | undefined,
  served: ServedModel | undefined,
): Placement {
  const row = { ...emptyRow(), cluster, product: freest(summary) ?? '' };
  const { model } = assessPlacement(
    summary,
    toPlacement(row, summary ? [summary] : []),
    served,
  );
  return { ...row, gpusPerReplica: model?.gpusNeeded ?? row.gpusPerReplica };
}

/** The product of which most is free: the likeliest choice. */
function freest(summary: ClusterSummary | undefined): string | undefined {
  return [...(summary?.gpus ?? [])].sort((a, b) => b.free - a.free)[0]?.product;
}
