import {
  assessPlacement,
  toPlacement,
  type ClusterSummary,
  type ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** For a cluster that is not chosen: whether the model would fit in it. */
export function FitHere(props: {
  summary: ClusterSummary;
  served: ServedModel;
  /** What it would begin with. */
  row: Placement;
}) {
  const { summary, served, row } = props;
  const { fit, message, model } = assessPlacement(
    summary,
    toPlacement(row, [summary]),
    served,
  );
  if (model?.verdict === 'fits') {
    const gpus = `${row.gpusPerReplica} × ${row.product}`;
    return (
      <p className={styles.minor}>
        The model fits here on {gpus} for each replica
        {fit === 'waits' && ', and would wait until as many are free'}
        {fit === 'never' && ', but the cluster has too few of them'}.
      </p>
    );
  }
  return model?.verdict === 'does-not-fit' ? (
    <p className={styles.minor}>{message}</p>
  ) : null;
}
