import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { type ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  everyRollout,
  fixtureTime,
  llama,
  manyRollouts,
  noRollouts,
  partOf,
  terse,
} from './__fixtures__';
import { aboutModelCard, rolloutCard } from './entityExtensions';

const time = fixtureTime(Date.now());

// Hundreds of rows take their time to be made and to be searched by role.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const service: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-chat', namespace: 'default' },
  spec: { type: 'inference-service', owner: 'group:default/chat-team' },
};

function renderCard(
  card: ExtensionDefinition,
  entity: Entity,
  api: Partial<ModelServingApi> = {},
) {
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const fleet = LiveFleet.create({
    modelServingApi: {
      getEntityRollouts: unused,
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
      ...api,
    },
  });
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), card],
    apis: [[liveFleetApiRef, fleet], catalogApiMock({ entities: [entity] })],
  });
}

const rollouts = (view: ReturnType<typeof everyRollout>) => ({
  getEntityRollouts: jest.fn(
    async () => ({ status: 'changed', value: view } as const),
  ),
});

describe('Rollout by cluster', () => {
  it('says what is wrong, why, and what to do, worst first', async () => {
    const api = rollouts(everyRollout(time));
    renderCard(rolloutCard, llama, api);

    expect(
      await screen.findByText(/1 cluster is away/, {}, { timeout: 10_000 }),
    ).toBeInTheDocument();
    expect(api.getEntityRollouts).toHaveBeenCalledWith(
      'model:default/llama-3.1-8b-instruct',
      expect.anything(),
    );
    const rows = screen.getAllByRole('row').slice(1);
    const first = within(rows[0] as HTMLElement);
    expect(first.getByText('Degraded')).toBeInTheDocument();
    expect(first.getByText('explained above')).toBeInTheDocument();
    const why = within(
      screen.getByRole('region', {
        name: 'Why is Support chat not serving in cloud-us?',
      }),
    );
    const steps = why.getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent(
      'Delivery from Git done. Argo CD applied the change 4be1c0f.',
    );
    const stopped = within(
      why.getByText('stopped here').closest('li') as HTMLElement,
    );
    expect(stopped.getByText('Loading of the model')).toBeInTheDocument();
    expect(stopped.getByText(/ran out of GPU memory/)).toBeInTheDocument();
    expect(stopped.getByText(/smaller variant/)).toBeInTheDocument();
    expect(stopped.getByText(/CUDA out of memory/)).toBeInTheDocument();
    // It is said once: the row does not repeat what to do.
    expect(first.queryByText(/smaller variant/)).not.toBeInTheDocument();
    expect(
      within(rows.at(-1) as HTMLElement).getByText('Healthy'),
    ).toBeVisible();
  });

  it('has a face for each state of a cluster and service', async () => {
    renderCard(rolloutCard, llama, rollouts(everyRollout(time)));
    const row = async (name: RegExp) => {
      const [header] = await screen.findAllByRole('rowheader', { name });
      return within(header?.closest('tr') as HTMLElement);
    };

    const away = await row(/edge-plant/);
    expect(away.getByText('Unreachable')).toBeInTheDocument();
    expect(away.getByText(/did not answer within 10 seconds/)).toBeVisible();
    expect(away.getByText(/Last known:/)).toHaveTextContent('Healthy');
    expect(away.getAllByText('6 min ago')).not.toHaveLength(0);

    const connecting = await row(/cloud-sa/);
    expect(connecting.getByText('Connecting')).toBeInTheDocument();
    expect(connecting.getByText('never')).toBeInTheDocument();

    const missing = await row(/cloud-ap/);
    expect(missing.getByText('Missing')).toBeInTheDocument();
    expect(missing.getByText('Partly visible')).toBeInTheDocument();
    expect(missing.getByText(/namespaces "chat" not found/)).toBeVisible();

    const canary = await row(/Support chat.*cloud-eu/);
    expect(
      canary.getByText('the router sends it 20 % of requests'),
    ).toBeInTheDocument();
    expect(canary.getByText('0ddba11')).toBeInTheDocument();

    expect(await screen.findByText(/in no catalog entity/)).toBeVisible();
    expect(screen.getByText('legacy-dc')).toBeInTheDocument();
    expect(screen.getByText('Not supported')).toBeInTheDocument();
  });

  it('names where it looked when there is nothing, and where it could not', async () => {
    renderCard(rolloutCard, service, rollouts(noRollouts(time)));
    expect(
      await screen.findByText('This service runs nowhere yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Searched cloud-eu, cloud-us\./)).toBeVisible();
    expect(screen.getByText('edge-plant')).toBeInTheDocument();
  });

  it('never shows an error as emptiness, and tries again when asked', async () => {
    const getEntityRollouts = jest
      .fn()
      .mockRejectedValueOnce(new Error('The backend is starting.'))
      .mockResolvedValue({ status: 'changed', value: everyRollout(time) });
    renderCard(rolloutCard, llama, { getEntityRollouts });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is starting.',
    );
    expect(screen.queryByText(/nowhere/)).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/1 cluster is away/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows the worst of many rows, finds any, and shows all on demand', async () => {
    renderCard(rolloutCard, llama, rollouts(manyRollouts(time, 60)));
    expect(await screen.findAllByRole('row')).toHaveLength(1 + 8);
    expect(screen.getByText('59 healthy')).toBeInTheDocument();

    const search = screen.getByRole('searchbox');
    await userEvent.type(search, 'store-042');
    expect(screen.getAllByRole('row')).toHaveLength(1 + 1);
    await userEvent.clear(search);

    await userEvent.click(screen.getByRole('button', { name: 'Show 52 more' }));
    expect(screen.getAllByRole('row')).toHaveLength(1 + 60);
  });
});

describe('Rollout in a thousand clusters', () => {
  const whole = manyRollouts(time, 1_000);

  /** Rows, and what is said of them; an answer can be held back. */
  function server() {
    let held: Promise<void> | undefined;
    const getEntityRollouts = jest.fn<
      ReturnType<ModelServingApi['getEntityRollouts']>,
      Parameters<ModelServingApi['getEntityRollouts']>
    >(async (_ref, question) => {
      await held;
      return { status: 'changed', value: partOf(whole, question) };
    });
    return {
      getEntityRollouts,
      asked: () => {
        const { verdict, text, limit } =
          getEntityRollouts.mock.lastCall?.[1] ?? {};
        return { verdict, text, limit };
      },
      hold() {
        let release = () => {};
        held = new Promise(resolve => {
          release = resolve;
        });
        return () => {
          held = undefined;
          release();
        };
      },
    };
  }

  async function show() {
    const api = server();
    renderCard(rolloutCard, llama, {
      getEntityRollouts: api.getEntityRollouts,
    });
    await screen.findAllByRole('row', {}, { timeout: 10_000 });
    return { ...api, user: userEvent.setup() };
  }

  const rows = () => screen.getAllByRole('row').length - 1;
  const told = () =>
    screen
      .getAllByRole('status')
      .map(({ textContent }) => textContent)
      .join(' ');

  it('asks for the worst of them, and says how many there are', async () => {
    const { asked } = await show();
    expect(asked()).toEqual({});
    expect(rows()).toBe(8);
    expect(screen.getByText('999 healthy')).toBeVisible();
    expect(told()).toBe('The first 8 of 1,000 rows, worst first.');
  });

  it('looks through all of them for a text, and keeps what is there until then', async () => {
    const { user, asked, hold, getEntityRollouts } = await show();
    const release = hold();
    await user.type(screen.getByRole('searchbox'), 'store-842');
    expect(told()).toMatch(/^Asking for these among 1,000 rows/);
    await waitFor(() => expect(asked().text).toBe('store-842'));
    // Not once for each letter.
    expect(getEntityRollouts.mock.calls.length).toBeLessThanOrEqual(3);
    expect(screen.getByText('store-004')).toBeVisible();
    expect(screen.queryByText(/No row matches/)).not.toBeInTheDocument();

    release();
    expect(await screen.findByText('store-842')).toBeVisible();
    expect(rows()).toBe(1);
    expect(told()).toBe('1 row found among 1,000.');
    // What is said of the whole is not of what was found.
    expect(screen.getByText('999 healthy')).toBeVisible();
    expect(
      screen.getByRole('region', {
        name: 'Why is Support chat not serving in cloud-us?',
      }),
    ).toBeVisible();

    await user.type(screen.getByRole('searchbox'), ' nowhere');
    expect(
      await screen.findByText('No row matches “store-842 nowhere”.'),
    ).toBeVisible();
    await user.clear(screen.getByRole('searchbox'));
    expect(await screen.findByText('store-004')).toBeVisible();
  });

  it('asks for the rows of one verdict, and for more of them', async () => {
    const { user, asked } = await show();
    const filter = screen.getByText('999 healthy').closest('button');
    await user.click(filter as HTMLElement);
    expect(
      await screen.findByText(/^The first 8 of 999 rows found among 1,000,/),
    ).toBeVisible();
    expect(asked()).toEqual({ verdict: ['healthy'] });
    expect(screen.queryByText('explained above')).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Show 192 more' }));
    expect(rows()).toBe(200);
    await user.click(screen.getByRole('button', { name: 'Show 200 more' }));
    await waitFor(() => expect(rows()).toBe(400));
    expect(asked()).toEqual({ verdict: ['healthy'], limit: 400 });
  });

  it('says of which rows groups are', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: /Group rows by/ }));
    await user.click(await screen.findByRole('option', { name: 'By State' }));
    expect(told()).toBe(
      'The first 200 of 1,000 rows, worst first. The groups are of these.',
    );
    expect(screen.getByText('199 healthy')).toBeVisible();
  });

  it('shows an error above the rows when what is looked for cannot be asked', async () => {
    const { user, getEntityRollouts } = await show();
    getEntityRollouts.mockRejectedValue(new Error('The backend is away.'));
    await user.type(screen.getByRole('searchbox'), 'store-842');
    expect(await screen.findByText(/^The backend is away\./)).toBeVisible();
    expect(screen.getByText('store-004')).toBeVisible();
  });
});

describe('About the model', () => {
  it('shows the facts, with the licence’s limits', async () => {
    renderCard(aboutModelCard, llama);
    expect(await screen.findByText('text-generation')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'llama3.1' })).toHaveAttribute(
      'href',
      'https://example.com/llama3.1-license',
    );
    expect(screen.getByText(/acceptable use policy/)).toBeInTheDocument();
    expect(screen.getByText('8.03B')).toBeInTheDocument();
    expect(screen.getByText('128K tokens')).toBeInTheDocument();
    expect(
      screen.getByText('bfloat16 · safetensors · 16.1 GB'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('awq 4-bit · safetensors · 4.02 GB to 16.1 GB'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'mmlu' })).toBeInTheDocument();
    expect(screen.getByText('0.694')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'llama-3.1-8b' }),
    ).toBeInTheDocument();
  });

  it('leaves out what the entity does not say', async () => {
    renderCard(aboutModelCard, terse);
    expect(await screen.findByText('embedding')).toBeInTheDocument();
    expect(screen.getByText('s3://models/terse')).toBeInTheDocument();
    expect(screen.queryByText('Licence')).not.toBeInTheDocument();
    expect(screen.queryByText('Parameters')).not.toBeInTheDocument();
    expect(screen.queryByText('Published evaluations')).not.toBeInTheDocument();
  });
});
