import { z } from 'zod';

const duration = {
  /** The fault heals by itself after that many wall-clock seconds. */
  durationSeconds: z.number().positive().max(86_400).optional(),
};

/** `namespace/name` of a serving object, `*` for any part of either. */
const workload = z
  .string()
  .regex(/^[a-z0-9*.-]+\/[a-z0-9*.-]+$/, 'must be namespace/name, * allowed');

/** What can go wrong with a simulated cluster, on purpose. */
export const faultSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unreachable'), ...duration }),
  z.strictObject({ type: z.literal('refused'), ...duration }),
  z.strictObject({
    type: z.literal('slow'),
    delayMs: z.number().int().min(1).max(120_000).default(3_000),
    ...duration,
  }),
  z.strictObject({ type: z.literal('unauthorized'), ...duration }),
  z.strictObject({
    type: z.literal('forbidden'),
    /** Plural as in discovery, with its group: `nodes`, `deployments.apps`. */
    resource: z.string().min(1),
    ...duration,
  }),
  z.strictObject({
    type: z.literal('throttled'),
    retryAfterSeconds: z.number().int().min(1).max(600).default(2),
    ...duration,
  }),
  z.strictObject({ type: z.literal('watch-dropped'), ...duration }),
  z.strictObject({
    type: z.literal('compacted'),
    /** How a watch hears of it: in its stream as real servers do, or as HTTP 410. */
    answer: z.enum(['event', 'http']).default('event'),
    ...duration,
  }),
  z.strictObject({ type: z.literal('malformed'), ...duration }),
  z.strictObject({ type: z.literal('no-metrics'), ...duration }),
  z.strictObject({
    type: z.literal('slow-metrics'),
    delayMs: z.number().int().min(1).max(120_000).default(20_000),
    ...duration,
  }),
  z.strictObject({ type: z.literal('image-pull'), workload, ...duration }),
  z.strictObject({ type: z.literal('gpu-oom'), workload, ...duration }),
  z.strictObject({
    type: z.literal('route-not-accepted'),
    workload,
    ...duration,
  }),
  z.strictObject({
    type: z.literal('secret-not-synced'),
    workload,
    ...duration,
  }),
  z.strictObject({ type: z.literal('quota-exhausted'), ...duration }),
  z.strictObject({ type: z.literal('no-callers'), workload, ...duration }),
  z.strictObject({ type: z.literal('rush'), workload, ...duration }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultType = Fault['type'];

/** Those that are about one service or some. */
export type WorkloadFault = Extract<Fault, { workload: string }>['type'];

/** One fault of a kind at a time, except where it names what it is about. */
export function faultId(fault: Fault): string {
  if (fault.type === 'forbidden') {
    return `forbidden:${fault.resource}`;
  }
  return 'workload' in fault ? `${fault.type}:${fault.workload}` : fault.type;
}
