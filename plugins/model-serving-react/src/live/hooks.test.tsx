import { act, screen } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  ModelServingApi,
  RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { liveFleetApiRef } from '../api';
import { LiveContent } from '../feedback';
import { useEntityRollouts } from './hooks';
import { LiveFleet } from './LiveFleet';
import { manualTime } from './__testUtils__';

function fakeFleet() {
  const time = manualTime();
  let version = '1';
  let broken = false;
  const getEntityRollouts = jest.fn<
    ReturnType<ModelServingApi['getEntityRollouts']>,
    Parameters<ModelServingApi['getEntityRollouts']>
  >(async entityRef => {
    if (broken) {
      throw new Error('The backend is away.');
    }
    const value: RolloutsView = {
      version,
      entityRef,
      total: 0,
      found: 0,
      verdicts: [],
      items: [],
      clusters: { total: 0, live: 0, unseen: [], unseenTotal: 0 },
    };
    return { status: 'changed', value, etag: version };
  });
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const fleet = LiveFleet.create({
    modelServingApi: {
      getEntityRollouts,
      getEntityGpus: unused,
      getEntityWaves: unused,
      getEntityFigures: unused,
      getGpuActivity: unused,
      getGpuHolders: unused,
      getClusters: unused,
      getOverviews: unused,
      getWorkloads: unused,
      getDoctor: unused,
      getClusterDoctor: unused,
      getTenants: unused,
      planChange: unused,
      assessRooms: unused,
      getService: unused,
      previewChange: unused,
      validateFiles: unused,
    },
    clock: time.clock,
    visibility: { isVisible: () => true, subscribe: () => () => {} },
    random: () => 0,
  });
  return {
    fleet,
    time,
    getEntityRollouts,
    become(next: string) {
      version = next;
    },
    breakDown() {
      broken = true;
    },
  };
}

function Card(props: { name: string }) {
  const result = useEntityRollouts('model:default/x');
  return (
    <section aria-label={props.name}>
      <LiveContent result={result} errorTitle="Could not be read">
        {view => <p>version {view.version}</p>}
      </LiveContent>
    </section>
  );
}

it('shares one request between cards and follows the signal', async () => {
  const { fleet, time, getEntityRollouts, become } = fakeFleet();
  let send = (_message: { version: string }) => {};
  await renderInTestApp(
    <>
      <Card name="one" />
      <Card name="two" />
    </>,
    {
      apis: [
        [liveFleetApiRef, fleet],
        [
          signalApiRef,
          {
            subscribe(_channel: string, onMessage: (message: never) => void) {
              const before = send;
              send = message => {
                before(message);
                onMessage(message as never);
              };
              return { unsubscribe: () => {} };
            },
          },
        ],
      ],
    },
  );
  expect(await screen.findAllByText('version 1')).toHaveLength(2);
  expect(getEntityRollouts).toHaveBeenCalledTimes(1);

  become('2');
  act(() => send({ version: '2' }));
  act(() => time.advance(1_000));
  expect(await screen.findAllByText('version 2')).toHaveLength(2);
  expect(getEntityRollouts).toHaveBeenCalledTimes(2);
});

it('asks each question once, and follows all of them', async () => {
  const { fleet, time, getEntityRollouts } = fakeFleet();
  const ref = 'model:default/x';
  const first = fleet.rollouts(ref, { text: 'eu', limit: 400 });
  expect(fleet.rollouts(ref, { limit: 400, text: 'eu' })).toBe(first);
  expect(fleet.rollouts(ref, { text: 'us', limit: 400 })).not.toBe(first);
  expect(fleet.rollouts(ref, { text: '' })).toBe(fleet.rollouts(ref));
  const end = [first, fleet.rollouts(ref)].map(each =>
    each.subscribe(() => {}, 1_000),
  );
  await act(async () => {});
  fleet.announce('2');
  await act(async () => time.advance(1_000));
  const asked = getEntityRollouts.mock.calls.map(([, options = {}]) => [
    options.text,
    options.limit,
  ]);
  const each = [
    ['eu', 400],
    [undefined, undefined],
  ];
  expect(asked).toEqual([...each, ...each]);
  end.forEach(unsubscribe => unsubscribe());
});

it('follows by polling where the signals plugin is not installed', async () => {
  const { fleet, time, become } = fakeFleet();
  await renderInTestApp(<Card name="one" />, {
    apis: [[liveFleetApiRef, fleet]],
  });
  await screen.findByText('version 1');

  become('2');
  act(() => time.advance(15_000));
  expect(await screen.findByText('version 2')).toBeInTheDocument();
});

it('shows an error above what was known, and never instead of it', async () => {
  const { fleet, time, breakDown } = fakeFleet();
  await renderInTestApp(<Card name="one" />, {
    apis: [[liveFleetApiRef, fleet]],
  });
  await screen.findByText('version 1');

  breakDown();
  act(() => time.advance(15_000));
  expect(await screen.findByText('Could not be read')).toBeInTheDocument();
  expect(screen.getByText(/The backend is away\./)).toBeInTheDocument();
  expect(screen.getByText('version 1')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

it('gives up a request that is not answered in time', async () => {
  const time = manualTime();
  const fleet = LiveFleet.create({
    modelServingApi: {
      getEntityRollouts: (_ref, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () =>
            reject(options.signal?.reason),
          );
        }),
      getEntityGpus: jest.fn(),
      getEntityWaves: jest.fn(),
      getEntityFigures: jest.fn(),
      getGpuActivity: jest.fn(),
      getGpuHolders: jest.fn(),
      getClusters: jest.fn(),
      getOverviews: jest.fn(),
      getWorkloads: jest.fn(),
      getDoctor: jest.fn(),
      getClusterDoctor: jest.fn(),
      getTenants: jest.fn(),
      planChange: jest.fn(),
      assessRooms: jest.fn(),
      getService: jest.fn(),
      previewChange: jest.fn(),
      validateFiles: jest.fn(),
    },
    clock: time.clock,
    visibility: { isVisible: () => true, subscribe: () => () => {} },
    random: () => 0,
  });
  await renderInTestApp(<Card name="one" />, {
    apis: [[liveFleetApiRef, fleet]],
  });
  await act(async () => time.advance(20_000));
  expect(
    await screen.findByText('Backstage did not answer within 20 seconds.'),
  ).toBeInTheDocument();
});
