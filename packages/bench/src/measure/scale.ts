import { setTimeout as sleep } from 'node:timers/promises';
import { SHARED_SERVICES } from '../fleet/contents';
import { row, type Row } from '../results/rows';
import { otherCards, rolloutCard } from './cards';
import { lookAt } from './lookAt';
import { percentile } from './percentile';
import { cardIsWhole, rolloutRows } from './rollouts';
import type { World } from './World';

const KILO = 1000;
const MEGA = 1e6;
const POLL_MS = 20;
const GIVE_UP_MS = 30_000;
/** Serving objects of a cluster, and the records that are kept of each. */
const WORKLOADS = SHARED_SERVICES.length + 1;
const RECORDS_OF_A_WORKLOAD = 6;
const NODES = 14;

export interface ScaleOptions {
  readonly clusters: number;
  readonly changesPerSecond: number;
  readonly quick: boolean;
  /** Live heap of a portal that observes one cluster. */
  readonly emptyHeapBytes: number;
}

/** Our plugin alone, with more clusters than the other can be asked for. */
export async function scaleAtRest(
  world: World,
  { clusters, quick, emptyHeapBytes }: ScaleOptions,
): Promise<Row[]> {
  const at = `${clusters} clusters, ours alone: `;
  const completeMs = await world.complete();
  const starting = await world.portal.ask({ ask: 'sample' });
  await world.hasEntity('component', 'group-0');
  await cardIsWhole(world.viewer, clusters);
  const rows: Row[] = [];
  for (const card of [rolloutCard, ...otherCards]) {
    rows.push(...(await cardRows(world, at, card, quick ? 40 : 200)));
  }
  const heap = (await world.portal.ask({ ask: 'sampleLive' })).heapBytes;
  const grown = (heap - emptyHeapBytes) / (clusters - 1);
  return [
    row(`${at}start of the portal to complete state`, completeMs / KILO, 's'),
    row(`${at}event loop while it starts, p99`, starting.eventLoopP99Ms, 'ms', {
      target: { atMost: 50 },
    }),
    row(`${at}memory of the portal, live heap`, heap / MEGA, 'MB'),
    row(
      `${at}memory of the portal, resident`,
      starting.residentBytes / MEGA,
      'MB',
    ),
    row(
      `${at}memory a record`,
      grown / (WORKLOADS * RECORDS_OF_A_WORKLOAD + NODES) / KILO,
      'kB',
      { target: { atMost: 4 } },
    ),
    row(
      `${at}memory a workload and all that belongs to it`,
      grown / WORKLOADS / KILO,
      'kB',
    ),
    ...rows,
  ];
}

/** The same while things change all over the fleet. */
export async function scaleChanging(
  world: World,
  { clusters, changesPerSecond, quick }: ScaleOptions,
): Promise<Row[]> {
  const changing = `${clusters} clusters, ours alone: at ${changesPerSecond} changes a second, `;
  await world.fleet.ask({ ask: 'changes', perSecond: changesPerSecond });
  await sleep(3_000);
  await world.portal.ask({ ask: 'sample' });
  const before = await world.fleet.ask({ ask: 'counts' });
  const lags = await lagsOf(world, quick ? 20 : 100);
  const busy = await world.portal.ask({ ask: 'sample' });
  const after = await world.fleet.ask({ ask: 'counts' });
  const rows: Row[] = [];
  for (const card of [rolloutCard, ...otherCards]) {
    rows.push(...(await cardRows(world, changing, card, quick ? 20 : 60)));
  }
  await world.fleet.ask({ ask: 'changes', perSecond: 0 });
  const emitted =
    ((after.changes - before.changes) * KILO) / (after.at - before.at);
  return [
    ...rows,
    row(`${changing}lag from change to API, p50`, percentile(lags, 50), 'ms', {
      note: `${Math.round(emitted)} changes a second were made`,
    }),
    row(`${changing}lag from change to API, p95`, percentile(lags, 95), 'ms', {
      target: { atMost: 1000 },
    }),
    row(`${changing}CPU of the portal`, (busy.cpuMs / busy.wallMs) * 100, '%'),
    row(`${changing}event loop, p99`, busy.eventLoopP99Ms, 'ms', {
      target: { atMost: 50 },
    }),
  ];
}

async function cardRows(
  world: World,
  at: string,
  card: Parameters<typeof lookAt>[1],
  views: number,
): Promise<Row[]> {
  const looked = await lookAt(world, card, { views, warmUp: 20 });
  return [
    row(`${at}${card.name}, p95`, looked.p95Ms, 'ms', {
      target: { atMost: 20 },
      note: `p50 ${looked.p50Ms.toFixed(1)} ms`,
    }),
    row(`${at}${card.name}, on the wire`, looked.bytes / KILO, 'kB', {
      target: { atMost: 50 },
    }),
  ];
}

/** Changes a service now and then, and asks until the answer has it. */
async function lagsOf(world: World, changes: number): Promise<number[]> {
  const lags: number[] = [];
  const path = '/api/model-serving/entities/component/default/group-0/rollouts';
  for (let change = 0; change < changes; change++) {
    const url = `http://changed-${change}.example`;
    const made = await world.fleet.ask({ ask: 'mark', cluster: 0, url });
    for (;;) {
      const items = await rolloutRows(world.viewer, path);
      const lag = Date.now() - made.at;
      if (items.some(({ workload }) => workload?.url === url)) {
        lags.push(lag);
        break;
      }
      if (lag > GIVE_UP_MS)
        throw new Error(`A change was not seen in ${lag} ms`);
      await sleep(POLL_MS);
    }
    await sleep(POLL_MS);
  }
  return lags;
}
