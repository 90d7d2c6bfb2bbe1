import type {
  ClusterSummary,
  GpuTotals,
  ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { NumberField, Select, TextField } from '@backstage/ui';
import { PlacementFit } from './PlacementFit';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** Product, replicas and GPUs of one row, and whether that fits. */
export function PlacementInputs(props: {
  /** Absent when nothing is known of the cluster. */
  summary: ClusterSummary | undefined;
  /** Absent while the model is not known. */
  served: ServedModel | undefined;
  value: Placement;
  onChange(value: Placement): void;
}) {
  const { summary, served, value, onChange } = props;
  return (
    <div className={styles.row}>
      <div className={styles.inputs}>
        <ProductInput gpus={summary?.gpus} value={value} onChange={onChange} />
        <NumberField
          label="Replicas"
          minValue={1}
          step={1}
          value={value.replicas}
          onChange={replicas =>
            onChange({ ...value, replicas: whole(replicas) })
          }
        />
        <NumberField
          label="GPUs for each replica"
          minValue={1}
          step={1}
          value={value.gpusPerReplica}
          onChange={gpusPerReplica =>
            onChange({ ...value, gpusPerReplica: whole(gpusPerReplica) })
          }
        />
      </div>
      <PlacementFit
        summary={summary}
        served={served}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}

function ProductInput(props: {
  gpus: readonly GpuTotals[] | undefined;
  value: Placement;
  onChange(value: Placement): void;
}) {
  const { gpus, value, onChange } = props;
  if (!gpus || gpus.length === 0) {
    return (
      <TextField
        label="GPU product"
        placeholder="for example NVIDIA-L4"
        value={value.product}
        onChange={product => onChange({ ...value, product })}
      />
    );
  }
  return (
    <Select
      label="GPU product"
      value={value.product || null}
      onChange={key => onChange({ ...value, product: String(key) })}
      options={[...new Set(gpus.map(({ product }) => product))].map(
        product => ({ id: product, label: product }),
      )}
    />
  );
}

/** An emptied number field says NaN; the least that can be asked for is 1. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1;
}
