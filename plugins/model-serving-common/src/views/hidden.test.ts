import { staticFleet } from '../fleet/__fixtures__/staticFleet';
import type { FleetSnapshot } from '../fleet/snapshot';
import { requestFor, served, service } from './request.fixture';
import { rolloutsView } from './rolloutsView';

const SERVICE = service('chat-llama', ['east']);

/** As a viewer sees it who may look into some namespaces only. */
function hiding(...namespaces: string[]): FleetSnapshot {
  const fleet = staticFleet({ name: 'east', objects: served('other') });
  return {
    ...fleet,
    clusters: fleet.clusters.map(cluster => ({
      ...cluster,
      hides: (namespace: string) => namespaces.includes(namespace),
    })),
  };
}

describe('a viewer who may not see a namespace', () => {
  it('is not told that what may be there is missing', () => {
    const [row] = rolloutsView(
      requestFor(SERVICE, [], { fleet: hiding('chat') }),
    ).items;
    expect(row?.judgement).toMatchObject({
      verdict: 'unknown',
      reason: 'Forbidden',
      message: expect.stringContaining('namespace chat of east'),
      advice: expect.stringContaining('model-serving.workload.read'),
    });
    expect(row?.delivery).toBeUndefined();
  });

  it('is told that it is missing where they may look', () => {
    const [row] = rolloutsView(
      requestFor(SERVICE, [], { fleet: hiding('vision') }),
    ).items;
    expect(row?.judgement.verdict).toBe('missing');
  });

  it('is told nothing of a service that may be anywhere', () => {
    const nobodys = service('nobodys', ['east'], {
      annotations: {},
      owner: 'strangers',
    });
    const [row] = rolloutsView(
      requestFor(nobodys, [], { fleet: hiding('vision') }),
    ).items;
    expect(row?.judgement.message).toContain('every namespace of east');
  });
});
