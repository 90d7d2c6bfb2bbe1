import { Button, TextField } from '@backstage/ui';
import { PlacementInputs } from './PlacementInputs';
import { emptyRow } from './readRows';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** Rows to fill by hand, for when nobody can say which clusters there are. */
export function PlainPlacements(props: {
  value: readonly Placement[];
  onChange(value: Placement[]): void;
}) {
  const { value, onChange } = props;
  const replace = (index: number, ...rows: Placement[]) =>
    onChange([...value.slice(0, index), ...rows, ...value.slice(index + 1)]);
  return (
    <div className={styles.clusters}>
      {value.map((row, index) => (
        <section
          key={index}
          className={styles.cluster}
          data-chosen
          aria-label={row.cluster || `Cluster ${index + 1}`}
        >
          <TextField
            label="Cluster"
            description="Its name in the Backstage configuration"
            value={row.cluster}
            onChange={cluster => replace(index, { ...row, cluster })}
          />
          <PlacementInputs
            summary={undefined}
            served={undefined}
            present={undefined}
            scales={row.maxReplicas !== undefined}
            value={row}
            onChange={next => replace(index, next)}
          />
          <Button
            size="small"
            variant="secondary"
            onPress={() => replace(index)}
          >
            Remove this cluster
          </Button>
        </section>
      ))}
      <Button
        size="small"
        variant="secondary"
        onPress={() => onChange([...value, emptyRow()])}
      >
        Add a cluster
      </Button>
    </div>
  );
}
