import { render } from '@testing-library/react';
import type { Delivery } from '@modelfleet/backstage-plugin-model-serving-common';
import { CommitRef } from './CommitRef';

const older = 'a'.repeat(40);
const newer = 'b'.repeat(40);

function delivery(fields: Partial<Delivery>): Delivery {
  const cluster = {
    name: 'hub',
    title: 'Hub',
    simulated: false,
    state: {
      status: 'live' as const,
      confirmedAt: '2026-11-23T12:00:00Z',
      forbidden: [],
    },
  };
  return {
    tool: 'argocd',
    ref: {
      cluster: 'hub',
      group: 'argoproj.io',
      kind: 'Application',
      name: 'chat',
    },
    cluster,
    status: 'synced',
    ...fields,
  };
}

describe('CommitRef', () => {
  it.each<[string, Delivery | undefined, string]>([
    ['no delivery', undefined, 'no delivery seen'],
    [
      'the wanted commit is applied',
      delivery({ wantedRevision: newer, appliedRevision: newer }),
      'bbbbbbbapplied',
    ],
    [
      'a newer commit changes nothing here',
      delivery({ wantedRevision: newer, appliedRevision: older }),
      'bbbbbbbnothing new since aaaaaaa, applied',
    ],
    [
      'a newer commit is not applied yet',
      delivery({
        wantedRevision: newer,
        appliedRevision: older,
        status: 'outOfSync',
      }),
      'bbbbbbb wanted, aaaaaaa appliednot applied yet',
    ],
    [
      'the hub that reports it is away',
      delivery({
        wantedRevision: newer,
        appliedRevision: newer,
        cluster: {
          name: 'hub',
          title: 'Hub',
          simulated: false,
          state: {
            status: 'unreachable',
            error: { kind: 'timeout', message: 'It did not answer.' },
            retryAt: '2026-11-23T12:00:00Z',
          },
        },
      }),
      'bbbbbbbappliedHub is away: as it was never',
    ],
    [
      'nothing was ever applied',
      delivery({ wantedRevision: newer, status: 'failed' }),
      'bbbbbbb wanted, nothing appliedcould not be applied',
    ],
  ])('says it when %s', (_, given, expected) => {
    const { container } = render(<CommitRef delivery={given} />);
    expect(container.textContent).toBe(expected);
  });
});
