import { z } from 'zod';
import type { Cluster } from '../environment/Cluster';
import type { Observer } from './observer';

const eventSchema = z.looseObject({
  auditID: z.string(),
  stage: z.string(),
  requestURI: z.string(),
  verb: z.string(),
  user: z.looseObject({ username: z.string() }),
  objectRef: z.looseObject({ resource: z.string().optional() }).optional(),
  responseStatus: z.looseObject({ code: z.number().optional() }).optional(),
});

/** One thing that the product asked a cluster for. */
export type AuditEvent = z.infer<typeof eventSchema>;

/** All that the product asked a cluster for, oldest first. */
export async function auditEvents(
  cluster: Cluster,
  { namespace, name }: Observer,
): Promise<AuditEvent[]> {
  const user = `system:serviceaccount:${namespace}:${name}`;
  const lines = (await cluster.auditLog()).split('\n');
  return lines
    .filter(Boolean)
    .map(line => eventSchema.parse(JSON.parse(line)))
    .filter(event => event.user.username === user);
}

/** Whether a list or watch states how much it can take, or since when. */
export function isBounded({ verb, requestURI }: AuditEvent): boolean {
  const query = new URL(requestURI, 'http://cluster').searchParams;
  if (verb === 'watch') {
    return query.has('timeoutSeconds') && query.has('resourceVersion');
  }
  return verb !== 'list' || Number(query.get('limit')) > 0;
}

/** Watches that began and did not end. */
export function openWatches(events: readonly AuditEvent[]): AuditEvent[] {
  const ended = new Set(
    events
      .filter(event => event.stage === 'ResponseComplete')
      .map(event => event.auditID),
  );
  return events.filter(
    event =>
      event.verb === 'watch' &&
      event.stage === 'ResponseStarted' &&
      !ended.has(event.auditID),
  );
}
