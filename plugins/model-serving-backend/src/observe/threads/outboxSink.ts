import {
  recordKey,
  resourceId,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ObservedRecord } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import type { Outbox } from './Outbox';

/** Records of a list that are told in one report. */
const PART = 10;

/** A cluster as it is told to the main thread. */
export function outboxSink(run: number, outbox: Outbox): ClusterSink {
  return {
    state: state => outbox.put({ tell: 'state', run, state }, `${run} state`),
    version: version =>
      outbox.put({ tell: 'version', run, version }, `${run} version`),
    replace(resource, records, at, options = {}) {
      const kind = resourceId(resource);
      let part: ObservedRecord[] = [];
      for (const record of records) {
        part.push(record);
        if (part.length === PART) {
          outbox.put({ tell: 'part', run, kind, records: part });
          part = [];
        }
      }
      outbox.put({ tell: 'part', run, kind, records: part });
      outbox.put({
        tell: 'replace',
        run,
        kind,
        at,
        unreadable: [...(options.unreadable ?? [])],
        ...(options.version !== undefined && { version: options.version }),
      });
    },
    put(resource, record, at) {
      const kind = resourceId(resource);
      outbox.put(
        { tell: 'put', run, kind, record, at },
        `${run} ${kind} ${recordKey(record.meta)}`,
      );
    },
    delete(resource, key, at) {
      const kind = resourceId(resource);
      outbox.put(
        { tell: 'delete', run, kind, key, at },
        `${run} ${kind} ${key}`,
      );
    },
    confirm(resource, at) {
      const kind = resourceId(resource);
      outbox.put({ tell: 'confirm', run, kind, at }, `${run} ${kind}`);
    },
    absent(resource, at) {
      outbox.put({ tell: 'absent', run, kind: resourceId(resource), at });
    },
    forbidden(resource, message, options) {
      outbox.put({
        tell: 'forbidden',
        run,
        kind: resourceId(resource),
        message,
        ...(options?.retryAt && { retryAt: options.retryAt }),
      });
    },
  };
}
