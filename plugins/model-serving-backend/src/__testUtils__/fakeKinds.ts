import { InvalidObjectError } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod';

export interface FakeRecord extends ObservedRecord {
  readonly value: string;
}

const rawSchema = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
  }),
  spec: z.object({ value: z.unknown() }),
});

/** Keeps a name and a value; a value that is no text cannot be read. */
export function fakeProjection(plural: string): Projection<FakeRecord> {
  return {
    resource: {
      group: 'example.com',
      kind: plural.toLocaleUpperCase('en-US'),
      plural,
      versions: ['v2', 'v1'],
    },
    project(raw) {
      const { metadata, spec } = rawSchema.parse(raw);
      if (typeof spec.value !== 'string') {
        throw new InvalidObjectError(metadata.name, 'spec.value', 'is no text');
      }
      return spec.value === 'ignore'
        ? undefined
        : {
            meta: {
              ...metadata,
              createdAt: '2026-01-01T00:00:00Z',
              labels: {},
              annotations: {},
            },
            value: spec.value,
          };
    },
  };
}
