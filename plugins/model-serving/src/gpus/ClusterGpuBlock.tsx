import type {
  ClusterGpuActivity,
  ClusterGpus,
  GpuTotals,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  ClusterLabel,
  ClusterNote,
  confirmedAt,
  describeCluster,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { NoActivity } from './ProductActivity';
import { ProductGpus } from './ProductGpus';
import styles from './GpuList.module.css';

/** One cluster with a bar for each of its GPU products. */
export function ClusterGpuBlock(props: {
  item: ClusterGpus;
  entityLabel: string;
  /** Absent where nothing was asked, or not answered yet. */
  activity: ClusterGpuActivity | undefined;
  /** Why there is nothing for any cluster. */
  problem: string | undefined;
}) {
  const { item, entityLabel, activity, problem } = props;
  const { cluster, totals, entity = [], notes = [], physical } = item;
  const { current } = describeCluster(cluster.state);
  const seenAt = item.confirmedAt ?? confirmedAt(cluster.state);
  return (
    <li className={styles.cluster} data-current={current}>
      <div className={styles.heading}>
        <ClusterLabel cluster={cluster} />
        <span className={styles.minor}>
          <Age at={seenAt} prefix="confirmed" />
        </span>
      </div>
      <ClusterNote cluster={cluster} />
      {item.outdated && <p className={styles.minor}>{item.outdated}</p>}
      {totals === undefined && (
        <p className={styles.minor}>
          Backstage cannot see the nodes and pods of this cluster, so it is not
          known how many GPUs are there or free.
        </p>
      )}
      {totals?.length === 0 && (
        <p className={styles.minor}>No GPUs in this cluster.</p>
      )}
      {totals?.map(product => (
        <ProductGpus
          key={`${product.resourceName} ${product.product} ${product.unit}`}
          totals={product}
          use={entity}
          entityLabel={entityLabel}
          physical={physical}
          activity={activity?.products.find(
            each => each.product === product.product,
          )}
          unmeasured={unmeasured(product, activity)}
        />
      ))}
      {totals && totals.length > 0 && (
        <NoActivity activity={activity} problem={problem} />
      )}
      {notes.map(note => (
        <p key={note} className={styles.minor}>
          {note}
        </p>
      ))}
    </li>
  );
}

/** Why nothing is measured of one product; nothing where all is silent. */
function unmeasured(
  { product }: GpuTotals,
  activity: ClusterGpuActivity | undefined,
): string | undefined {
  if (activity?.status !== 'ok') {
    return undefined;
  }
  // Exporters name the GPU that slices are of.
  const whole = activity.products.find(each =>
    product.startsWith(`${each.product}-`),
  );
  return whole
    ? `Measured together with ${whole.product}.`
    : 'No utilisation data: the metrics source reports none of these.';
}
