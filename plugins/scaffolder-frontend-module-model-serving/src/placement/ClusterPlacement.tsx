import type {
  ClusterSummary,
  RoomView,
  ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  ClusterLabel,
  ClusterNote,
  confirmedAt,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Checkbox } from '@backstage/ui';
import { FitHere } from './FitHere';
import { FreeGpus } from './FreeGpus';
import { PlacementInputs } from './PlacementInputs';
import { QuotaLeft, QuotaRoom } from './QuotaRoom';
import type { Placement } from './shape';
import styles from './placement.module.css';

/** One cluster: what is free there, and, when chosen, what is asked for. */
export function ClusterPlacement(props: {
  name: string;
  /** Absent when the fleet API has nothing on it. */
  summary: ClusterSummary | undefined;
  /** Absent while the model is not known. */
  served: ServedModel | undefined;
  /** What the service that the form changes has here. */
  present: Placement | undefined;
  /** What the team's share of it has left; absent while it is not known. */
  room: RoomView | undefined;
  /** Whether the number of replicas follows the load. */
  scales: boolean;
  value: Placement | undefined;
  onChange(value: Placement | undefined): void;
  /** The row to begin with when the cluster is chosen. */
  start(): Placement;
}) {
  const { name, summary, served, value, onChange, start } = props;
  const { present, room, scales } = props;
  return (
    <section
      className={styles.cluster}
      data-chosen={value !== undefined}
      aria-label={name}
    >
      <div className={styles.heading}>
        <Checkbox
          isSelected={value !== undefined}
          onChange={chosen => onChange(chosen ? start() : undefined)}
        >
          {summary ? (
            <ClusterLabel cluster={summary} />
          ) : (
            <strong>{name}</strong>
          )}
        </Checkbox>
        {summary && (
          <span className={styles.minor}>
            <Age at={confirmedAt(summary.state)} prefix="confirmed" />
          </span>
        )}
      </div>
      {summary && <ClusterNote cluster={summary} />}
      <FreeGpus gpus={summary?.gpus} />
      {room && !value && <QuotaLeft room={room} />}
      {summary && served && !value && !present && (
        <FitHere summary={summary} served={served} row={start()} />
      )}
      {present && !value && (
        <p className={styles.minor}>
          The service runs here already. Not chosen, it stays as it is. To take
          it out of this cluster, use the template “Take a service out of
          clusters”.
        </p>
      )}
      {value && (
        <PlacementInputs
          summary={summary}
          served={served}
          present={present}
          scales={scales}
          value={value}
          onChange={onChange}
        />
      )}
      {room && value && (
        <QuotaRoom room={room} isCurrent={summary?.state.status === 'live'} />
      )}
    </section>
  );
}
