import {
  assessPlacement,
  nearestRoom,
  toPlacement,
  type ClusterSummary,
  type ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Button } from '@backstage/ui';
import { FitArithmetic } from './FitArithmetic';
import { rowOf } from './readRows';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** Whether the model fits into what one row asks for, and whether that is free. */
export function PlacementFit(props: {
  summary: ClusterSummary | undefined;
  served: ServedModel | undefined;
  /** Whether the service that the form changes has this here already. */
  isPresent: boolean;
  value: Placement;
  onChange(value: Placement): void;
}) {
  const { summary, served, isPresent, value, onChange } = props;
  // With the name by which nodes advertise the product, as the task does.
  const asked = toPlacement(value, summary ? [summary] : []);
  const { fit, message, model } = assessPlacement(summary, asked, served);
  const needed = model?.gpusNeeded;
  const near =
    model?.verdict === 'does-not-fit' || isPresent
      ? []
      : nearestRoom(summary, asked, served);
  return (
    <>
      <p className={styles.fit} data-fit={fit} role="status">
        {message}
      </p>
      {isPresent && (
        <p className={styles.minor}>
          The service has these GPUs here already, and they count as taken. It
          needs more only while it starts anew, and for more replicas.
        </p>
      )}
      {needed !== undefined && (
        <div className={styles.remedy}>
          <span>
            Needs {needed} {needed === 1 ? 'GPU' : 'GPUs'} for each replica
            here.
          </span>
          <Button
            size="small"
            variant="secondary"
            onPress={() => onChange({ ...value, gpusPerReplica: needed })}
          >
            Use {needed} {needed === 1 ? 'GPU' : 'GPUs'}
          </Button>
        </div>
      )}
      {near.length > 0 && (
        <div className={styles.remedy}>
          <span>This would start now:</span>
          {near.map(({ words, placement }) => (
            <Button
              key={words}
              size="small"
              variant="secondary"
              onPress={() => onChange(rowOf(placement))}
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      {model && <FitArithmetic fit={model} />}
    </>
  );
}
