import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { rolloutCard } from './cards';
import type { Viewer } from './Viewer';

const POLL_MS = 250;
const WHOLE_WITHIN_MS = 60_000;
/** More than the clusters that are measured; a card has fewer. */
const MOST_ROWS = 2_000;

const rowsSchema = z.object({
  items: z.array(
    z.looseObject({
      cluster: z.looseObject({ name: z.string() }),
      workload: z.looseObject({ url: z.string().optional() }).optional(),
    }),
  ),
});

/** The rows of a rollout that someone looks at. */
export async function rolloutRows(viewer: Viewer, path: string) {
  const { encoding, body } = await viewer.ask({ path });
  const text = encoding === 'gzip' ? gunzipSync(body) : body;
  return rowsSchema.parse(JSON.parse(text.toString())).items;
}

/**
 * Waits until the card shows what runs in every cluster: a card that shows
 * less is answered faster than it may be.
 */
export async function cardIsWhole(
  viewer: Viewer,
  clusters: number,
): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const { path } = rolloutCard.asked();
    const rows = await rolloutRows(viewer, `${path}?limit=${MOST_ROWS}`);
    const running = rows.filter(({ workload }) => workload).length;
    if (running >= clusters) return;
    if (performance.now() - startedAt > WHOLE_WITHIN_MS) {
      throw new Error(
        `The card shows the service in ${running} of ${clusters} clusters`,
      );
    }
    await sleep(POLL_MS);
  }
}
