import type {
  FleetSnapshot,
  RolloutsQuestion,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Bodies } from './Bodies';
import { RolloutBodies } from './RolloutBodies';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-chat' },
};
const about = { entity, services: [entity], models: [] };
const fleet: FleetSnapshot = { version: '1', now: new Date(0), clusters: [] };

function start() {
  const toldAt = () => -Infinity;
  const bodies = RolloutBodies.create({
    bodies: Bodies.create({ toldAt }),
    toldAt,
  });
  return (question: RolloutsQuestion = {}) =>
    bodies.of(question, fleet, about, { repositories: [] });
}

describe('rollouts as they are sent', () => {
  it('are shared by who asks the same, however it is written', () => {
    const ask = start();
    expect(ask({ limit: 200, verdict: [], text: ' ' })).toBe(ask());
    expect(ask({ text: 'Eu  West' })).toBe(ask({ text: ' eu west' }));
    expect(ask({ verdict: ['missing', 'degraded'] })).toBe(
      ask({ verdict: ['degraded', 'missing', 'degraded'] }),
    );
    const all = [
      ask(),
      ask({ text: 'eu' }),
      ask({ limit: 400 }),
      ask({ limit: 400, text: 'eu' }),
      ask({ text: 'degraded' }),
      ask({ verdict: ['degraded'] }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('stay for all others when someone asks for a thousand odd texts', () => {
    const ask = start();
    const usual = ask();
    const odd = ask({ text: 'odd' });
    for (let index = 0; index < 1_000; index++) void ask({ text: `${index}` });
    expect(ask()).toBe(usual);
    expect(ask({ text: 'odd' })).not.toBe(odd);
  });

  it('say how many rows there are', async () => {
    const { text } = await start()({ limit: 5 });
    expect(JSON.parse(text)).toMatchObject({ total: 0, found: 0, items: [] });
  });
});
