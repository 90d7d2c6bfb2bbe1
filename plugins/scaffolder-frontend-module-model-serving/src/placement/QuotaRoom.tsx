import type { RoomView } from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './placement.module.css';

type Limit = RoomView['limits'][number];

const FITS: Readonly<Record<RoomView['verdict'], string>> = {
  room: 'fits',
  tight: 'likely',
  waits: 'waits',
  never: 'never',
  unknown: 'unknown',
};

const TITLES: Readonly<Record<RoomView['verdict'], string>> = {
  room: 'Within your team’s quota.',
  tight: 'Just within your team’s quota.',
  waits: 'More than your team’s quota has left now.',
  never: 'More than your team’s quota allows.',
  unknown: 'Your team’s quota is not known.',
};

const WORDS: Readonly<Record<RoomView['verdict'], string>> = {
  room: 'enough',
  tight: 'just enough',
  waits: 'too little now',
  never: 'never enough',
  unknown: 'not known',
};

const SOURCES: Readonly<Record<string, string>> = {
  ResourceQuota: 'quota',
  LimitRange: 'limits for each container',
  LocalQueue: 'queue',
  ClusterQueue: 'queue of the cluster',
};

/** What the team's share of a cluster has to say to what is asked for. */
export function QuotaRoom(props: {
  room: RoomView;
  /** Whether the cluster answers; otherwise it is what it last said. */
  isCurrent: boolean;
}) {
  const { room, isCurrent } = props;
  const { verdict, message, limits, namespace, confirmedAt } = room;
  const advice = limits.find(limit => limit.verdict === verdict)?.advice;
  return (
    <>
      <p className={styles.fit} data-fit={FITS[verdict]} role="status">
        <strong>{TITLES[verdict]}</strong> {plainWords(message, limits)}
        {advice && ` ${plainWords(advice, limits)}`}
        {!isCurrent && confirmedAt && (
          <>
            {' '}
            <Age at={confirmedAt} prefix="The cluster last said so" />.
          </>
        )}
      </p>
      {limits.length > 0 && (
        <details className={styles.arithmetic}>
          <summary>
            What your team may use here (namespace {namespace}), and what this
            asks of it
          </summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Limit</th>
                <th scope="col" className={styles.figure}>
                  Allowed
                </th>
                <th scope="col" className={styles.figure}>
                  In use
                </th>
                <th scope="col" className={styles.figure}>
                  Left
                </th>
                <th scope="col" className={styles.figure}>
                  Asked
                </th>
                <th scope="col">So</th>
              </tr>
            </thead>
            <tbody>
              {limits.map(limit => (
                <LimitRow
                  key={`${limit.source.kind} ${limit.source.name} ${limit.resource}`}
                  limit={limit}
                />
              ))}
            </tbody>
          </table>
          {confirmedAt && (
            <p>
              <Age at={confirmedAt} prefix="The cluster said so" />
            </p>
          )}
        </details>
      )}
    </>
  );
}

function LimitRow({ limit }: { limit: Limit }) {
  const { source, resource, hard, used, left, wanted } = limit;
  return (
    <tr>
      <th scope="row" title={resource}>
        {plainResource(resource)}
        <span className={styles.minor}>
          {' '}
          ({SOURCES[source.kind] ?? source.kind} {source.name})
        </span>
      </th>
      {[hard, used, left, wanted].map((amount, index) => (
        <td key={index} className={styles.figure}>
          {amount === undefined ? 'not known' : amountOf(resource, amount)}
        </td>
      ))}
      <td>{WORDS[limit.verdict]}</td>
    </tr>
  );
}

/** For a cluster that is not chosen: what of the team's share is left. */
export function QuotaLeft({ room }: { room: RoomView }) {
  const gpus = room.limits.filter(
    ({ resource, left }) => left !== undefined && isGpu(resource),
  );
  if (gpus.length === 0) {
    return (
      <p className={styles.minor}>
        {room.limits.length === 0
          ? room.message
          : 'No limit on how many GPUs your team may use here.'}
      </p>
    );
  }
  return (
    <p className={styles.minor}>
      Your team may use{' '}
      {gpus
        .map(
          ({ left, hard, resource }) =>
            `${left} more of ${hard} ${plainResource(resource)}`,
        )
        .join(', ')}{' '}
      here (quota of the namespace {room.namespace}
      {room.confirmedAt && (
        <>
          , <Age at={room.confirmedAt} prefix="confirmed" />
        </>
      )}
      ).
    </p>
  );
}

/** Sentences with what Kubernetes calls things, in words for people. */
function plainWords(text: string, limits: readonly Limit[]): string {
  return limits.reduce(
    (words, { resource }) =>
      words.replaceAll(resource, plainResource(resource)),
    text,
  );
}

function isGpu(resource: string): boolean {
  return resource.includes('/') && !resource.includes('storage');
}

/** `requests.nvidia.com/gpu` in words. */
function plainResource(resource: string): string {
  const name = resource.replace(/^(requests|limits)\./, '');
  const what = { cpu: 'CPU cores', memory: 'memory', pods: 'replicas' }[name];
  if (what) {
    return resource.startsWith('limits.') ? `${what}, at most` : what;
  }
  return name.endsWith('.com/gpu') ? 'GPUs' : name;
}

function amountOf(resource: string, amount: number): string {
  const name = resource.replace(/^(requests|limits)\./, '');
  return name === 'memory' || name.endsWith('storage')
    ? `${Number((amount / 2 ** 30).toFixed(2))} GiB`
    : `${Number(amount.toFixed(2))}`;
}
