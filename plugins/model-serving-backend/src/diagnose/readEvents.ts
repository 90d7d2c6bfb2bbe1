import { z } from 'zod';
import { cutAndRedact } from '@modelfleet/backstage-plugin-model-serving-common';
import type { EventFinding } from '@modelfleet/backstage-plugin-model-serving-common';

/** `core/v1.EventList`, Kubernetes v1.36; the fields that are kept. */
const eventListSchema = z.object({
  items: z.array(z.unknown()).nullish(),
});

const eventSchema = z.object({
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z
    .object({
      count: z.number().nullish(),
      lastObservedTime: z.string().nullish(),
    })
    .nullish(),
  source: z.object({ component: z.string().nullish() }).nullish(),
  reportingComponent: z.string().nullish(),
});

const KEPT = 8;

/** Reads a list of events, newest first; one that cannot be read is left out. */
export function readEvents(raw: unknown): readonly EventFinding[] {
  const list = eventListSchema.safeParse(raw);
  if (!list.success) {
    return [];
  }
  return (list.data.items ?? [])
    .map(readEvent)
    .filter(event => event !== undefined)
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '', 'en'))
    .slice(0, KEPT);
}

function readEvent(raw: unknown): EventFinding | undefined {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success || !parsed.data.reason) {
    return undefined;
  }
  const { type, reason, message, series, ...event } = parsed.data;
  // The newer API writes the last three, the older one the first.
  const at = series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
  const from = event.source?.component || event.reportingComponent;
  return {
    type: type === 'Warning' ? 'Warning' : 'Normal',
    reason: cutAndRedact(reason, 80),
    message: cutAndRedact(message ?? ''),
    count: series?.count ?? event.count ?? 1,
    ...(at && { at }),
    ...(from && { from }),
  };
}
