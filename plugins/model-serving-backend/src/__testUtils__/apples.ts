import type { FakeRecord } from './fakeKinds';
import { fakeProjection } from './fakeKinds';

export const apples = fakeProjection('apples');

/** Of another version for each value. */
export function apple(name: string, value: string): FakeRecord {
  return {
    meta: {
      name,
      uid: name,
      resourceVersion: value,
      createdAt: '2026-01-01T00:00:00Z',
      labels: {},
      annotations: {},
    },
    value,
  };
}
