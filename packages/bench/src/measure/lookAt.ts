import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetAnswer } from '../fleet/messages';
import type { PortalSample } from '../portal/messages';
import type { Card } from './cards';
import { percentile } from './percentile';
import type { World } from './World';

/** What some views of a card cost, one after the other. */
export interface Looked {
  readonly views: number;
  /** Views that had no answer in time. */
  readonly unanswered: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** On the wire. */
  readonly bytes: number;
  /** Of the portal, a view. */
  readonly cpuMs: number;
  /** Lists a view; watches, heartbeats and discovery are nobody's views. */
  readonly lists: number;
  readonly sample: PortalSample;
}

export async function lookAt(
  world: World,
  card: Card,
  options: {
    views: number;
    warmUp?: number;
    timeoutMs?: number;
    /** Before each view, so long that nothing is remembered of the person. */
    restMs?: number;
  },
): Promise<Looked> {
  for (let view = 0; view < (options.warmUp ?? 0); view++) {
    await world.viewer.ask(card.asked());
  }
  await world.portal.ask({ ask: 'sample' });
  const before = await counts(world);
  const times: number[] = [];
  const sizes: number[] = [];
  let unanswered = 0;
  for (let view = 0; view < options.views; view++) {
    if (options.restMs) await sleep(options.restMs);
    const startedAt = performance.now();
    try {
      const { ms, bytes } = await world.viewer.ask({
        ...card.asked(),
        ...(options.timeoutMs && { timeoutMs: options.timeoutMs }),
      });
      times.push(ms);
      sizes.push(bytes);
    } catch (error) {
      const waited = performance.now() - startedAt;
      if (!options.timeoutMs || waited < options.timeoutMs) throw error;
      unanswered += 1;
      times.push(waited);
    }
  }
  const sample = await world.portal.ask({ ask: 'sample' });
  const after = await counts(world);
  return {
    views: options.views,
    unanswered,
    p50Ms: percentile(times, 50),
    p95Ms: percentile(times, 95),
    bytes: Math.max(0, ...sizes),
    cpuMs: sample.cpuMs / options.views,
    lists: (after.list - before.list) / options.views,
    sample,
  };
}

async function counts({ fleet }: World): Promise<FleetAnswer['counts']> {
  return (await fleet.ask({ ask: 'counts' })).counts;
}
