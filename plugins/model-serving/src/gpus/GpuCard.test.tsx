import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import type {
  ClusterGpus,
  GpusView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  everyGpu,
  fixtureTime,
  gpuActivity,
  gpuHolders,
  llama,
  manyGpus,
} from '../__fixtures__';
import { gpuCard } from '../entityExtensions';

const time = fixtureTime(Date.now());

type Answers = Partial<{
  gpus: () => Promise<GpusView>;
  activity: () => Promise<ReturnType<typeof gpuActivity>>;
  holders: () => Promise<ReturnType<typeof gpuHolders>>;
}>;

function renderCard(answers: Answers = {}) {
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const answering = <T,>(ask: () => Promise<T>) =>
    jest.fn(async () => ({ status: 'changed', value: await ask() } as const));
  const api = {
    getEntityRollouts: unused,
    getEntityWaves: unused,
    getEntityGpus: answering(answers.gpus ?? (async () => everyGpu(time))),
    getEntityFigures: unused,
    getGpuActivity: answering(
      answers.activity ?? (async () => gpuActivity(time)),
    ),
    getGpuHolders: answering(answers.holders ?? (async () => gpuHolders(time))),
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
  };
  const fleet = LiveFleet.create({ modelServingApi: api });
  renderTestApp({
    extensions: [createTestEntityPage({ entity: llama }), gpuCard],
    apis: [[liveFleetApiRef, fleet], catalogApiMock({ entities: [llama] })],
  });
  return api;
}

/** A whole app takes its time to come up. */
async function drawn() {
  await screen.findByText('GPU usage by cluster', undefined, {
    timeout: 10_000,
  });
  await screen.findByText(/^All /, undefined, { timeout: 10_000 });
}

async function blockOf(cluster: string) {
  await drawn();
  const [name] = await screen.findAllByText(cluster);
  return within(name?.closest('li') as HTMLElement);
}

function figureOf(name: string) {
  return screen.getByText(name).closest('div');
}

const gpusOf =
  (...items: ClusterGpus[]) =>
  async () => ({
    ...everyGpu(time),
    items,
  });

describe('GPU usage by cluster', () => {
  it('begins with what all clusters have together', async () => {
    renderCard();
    await drawn();
    expect(figureOf('All GPUs')).toHaveTextContent(/355.*4 unavailable/);
    expect(figureOf('Allocated')).toHaveTextContent(/219.*21 by this model/);
    expect(figureOf('Free')).toHaveTextContent(
      /132.*at most 8 on one machine \(cloud-eu\)/,
    );
    expect(figureOf('Waited for')).toHaveTextContent('6');
    expect(
      screen.getByText(/Counted as they were last seen: edge-plant/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Not counted.*cloud-ap/)).toBeInTheDocument();
  });

  it('draws each product with figures, where the model waits first', async () => {
    renderCard();
    await drawn();
    expect(
      await screen.findByRole('img', {
        name: /Of 16 GPUs: 4 used by this model, 6 used by others, 2 free, 4 unavailable; 6 more/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('waiting for a GPU: 6, 4 of it for this model'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('free 8, at most 6 on one node'),
    ).toBeInTheDocument();
    const names = screen
      .getAllByText(/^(cloud|edge|web)-[a-z]+$/)
      .map(element => element.textContent);
    expect(names).toEqual([
      'cloud-eu',
      'edge-plant',
      'cloud-ap',
      'cloud-us',
      'web-eu',
    ]);
  });

  it('tells a cluster without GPUs from one that never showed them', async () => {
    renderCard();
    expect(
      await screen.findByText('No GPUs in this cluster.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/it is not known how many GPUs are there/),
    ).toBeInTheDocument();
  });

  it('shows how busy GPUs are and how many are held for nothing', async () => {
    renderCard();
    const eu = await blockOf('cloud-eu');
    expect(await eu.findByText('62 %')).toBeInTheDocument();
    expect(eu.getByText(/idle 2 of 10 held/)).toHaveTextContent(
      'below 5 % for 30 min',
    );
    expect(
      eu.getByRole('img', { name: /How busy .* was: between 40 % and 70 %/ }),
    ).toBeInTheDocument();
    expect(figureOf('Of these idle')).toHaveTextContent('2');
  });

  it('says that nothing is measured, and never 0', async () => {
    renderCard({
      activity: async () => ({
        ...gpuActivity(time),
        items: gpuActivity(time).items.slice(1),
      }),
    });
    const us = await blockOf('cloud-us');
    expect(
      await us.findByText('No utilisation data: no metrics source.'),
    ).toBeInTheDocument();
    expect(figureOf('Of these idle')).toHaveTextContent('–not measured');
  });

  it('says with what slices are measured', async () => {
    const [first] = gpuActivity(time).items;
    const [whole] = first?.products ?? [];
    const { items } = everyGpu(time);
    renderCard({
      gpus: gpusOf(
        ...items.slice(1, 2).map(item => ({
          ...item,
          totals: (item.totals ?? []).map(row => ({
            ...row,
            product: `${row.product}-MIG-1g.10gb`,
          })),
        })),
      ),
    });
    expect(
      await screen.findByText(`Measured together with ${whole?.product}.`),
    ).toBeInTheDocument();
  });

  it('keeps the counts when figures cannot be read', async () => {
    renderCard({
      activity: async () => {
        throw new Error('the store is down');
      },
    });
    const us = await blockOf('cloud-us');
    expect(
      await us.findByText(/No utilisation data: .*the store is down/),
    ).toBeInTheDocument();
    expect(us.getByText(/free 8/)).toBeInTheDocument();
  });

  it('says why GPUs are unavailable, and of what slices are', async () => {
    const [first] = everyGpu(time).items;
    const [row] = first?.totals ?? [];
    renderCard({
      gpus: gpusOf({
        cluster: first?.cluster ?? fail(),
        totals: [
          {
            ...(row ?? fail()),
            product: 'NVIDIA-A100-SXM4-80GB-SHARED',
            unit: 'slice',
            capacity: 16,
            used: 4,
            free: 4,
            unavailable: 8,
            unavailableBecause: { cordoned: 6, unhealthy: 2 },
          },
        ],
        physical: {
          devices: 4,
          products: [
            {
              product: 'NVIDIA-A100-SXM4-80GB',
              devices: 4,
              sharing: 'time-slicing',
            },
          ],
          silentNodes: 1,
        },
        notes: ['Slices of the device pool x are missing.'],
        entity: [],
      }),
    });
    expect(
      await screen.findByText(/unavailable 8: 6 on machines that were closed/),
    ).toHaveTextContent('2 unhealthy');
    expect(
      screen.getByText(/16 GPU slices on 2 nodes, of 4 physical GPUs/),
    ).toHaveTextContent('shared by time-slicing');
    expect(
      screen.getByText(/have 4 physical devices, not counting 1 machine/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Slices of the device pool x are missing.'),
    ).toBeInTheDocument();
  });

  it('says who takes them when asked, so that nothing is left over', async () => {
    const api = renderCard();
    await drawn();
    expect(api.getGpuHolders).not.toHaveBeenCalled();
    await userEvent.click(screen.getByText('Who takes them'));
    const table = within(await screen.findByRole('table'));
    const rows = () =>
      table.getAllByRole('row').map(each => each.textContent ?? '');
    expect(rows()).toEqual([
      expect.stringContaining('Takes'),
      expect.stringMatching(/chat-team.*4 × NVIDIA-H100.*4 × /),
      expect.stringMatching(/no team that is known6 × .*2 × /),
    ]);
    await userEvent.click(screen.getByRole('radio', { name: 'Models' }));
    expect(rows().at(-1)).toMatch(/not attributed to a model.*6 × /);
  });

  it('stays usable with two hundred clusters', async () => {
    renderCard({ gpus: async () => manyGpus(time, 200) });
    await drawn();
    expect(screen.getByText('Show 194 more')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('searchbox', { name: 'Find a cluster or GPU' }),
    );
    await userEvent.paste('store-199');
    expect(await screen.findByText('store-199')).toBeInTheDocument();
    expect(screen.queryByText('store-000')).not.toBeInTheDocument();
    expect(figureOf('All GPUs')).toHaveTextContent('4');
  });

  it('never turns an error into emptiness', async () => {
    renderCard({
      gpus: async () => {
        throw new Error('nobody answers');
      },
    });
    expect(
      await screen.findByText('The GPUs could not be read'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No cluster to show')).not.toBeInTheDocument();
  });
});

function fail(): never {
  throw new Error('The fixture has changed');
}
