import type {
  ObservedRecord,
  ResourceKnowledge,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod';
import type { ClusterHead } from '../state';

/**
 * How heads and records are shaped. To be raised when a field of a record gets
 * another meaning or a reader begins to need one that was not kept before:
 * what is stored in another shape is not read, and written anew when its
 * cluster was listed.
 */
export const STORED_FORMAT = 1;

const errorSchema = z.object({
  kind: z.string(),
  message: z.string(),
  advice: z.string().exactOptional(),
});

const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('connecting') }),
  z.object({
    status: z.literal('live'),
    confirmedAt: z.string(),
    forbidden: z.array(z.object({ group: z.string(), kind: z.string() })),
  }),
  z.object({
    status: z.enum(['stale', 'unreachable', 'unauthorized']),
    confirmedAt: z.string().exactOptional(),
    error: errorSchema,
    retryAt: z.string(),
  }),
  z.object({
    status: z.literal('unsupported'),
    reason: z.string(),
    reportedBy: z
      .object({ name: z.string(), title: z.string() })
      .exactOptional(),
  }),
]);

const knowledgeSchema: z.ZodType<ResourceKnowledge> = z.discriminatedUnion(
  'status',
  [
    z.object({
      status: z.literal('observed'),
      confirmedAt: z.string(),
      version: z.string().exactOptional(),
      unreadable: z.number().exactOptional(),
    }),
    z.object({ status: z.literal('absent'), confirmedAt: z.string() }),
    z.object({
      status: z.literal('forbidden'),
      message: z.string(),
      lastConfirmedAt: z.string().exactOptional(),
      retryAt: z.string().exactOptional(),
    }),
    z.object({ status: z.literal('never') }),
  ],
);

const headSchema = z.object({
  identity: z.object({
    name: z.string(),
    title: z.string(),
    serverUrl: z.string().exactOptional(),
  }),
  state: stateSchema,
  version: z.object({
    kubernetes: z.string().exactOptional(),
    simulated: z.boolean(),
  }),
  kinds: z.record(z.string(), knowledgeSchema),
});

const texts = z.record(z.string(), z.string());
const recordSchema = z.looseObject({
  meta: z.looseObject({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    createdAt: z.string(),
    labels: texts,
    annotations: texts,
  }),
});

/** @returns `undefined` for what is no head of this format. */
export function parseHead(text: string): ClusterHead | undefined {
  const value = parseJson(text);
  return isHead(value) ? value : undefined;
}

/** @returns `undefined` for what is no record. */
export function parseRecord(text: string): ObservedRecord | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

function isHead(value: unknown): value is ClusterHead {
  return headSchema.safeParse(value).success;
}

/** What only its projection knows of is vouched for by the format. */
function isRecord(value: unknown): value is ObservedRecord {
  return recordSchema.safeParse(value).success;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
