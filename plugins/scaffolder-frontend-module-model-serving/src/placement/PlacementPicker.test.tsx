import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusters } from '../__fixtures__';
import { away, renderField } from '../__testUtils__';
import { PlacementPicker } from './PlacementPicker';

const formData = {
  tenant: { tenant: 'chat', repository: 'fleet', namespace: 'chat' },
};
const cluster = async (name: string) =>
  within(await screen.findByRole('region', { name }));

it('asks for a tenant first', async () => {
  await renderField({ field: PlacementPicker });
  expect(screen.getByText(/Choose a team first/)).toBeInTheDocument();
});

it('shows what is free and whether what is asked for fits', async () => {
  const { value } = await renderField({ field: PlacementPicker, formData });
  const us = await cluster('cloud-us');
  const eu = await cluster('cloud-eu');
  expect(eu.getByText(/NVIDIA-H100-80GB-HBM3/)).toHaveTextContent(
    '2 of 16 NVIDIA-H100-80GB-HBM3 free, at most 2 on one machine',
  );

  await userEvent.click(us.getByRole('checkbox'));
  await userEvent.click(eu.getByRole('checkbox'));
  expect(eu.getByRole('status')).toHaveTextContent(
    '2 of 16 NVIDIA-H100-80GB-HBM3 are free for the 1 that it asks for: it starts now.',
  );

  const gpus = eu.getByRole('textbox', { name: 'GPUs for each replica' });
  await userEvent.clear(gpus);
  await userEvent.type(gpus, '4{Tab}');
  expect(eu.getByRole('status')).toHaveTextContent(
    '2 of 16 NVIDIA-H100-80GB-HBM3 are free, at most 2 on one machine, for the 4 that it asks for: it would wait.',
  );
  expect(value()).toEqual([
    {
      cluster: 'cloud-eu',
      product: 'NVIDIA-H100-80GB-HBM3',
      replicas: 1,
      gpusPerReplica: 4,
    },
    {
      cluster: 'cloud-us',
      product: 'NVIDIA-A100-SXM4-80GB',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ]);

  await userEvent.click(us.getByRole('checkbox'));
  expect(value()).toHaveLength(1);
});

const llamaHere = { model: 'model:default/llama-3.1-8b-instruct' };

it('says whether the model fits, with the arithmetic', async () => {
  await renderField({
    field: PlacementPicker,
    formData: { ...formData, model: llamaHere, contextLength: 8192 },
  });
  const eu = await cluster('cloud-eu');
  await userEvent.click(eu.getByRole('checkbox'));
  await waitFor(() =>
    expect(eu.getByRole('status')).toHaveTextContent(
      'The model fits on 1 × NVIDIA-H100-80GB-HBM3 with room for 54 requests of 8,192 tokens at once, and 2 of 16 NVIDIA-H100-80GB-HBM3 are free for the 1 that it asks for: it starts now.',
    ),
  );
  const summary = eu.getByText('How that is worked out');
  expect(summary.closest('details')).not.toHaveAttribute('open');
  await userEvent.click(summary);
  expect(
    eu.getByRole('row', { name: /^Weights 14.96 GiB/, hidden: true }),
  ).toBeInTheDocument();
});

it('says what would fit, and sets it', async () => {
  const { value } = await renderField({
    field: PlacementPicker,
    formData: {
      ...formData,
      model: { ...llamaHere, variant: 'bf16' },
    },
    value: [
      {
        cluster: 'cloud-us',
        product: 'NVIDIA-A100-SXM4-80GB',
        replicas: 1,
        gpusPerReplica: 3,
      },
      { cluster: 'edge-plant', product: 'NVIDIA-L4' },
    ],
  });
  const edge = await cluster('edge-plant');
  await waitFor(() =>
    expect(edge.getByRole('status')).toHaveTextContent(
      'does not fit on 1 × NVIDIA-L4: one request of 131,072 tokens needs 16.00 GiB of cache, and 1.88 GiB are left beside the weights. It would fit with a context of at most 15,360 tokens',
    ),
  );
  expect(edge.queryByRole('button', { name: /Use/ })).not.toBeInTheDocument();
  const us = await cluster('cloud-us');
  expect(us.getByRole('status')).toHaveTextContent('cannot be split over 3');
  await userEvent.click(us.getByRole('button', { name: 'Use 1 GPU' }));
  expect(value()).toMatchObject([{ gpusPerReplica: 1 }, {}]);
  expect(us.getByRole('status')).toHaveTextContent('The model fits on 1');
});

it('judges what is free alone while the model cannot be read', async () => {
  await renderField({
    field: PlacementPicker,
    formData: { ...formData, model: llamaHere },
    catalog: { getEntityByRef: away },
  });
  const us = await cluster('cloud-us');
  await userEvent.click(us.getByRole('checkbox'));
  expect(us.getByRole('status')).toHaveTextContent(
    /^16 of 16 NVIDIA-A100-SXM4-80GB are free/,
  );
});

it('promises nothing for a cluster that is away', async () => {
  await renderField({ field: PlacementPicker, formData });
  const edge = await cluster('edge-plant');
  expect(edge.getByText('Unreachable')).toBeInTheDocument();
  await userEvent.click(edge.getByRole('checkbox'));
  expect(edge.getByRole('status')).toHaveTextContent(
    '2 of 3 NVIDIA-L4 were free when the cluster was last seen',
  );
});

it('shows clusters that another tenant had, and lets one remove them', async () => {
  const { value } = await renderField({
    field: PlacementPicker,
    formData,
    value: [
      { cluster: 'mars', product: 'x', replicas: 1, gpusPerReplica: 1 },
      { cluster: 'cloud-us', product: 'NVIDIA-A100-SXM4-80GB' },
    ],
  });
  expect(
    await screen.findByText(/mars is not a cluster of team chat/),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(value()).toEqual([
    {
      cluster: 'cloud-us',
      product: 'NVIDIA-A100-SXM4-80GB',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ]);
});

it('keeps the tenant’s clusters when only the free GPUs cannot be read', async () => {
  const { value } = await renderField({
    field: PlacementPicker,
    formData,
    fleet: { getClusters: away },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The backend is starting.',
  );
  const eu = await cluster('cloud-eu');
  await userEvent.click(eu.getByRole('checkbox'));
  await userEvent.type(
    eu.getByRole('textbox', { name: 'GPU product' }),
    'NVIDIA-L4',
  );
  expect(eu.getByRole('status')).toHaveTextContent('is not known');
  expect(value()).toMatchObject([
    { cluster: 'cloud-eu', product: 'NVIDIA-L4' },
  ]);
});

it('lets one name the clusters when the fleet API is away', async () => {
  const { value } = await renderField({
    field: PlacementPicker,
    formData,
    fleet: { getClusters: away, getTenants: away },
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Add a cluster' }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Cluster' }),
    'cloud-eu',
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'GPU product' }),
    'NVIDIA-L4',
  );
  expect(value()).toEqual([
    {
      cluster: 'cloud-eu',
      product: 'NVIDIA-L4',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ]);
  await userEvent.click(
    screen.getByRole('button', { name: 'Remove this cluster' }),
  );
  expect(value()).toEqual([]);
});

it('finds GPUs by the name that their nodes advertise', async () => {
  const [first] = clusters;
  const [gpu] = first?.gpus ?? [];
  const amd = gpu && {
    ...gpu,
    resourceName: 'amd.com/gpu',
    product: 'AMD_Instinct_MI300X',
    free: 4,
    largestFreeBlock: 4,
  };
  await renderField({
    field: PlacementPicker,
    formData,
    fleet: {
      getClusters: async () => ({
        status: 'changed',
        value: {
          version: '1',
          items: first && amd ? [{ ...first, gpus: [amd] }] : [],
        },
      }),
    },
  });
  const eu = await cluster('cloud-eu');
  await userEvent.click(eu.getByRole('checkbox'));
  expect(eu.getByRole('status')).toHaveTextContent(
    '4 of 16 AMD_Instinct_MI300X are free for the 1 that it asks for: it starts now.',
  );
});

describe('what the team may use', () => {
  const limit = {
    source: { apiVersion: 'v1', kind: 'ResourceQuota', name: 'gpus' },
    resource: 'requests.nvidia.com/gpu',
    hard: 8,
    used: 6,
    left: 2,
    wanted: 4,
    verdict: 'waits' as const,
    words: "it asks for 4, and the quota 'gpus' has 2 of 8 left now",
    advice: 'Ask for 2 at most.',
  };

  it('is judged beside what is free, with the figures', async () => {
    const asked: unknown[] = [];
    await renderField({
      field: PlacementPicker,
      formData: { ...formData, service: 'bot', runtime: 'deployment' },
      fleet: {
        assessRooms: async request => {
          asked.push(request);
          return {
            items: [
              {
                cluster: 'cloud-eu',
                namespace: 'chat',
                verdict: 'waits',
                message: "It asks for 4, and the quota 'gpus' has 2 of 8 left.",
                limits: [limit],
                notKnown: [],
                confirmedAt: '2026-01-01T12:00:00.000Z',
              },
              {
                cluster: 'cloud-us',
                namespace: 'chat',
                verdict: 'room',
                message: 'No quota of the namespace chat limits it.',
                limits: [],
                notKnown: [],
              },
            ],
          };
        },
      },
    });
    const eu = await cluster('cloud-eu');
    const us = await cluster('cloud-us');
    expect(
      await us.findByText('No quota of the namespace chat limits it.'),
    ).toBeVisible();
    expect(eu.getByText(/Your team may use 2 more of 8 GPUs/)).toBeVisible();
    expect(asked.at(-1)).toMatchObject({
      tenant: 'chat',
      repository: 'fleet',
      service: 'bot',
      runtime: 'deployment',
      placements: [
        { cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 1 },
        { cluster: 'cloud-us', replicas: 1, gpusPerReplica: 1 },
        { cluster: 'edge-plant', replicas: 1, gpusPerReplica: 1 },
      ],
    });

    await userEvent.click(eu.getByRole('checkbox'));
    await waitFor(() =>
      expect(asked.at(-1)).toMatchObject({
        placements: [{ product: 'NVIDIA-H100-80GB-HBM3' }, {}, {}],
      }),
    );
    expect(
      await eu.findByText(/has 2 of 8 left\. Ask for 2 at most\./),
    ).toBeVisible();
    expect(
      eu.getByRole('row', { name: /GPUs.*8 6 2 4 too little/, hidden: true }),
    ).toBeInTheDocument();
  });

  it('does not stop anybody while it cannot be read', async () => {
    await renderField({
      field: PlacementPicker,
      formData: { ...formData, service: 'bot' },
      fleet: { assessRooms: away },
    });
    expect(
      await screen.findByText(/you can go on, the task checks it/),
    ).toBeVisible();
    expect((await cluster('cloud-eu')).getByRole('checkbox')).toBeEnabled();
  });
});

it('offers what would start now', async () => {
  const { value } = await renderField({
    field: PlacementPicker,
    formData,
    value: [
      {
        cluster: 'cloud-eu',
        product: 'NVIDIA-H100-80GB-HBM3',
        replicas: 5,
        gpusPerReplica: 1,
      },
    ],
  });
  const eu = await cluster('cloud-eu');
  await userEvent.click(eu.getByRole('button', { name: 'Use 2 replicas' }));
  expect(value()).toMatchObject([{ replicas: 2 }]);
});

describe('a service that is changed', () => {
  const present = {
    cluster: 'cloud-eu',
    product: 'NVIDIA-H100-80GB-HBM3',
    replicas: 2,
    maxReplicas: 4,
    gpusPerReplica: 1,
  };
  const change = {
    tenant: 'chat',
    service: 'bot',
    repository: 'fleet',
    placements: [present],
  };

  it('begins with what it has, and comes back to it', async () => {
    const { value } = await renderField({
      field: PlacementPicker,
      formData: { ...formData, change, operations: { autoscaling: 'hpa' } },
      value: [present],
    });
    const eu = await cluster('cloud-eu');
    expect(eu.getByText(/has these GPUs here already/)).toBeVisible();
    expect(eu.getByRole('textbox', { name: 'Replicas at most' })).toHaveValue(
      '4',
    );
    await userEvent.click(eu.getByRole('checkbox'));
    expect(value()).toEqual([]);
    expect(eu.getByText(/Not chosen, it stays as it is/)).toBeVisible();
    await userEvent.click(eu.getByRole('checkbox'));
    expect(value()).toEqual([present]);
  });

  it('keeps any product, and offers it again', async () => {
    const { product: _, ...any } = present;
    const { value } = await renderField({
      field: PlacementPicker,
      formData: { ...formData, change: { ...change, placements: [any] } },
      value: [any],
    });
    const eu = await cluster('cloud-eu');
    expect(eu.getByRole('button', { name: /Any of them/ })).toBeInTheDocument();
    expect(value()).toEqual([any]);
  });
});
