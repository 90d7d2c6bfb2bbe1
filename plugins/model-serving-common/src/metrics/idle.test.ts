import { node, pod } from '../fleet/__fixtures__/objects';
import { CONFIRMED } from '../fleet/__fixtures__/staticFleet';
import { requestFor, served, service } from '../views/request.fixture';
import { answersOf, type Saying } from './answers.fixture';
import { figuresView, planFigures } from './figuresView';

const HOUR = 3_600;
// Fixtures are made at 10:00; it is 12:00.
const MADE = '2026-11-23T10:00:00.000Z';

function idleOf(
  now: Saying['now'],
  afterSeconds = HOUR,
  gpus = 1,
  since?: string,
) {
  const labels = { 'serving.kserve.io/inferenceservice': 'assistant' };
  const view = requestFor(service('assistant', ['east']), [
    {
      name: 'east',
      objects: [
        node('n1', { product: 'NVIDIA-H100' }),
        ...served('assistant', { replicas: 2 }),
        pod('a-1', { node: 'n1', gpus, ready: true, labels }),
        pod('a-2', { node: 'n1', gpus, ready: true, labels }),
      ],
    },
  ]);
  const request = {
    range: '1h' as const,
    series: [],
    refreshSeconds: 15,
    idle: { belowShare: 0.05, afterSeconds },
  };
  const plan = planFigures(view, request);
  const answers = answersOf({ now: now ?? {}, ...(since && { since }) });
  return figuresView(view, request, plan, answers).items[0]?.idle;
}

const at = (time: string) => Date.parse(time) / 1000;

describe('idlenessOf', () => {
  it('is idle since its last use', () => {
    expect(
      idleOf({
        gpuPeak: { 'a-1': 0.01, 'a-2': 0.04 },
        gpuLastBusy: { 'a-1': at('2026-11-23T10:30:00Z') },
      }),
    ).toEqual({
      status: 'idle',
      since: '2026-11-23T10:30:00.000Z',
      share: 0.04,
      belowShare: 0.05,
      afterSeconds: HOUR,
      confirmedAt: CONFIRMED,
    });
  });

  it('is idle since it was made, when it never was used', () => {
    expect(idleOf({ gpuPeak: { 'a-1': 0, 'a-2': 0 } })).toMatchObject({
      status: 'idle',
      share: 0,
      since: MADE,
    });
  });

  it('does not say since when where nobody watched', () => {
    const since = '2026-11-23T10:40:00Z';
    expect(
      idleOf({ gpuPeak: { 'a-1': 0, 'a-2': 0 } }, HOUR, 1, since),
    ).toMatchObject({
      status: 'idle',
      since: '2026-11-23T10:40:00.000Z',
      orLonger: true,
    });
  });

  it('is busy when one pod is used', () => {
    expect(idleOf({ gpuPeak: { 'a-1': 0, 'a-2': 0.05 } })).toMatchObject({
      status: 'busy',
      share: 0.05,
    });
  });

  it.each<[string, Saying['now'], string, number]>([
    [
      'one pod does not say',
      { gpuPeak: { 'a-1': 0 } },
      'Only 1 of 2 pods',
      HOUR,
    ],
    [
      'it is younger',
      { gpuPeak: { 'a-1': 0, 'a-2': 0 } },
      'not held for 3 hours yet',
      3 * HOUR,
    ],
    [
      'it was watched too short',
      { gpuBusy: { 'a-1': 0 } },
      'not watched for 60 minutes',
      HOUR,
    ],
    ['nobody watches', {}, 'No metrics source says how busy', HOUR],
    ['asking failed', { gpuPeak: { error: 'time-out' } }, 'time-out', HOUR],
  ])('is not known when %s', (_name, now, message, after) => {
    expect(idleOf(now, after)).toEqual({
      status: 'unknown',
      message: expect.stringContaining(message),
    });
  });

  it('is nothing that a service without accelerators can be', () => {
    expect(idleOf({}, HOUR, 0)).toEqual({ status: 'notAllocated' });
  });
});
