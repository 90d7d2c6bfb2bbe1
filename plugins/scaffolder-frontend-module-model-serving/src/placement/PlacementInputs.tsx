import type { GpuTotals } from '@modelfleet/backstage-plugin-model-serving-common';
import { NumberField, Select, TextField } from '@backstage/ui';
import { describeFit } from './describeFit';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** Product, replicas and GPUs of one row, and whether that fits now. */
export function PlacementInputs(props: {
  /** Absent when the cluster does not say. */
  gpus: readonly GpuTotals[] | undefined;
  /** Whether the cluster says so now; default true. */
  current?: boolean;
  value: Placement;
  onChange(value: Placement): void;
}) {
  const { gpus, current = true, value, onChange } = props;
  const totals = gpus?.find(({ product }) => product === value.product);
  const fit = describeFit(value, totals, current);
  return (
    <div className={styles.row}>
      <div className={styles.inputs}>
        <ProductInput gpus={gpus} value={value} onChange={onChange} />
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
      <p className={styles.fit} data-answer={fit.answer} role="status">
        {fit.text}
      </p>
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
