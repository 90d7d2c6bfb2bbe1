import type { RoomView } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useClusters,
  useTenants,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { readChange } from '../change';
import { readSibling } from '../form';
import { finishedRows, readRows } from '../placement/readRows';
import { roomsQuestion } from '../placement/roomsQuestion';
import { useRooms } from '../placement/useRooms';
import { unfinishedTenantShape } from '../tenant';
import styles from './operations.module.css';

/** What a choice comes to in each cluster of the form, with the figures. */
export function Takeovers(props: {
  formContext: unknown;
  tenantField: string;
  placementsField: string;
  choice: unknown;
}) {
  const { formContext, tenantField, placementsField } = props;
  const tenants = useTenants();
  const clusters = useClusters();
  const chosen = readSibling(unfinishedTenantShape, formContext, tenantField);
  const value = readRows(
    readSibling(z.unknown(), formContext, placementsField),
  );
  const rows = finishedRows(value);
  const question = roomsQuestion({
    formContext,
    tenant: lastKnown(tenants.state)?.data.items.find(
      ({ name, repository }) =>
        name === chosen?.tenant &&
        (!chosen.repository || repository.id === chosen.repository),
    ),
    chosen,
    change: readChange(formContext),
    value,
    replacement: props.choice,
  });
  const placements = question?.placements.filter(({ cluster }) =>
    rows.some(row => row.cluster === cluster),
  );
  const known = lastKnown(clusters.state)?.data;
  const { rooms, status } = useRooms(
    question && placements && placements.length > 0
      ? { ...question, placements }
      : undefined,
    known?.version,
  );
  if (rows.length === 0) {
    return (
      <span className={styles.minor}>
        Which it is in each cluster shows once you have chosen some.
      </span>
    );
  }
  if (status === 'failed') {
    return (
      <span className={styles.minor} role="status">
        What the clusters have left could not be read; the task asks them again.
      </span>
    );
  }
  return (
    <ul className={styles.takeovers} aria-busy={status === 'loading'}>
      {rows.map(({ cluster }) => (
        <Takeover
          key={cluster}
          title={
            known?.items.find(({ name }) => name === cluster)?.title ?? cluster
          }
          room={rooms.get(cluster)}
        />
      ))}
    </ul>
  );
}

function Takeover(props: { title: string; room: RoomView | undefined }) {
  const { title, room } = props;
  const replacement = room?.replacement;
  return replacement ? (
    <li data-waits={replacement.waits}>
      <strong>{title}</strong>: {replacement.message}
    </li>
  ) : null;
}
