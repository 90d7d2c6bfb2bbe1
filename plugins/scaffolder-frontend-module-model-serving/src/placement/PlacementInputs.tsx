import type {
  ClusterSummary,
  GpuTotals,
  ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { NumberField, Select, TextField } from '@backstage/ui';
import { PlacementFit } from './PlacementFit';
import type { Placement } from './shape';
import styles from './placement.module.css';

const ANY = 'any product';

/** Product, replicas and GPUs of one row, and whether that fits. */
export function PlacementInputs(props: {
  /** Absent when nothing is known of the cluster. */
  summary: ClusterSummary | undefined;
  /** Absent while the model is not known. */
  served: ServedModel | undefined;
  /** What the service that the form changes has here. */
  present: Placement | undefined;
  /** Whether the number of replicas follows the load. */
  scales: boolean;
  value: Placement;
  onChange(value: Placement): void;
}) {
  const { summary, served, present, scales, value, onChange } = props;
  const { replicas, maxReplicas } = value;
  return (
    <div className={styles.row}>
      <div className={styles.inputs}>
        <ProductInput gpus={summary?.gpus} value={value} onChange={onChange} />
        <NumberField
          label={scales ? 'Replicas at least' : 'Replicas'}
          minValue={1}
          step={1}
          value={replicas}
          onChange={next => onChange({ ...value, replicas: whole(next) })}
        />
        {scales && (
          <NumberField
            label="Replicas at most"
            minValue={replicas}
            step={1}
            value={maxReplicas ?? 2 * replicas}
            onChange={next => onChange({ ...value, maxReplicas: whole(next) })}
          />
        )}
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
        isPresent={present !== undefined && isSame(present, value)}
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
        description="As the cluster's machines name it; ask the platform team"
        placeholder="for example NVIDIA-L4"
        value={value.product ?? ''}
        onChange={product => onChange(ofProduct(value, product))}
      />
    );
  }
  return (
    <Select
      label="GPU product"
      value={value.product === undefined ? ANY : value.product || null}
      onChange={key =>
        onChange(ofProduct(value, key === ANY ? undefined : String(key)))
      }
      options={optionsOf(gpus, value)}
    />
  );
}

/** Never the name of a product: labels hold no spaces. */
function optionsOf(gpus: readonly GpuTotals[], { product }: Placement) {
  const names = [...new Set(gpus.map(gpu => gpu.product))];
  // What a service has stays choosable, also when no machine has it now.
  const stranger = product && !names.includes(product) ? [product] : [];
  return [
    ...[...names, ...stranger].map(name => ({ id: name, label: name })),
    ...(product === undefined || names.length > 1
      ? [{ id: ANY, label: 'Any of them' }]
      : []),
  ];
}

/** Another product may be advertised by another name. */
function ofProduct(value: Placement, product: string | undefined): Placement {
  const { product: _, resourceName: __, ...rest } = value;
  return product === undefined ? rest : { ...rest, product };
}

/** Whether a row asks for what is there. */
function isSame(present: Placement, value: Placement): boolean {
  return (
    (present.product ?? '') === (value.product ?? '') &&
    present.replicas === value.replicas &&
    (present.maxReplicas ?? 0) === (value.maxReplicas ?? 0) &&
    present.gpusPerReplica === value.gpusPerReplica
  );
}

/** An emptied number field says NaN; the least that can be asked for is 1. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1;
}
