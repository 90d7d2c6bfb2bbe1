import { faultSchema } from '../faults/fault';
import { runCommand, USAGE } from './command';

function setUp(answer: unknown, status = 200) {
  const calls: { url: string; method: string; body: unknown }[] = [];
  const fetchIt: typeof fetch = async (input, init) => {
    calls.push({
      url: String(input),
      method: init?.method ?? 'GET',
      body:
        init?.body === undefined ? undefined : JSON.parse(String(init.body)),
    });
    return new Response(JSON.stringify(answer), { status });
  };
  const run = (line: string) =>
    runCommand(line.split(' ').filter(Boolean), {
      controlUrl: 'http://127.0.0.1:7100/control',
      fetch: fetchIt,
    });
  return { calls, run };
}

describe('the demo command', () => {
  it.each([
    [
      'fault edge-plant unreachable',
      'PUT',
      '/faults/edge-plant',
      { type: 'unreachable' },
    ],
    [
      'fault cloud-eu slow --delay 500 --for 30',
      'PUT',
      '/faults/cloud-eu',
      { type: 'slow', delayMs: 500, durationSeconds: 30 },
    ],
    [
      'fault cloud-us forbidden --resource nodes',
      'PUT',
      '/faults/cloud-us',
      { type: 'forbidden', resource: 'nodes' },
    ],
    [
      'fault cloud-us slow-metrics --delay 900',
      'PUT',
      '/faults/cloud-us',
      { type: 'slow-metrics', delayMs: 900 },
    ],
    [
      'fault cloud-us quota-exhausted --for 60',
      'PUT',
      '/faults/cloud-us',
      { type: 'quota-exhausted', durationSeconds: 60 },
    ],
    [
      'fault cloud-eu route-not-accepted --workload chat/bot',
      'PUT',
      '/faults/cloud-eu',
      { type: 'route-not-accepted', workload: 'chat/bot' },
    ],
    ['heal', 'DELETE', '/faults', undefined],
    ['heal cloud-us slow', 'DELETE', '/faults/cloud-us/slow', undefined],
    ['speed 10', 'PUT', '/speed', { speed: 10 }],
    ['compact', 'POST', '/compact', {}],
    [
      'drop-watches edge-plant',
      'POST',
      '/drop-watches',
      { cluster: 'edge-plant' },
    ],
  ])('%s', async (line, method, path, body) => {
    const { calls, run } = setUp({ healed: 1 });
    await run(line);
    expect(calls).toEqual([
      { method, url: `http://127.0.0.1:7100/control${path}`, body },
    ]);
  });

  it('shows how to use it', async () => {
    expect(await setUp({}).run('')).toBe(USAGE);
  });

  it('names every fault that there is', () => {
    for (const { shape } of faultSchema.options) {
      expect(USAGE).toContain(`  ${shape.type.value} `);
    }
  });

  it.each(['dance', 'fault', 'fault edge-plant', 'fault a b --colour red'])(
    'explains itself when it does not understand: %s',
    async line => {
      await expect(setUp({}).run(line)).rejects.toThrow('Usage: npm run demo');
    },
  );

  it('passes on what the fleet refuses', async () => {
    const { run } = setUp({ error: 'there is no cluster "mars"' }, 404);
    await expect(run('fault mars slow')).rejects.toThrow(
      'there is no cluster "mars"',
    );
  });

  it('says what to do when no fleet runs', async () => {
    await expect(
      runCommand(['state'], {
        controlUrl: 'http://127.0.0.1:7100/control',
        fetch: () => Promise.reject(new TypeError('fetch failed')),
      }),
    ).rejects.toThrow('Start it with npm start');
  });
});
