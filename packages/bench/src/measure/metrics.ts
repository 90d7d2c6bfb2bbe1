import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { VIEWED_SERVICE } from '../fleet/contents';
import type {
  StoreCounts,
  StoreReady,
  StoreRequest,
} from '../metricsStore/messages';
import type { Child } from '../processes/Child';
import { row, type Row } from '../results/rows';
import { percentile } from './percentile';
import { cardIsWhole } from './rollouts';
import type { Asked, Viewer } from './Viewer';
import type { World } from './World';

/** The store of the fleet, in its process. */
export type MetricsStore = Child<StoreReady, StoreRequest, StoreCounts>;

const KILO = 1000;
/** Longer than answers of the store are shared. */
const FORGOTTEN_MS = 16_000;
const VIEWERS = 100;

const ENTITY = `/api/model-serving/entities/component/default/${VIEWED_SERVICE.name}`;
const TABLE: Asked = { path: `${ENTITY}/figures` };
const CHARTS: Asked = {
  path: `${ENTITY}/figures?series=gpuUtilization&series=ttftP95&range=24h`,
};
const GPUS: Asked = { path: '/api/model-serving/gpu-activity' };

const figures = z.object({
  items: z.array(
    z.looseObject({
      figures: z.looseObject({
        ttftP95: z.looseObject({ status: z.string() }),
        gpuUtilization: z.looseObject({ status: z.string() }),
      }),
    }),
  ),
});

/** What figures of a service in every cluster cost, from one store of all. */
export async function metrics(
  world: World,
  store: MetricsStore,
  options: { readonly clusters: number; readonly quick: boolean },
): Promise<Row[]> {
  const { clusters, quick } = options;
  const { viewer } = world;
  await world.complete();
  await world.hasEntity('component', VIEWED_SERVICE.name);
  await cardIsWhole(viewer, clusters);
  await isWhole(viewer, clusters);
  const rows: Row[] = [];
  for (const [name, asked] of [
    ['figures of a service that runs everywhere', TABLE],
    ['the same with two series of 24 hours', CHARTS],
    ['GPU activity of all clusters', GPUS],
  ] as const) {
    const at = `${clusters} clusters, ${name}: `;
    await sleep(FORGOTTEN_MS);
    await world.portal.ask({ ask: 'sample' });
    await store.ask({ ask: 'counts' });
    const first = await viewer.ask(asked);
    const busy = await world.portal.ask({ ask: 'sample' });
    const one = await store.ask({ ask: 'counts' });
    const times: number[] = [];
    for (let view = 0; view < (quick ? 20 : 100); view++) {
      times.push((await viewer.ask(asked)).ms);
    }
    await sleep(FORGOTTEN_MS);
    await store.ask({ ask: 'counts' });
    const together = await Promise.all(
      Array.from({ length: VIEWERS }, () => viewer.ask(asked)),
    );
    const hundred = await store.ask({ ask: 'counts' });
    rows.push(
      row(`${at}queries to the store, one viewer`, one.queries, 'queries', {
        target: { atMost: 30 },
        note: `${one.series} series in the answers`,
      }),
      row(
        `${at}queries to the store, ${VIEWERS} viewers at once`,
        hundred.queries,
        'queries',
        // Whoever looks at the same moment costs the store nothing more.
        { target: { atMost: one.queries } },
      ),
      row(`${at}first view, nothing remembered`, first.ms, 'ms', {
        target: { atMost: 5_000 },
        note: `event loop at most ${Math.round(busy.eventLoopMaxMs)} ms`,
      }),
      row(
        `${at}view within the time that answers are shared, p95`,
        percentile(times, 95),
        'ms',
        {
          target: { atMost: 100 },
        },
      ),
      row(
        `${at}slowest of ${VIEWERS} viewers at once, nothing remembered`,
        Math.max(...together.map(({ ms }) => ms)),
        'ms',
      ),
      row(`${at}on the wire`, first.bytes / KILO, 'kB'),
    );
  }
  return rows;
}

/** A view without values would be faster than it may be. */
async function isWhole(viewer: Viewer, clusters: number): Promise<void> {
  const { encoding, body } = await viewer.ask(TABLE);
  const text = encoding === 'gzip' ? gunzipSync(body) : body;
  const { items } = figures.parse(JSON.parse(text.toString()));
  const known = items.filter(
    ({ figures: { ttftP95, gpuUtilization } }) =>
      ttftP95.status === 'value' && gpuUtilization.status === 'value',
  );
  if (known.length < clusters) {
    throw new Error(
      `The store's figures are shown of ${known.length} of ${clusters} clusters`,
    );
  }
}
