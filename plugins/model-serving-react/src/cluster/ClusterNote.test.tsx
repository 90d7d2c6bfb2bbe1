import { render } from '@testing-library/react';
import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterNote } from './ClusterNote';

const away: ClusterState = {
  status: 'unreachable',
  error: {
    kind: 'timeout',
    message: "Cluster 'east' did not answer in time",
    advice: 'Check the network.',
  },
  retryAt: '2026-01-01T00:00:00.000Z',
  confirmedAt: '2026-01-01T00:00:00.000Z',
};

function noteOf(state: ClusterState): string {
  const cluster = { name: 'east', title: 'East', simulated: false, state };
  return render(<ClusterNote cluster={cluster} />).container.textContent ?? '';
}

describe('ClusterNote', () => {
  it('says why, since when and what to do, each in a sentence', () => {
    expect(noteOf(away)).toMatch(
      /^Cluster 'east' did not answer in time\. Last seen .* ago\. Check the network\.$/,
    );
  });

  it('has nothing to say of a live cluster', () => {
    expect(
      noteOf({
        status: 'live',
        confirmedAt: '2026-01-01T00:00:00.000Z',
        forbidden: [],
      }),
    ).toBe('');
  });

  it('names what a cluster hides', () => {
    expect(
      noteOf({
        status: 'live',
        confirmedAt: '2026-01-01T00:00:00.000Z',
        forbidden: [{ group: '', kind: 'Pod' }],
      }),
    ).toMatch(/Pod.*Ask the platform team/);
  });
});
