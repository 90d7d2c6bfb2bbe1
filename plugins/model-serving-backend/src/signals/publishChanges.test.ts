import { mockServices } from '@backstage/backend-test-utils';
import { FleetState } from '../state';
import { TestClock } from '../__testUtils__/TestClock';
import { publishChanges } from './publishChanges';

describe('publishChanges', () => {
  it('sends at most one a second and always the last', async () => {
    const clock = TestClock.create();
    const state = FleetState.create({
      instanceId: 'i',
      aliases: new Map(),
      now: () => clock.now(),
    });
    const sent: unknown[] = [];
    const controller = new AbortController();
    const done = publishChanges(
      {
        signals: {
          publish: async ({ message }) => {
            sent.push(message);
            if (sent.length === 1) {
              throw new Error('nobody listens');
            }
          },
        },
        reader: state,
        clock,
        logger: mockServices.logger.mock(),
      },
      controller.signal,
    );
    for (let i = 0; i < 30; i++) {
      state.upsertCluster({ name: `c${i}`, title: '' });
      await clock.advance(100);
    }
    await clock.advance(5_000);
    expect(sent.length).toBeLessThanOrEqual(4);
    expect(sent.at(-1)).toEqual({ version: state.snapshot().version });
    const before = sent.length;
    await clock.advance(60_000);
    expect(sent).toHaveLength(before);
    controller.abort();
    await done;
    expect(clock.sleepers).toBe(0);
  });
});
