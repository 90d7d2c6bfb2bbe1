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
    state: { status: 'connecting' as const },
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
      'nothing was ever applied',
      delivery({ wantedRevision: newer, status: 'failed' }),
      'bbbbbbb wanted, nothing appliedcould not be applied',
    ],
  ])('says it when %s', (_, given, expected) => {
    const { container } = render(<CommitRef delivery={given} />);
    expect(container.textContent).toBe(expected);
  });
});
