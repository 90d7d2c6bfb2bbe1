import { recordKey } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { identityOf } from '../envelopes';
import type { ObjectReader } from '../ObjectReader';

/** An object on its way to the main thread, where the code is that reads it. */
interface HandedOver extends ObservedRecord {
  readonly raw: unknown;
}

/** Keeps the object as it is. Never for long: the main thread cuts it down. */
export function handOver(resource: ResourceType): Projection<HandedOver> {
  return {
    resource,
    project(raw) {
      const identity = identityOf(raw);
      return (
        identity && {
          meta: {
            ...identity,
            uid: '',
            createdAt: '',
            labels: {},
            annotations: {},
          },
          raw,
        }
      );
    },
  };
}

/** Reads what was handed over and passes all on. */
export function readHandedOver(
  sink: ClusterSink,
  readerOf: (resource: ResourceType) => ObjectReader | undefined,
): ClusterSink {
  return {
    state: state => sink.state(state),
    version: version => sink.version(version),
    delete: (...told) => sink.delete(...told),
    confirm: (...told) => sink.confirm(...told),
    absent: (...told) => sink.absent(...told),
    forbidden: (...told) => sink.forbidden(...told),
    put(resource, record, at) {
      const reader = readerOf(resource);
      if (!reader) {
        sink.put(resource, record, at);
        return;
      }
      const object = reader.read(rawOf(record));
      if (object.status === 'record') sink.put(resource, object.record, at);
      else if (object.status === 'ignored') {
        sink.delete(resource, object.key, at);
      } else sink.confirm(resource, at);
    },
    replace(resource, records, at, options = {}) {
      const reader = readerOf(resource);
      if (!reader) {
        sink.replace(resource, records, at, options);
        return;
      }
      const read: ObservedRecord[] = [];
      const unreadable = new Set(options.unreadable);
      for (const record of records) {
        const object = reader.read(rawOf(record));
        if (object.status === 'record') read.push(object.record);
        else if (object.status === 'unreadable') {
          unreadable.add(recordKey(record.meta));
        }
      }
      sink.replace(resource, read, at, { ...options, unreadable });
    },
  };
}

function rawOf(record: ObservedRecord): unknown {
  return 'raw' in record ? record.raw : undefined;
}
