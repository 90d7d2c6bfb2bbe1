import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  ClusterDoctorView,
  ClusterHealth,
  DoctorView,
  ModelServingApi,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
  modelServingApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { FleetPage } from './FleetPage';

const AT = '2026-01-01T00:00:00.000Z';
const counts = { observed: 8, absent: 20, forbidden: 0, never: 0 };

const good = (name: string): ClusterHealth => ({
  cluster: {
    name,
    title: name,
    simulated: false,
    state: { status: 'live', confirmedAt: AT, forbidden: [] },
  },
  kubernetesVersion: 'v1.35.2+simulated',
  health: 'green',
  summary: 'All of the 8 kinds that it serves are seen.',
  findings: [],
  kindCounts: counts,
});

const partly: ClusterDoctorView = {
  ...good('us'),
  version: '1',
  mayReadDetails: true,
  health: 'yellow',
  summary: 'It does not let Backstage read 1 of 8 kinds.',
  findings: [
    {
      severity: 'warning',
      code: 'Forbidden',
      message: 'The cluster does not let Backstage read nodes.',
      costs: 'Users do not see how many GPUs there are.',
      rbac: "- apiGroups: ['']",
      kind: { group: '', kind: 'Node' },
    },
  ],
  kinds: [
    {
      group: '',
      kind: 'Node',
      plural: 'nodes',
      status: 'forbidden',
      shows: 'how many GPUs there are',
    },
    {
      group: 'ray.io',
      kind: 'RayService',
      plural: 'rayservices',
      status: 'absent',
      confirmedAt: AT,
      shows: 'Ray services',
    },
  ],
};

const {
  version: _version,
  kinds: _kinds,
  mayReadDetails: _may,
  ...listed
} = partly;

async function renderPage(options: {
  items?: ClusterHealth[];
  detail?: ClusterDoctorView;
  fails?: Error;
  path?: string;
}) {
  const answer = <T,>(value: T) =>
    jest.fn(async () => {
      if (options.fails) throw options.fails;
      return { status: 'changed' as const, value };
    });
  const view: DoctorView = {
    version: '1',
    mayReadDetails: true,
    items: options.items ?? [],
  };
  const api: Partial<ModelServingApi> = {
    getDoctor: answer(view),
    getClusterDoctor: answer(options.detail ?? partly),
  };
  const modelServingApi = api as ModelServingApi;
  await renderInTestApp(<FleetPage />, {
    apis: [
      [modelServingApiRef, modelServingApi],
      [liveFleetApiRef, LiveFleet.create({ modelServingApi })],
    ],
    initialRouteEntries: [options.path ?? '/'],
  });
  return api;
}

const names = async () => {
  await screen.findAllByRole('rowheader');
  return screen.getAllByRole('rowheader').map(cell => cell.textContent);
};

describe('FleetPage', () => {
  it('shows clusters that need something first, and how many are how', async () => {
    await renderPage({ items: [listed, good('eu'), good('ap')] });
    expect(await names()).toEqual(['us', 'ap', 'eu']);
    expect(screen.getByText('1 seen in part')).toBeInTheDocument();
    expect(screen.getByText('2 seen in full')).toBeInTheDocument();
    const [row] = screen.getAllByRole('row').slice(1);
    expect(row && within(row).getByText(/does not let/)).toBeInTheDocument();
  });

  it('finds one among many', async () => {
    const many = Array.from({ length: 200 }, (_, i) => good(`edge-${i}`));
    await renderPage({ items: [listed, ...many] });
    expect(await names()).toHaveLength(20);
    await userEvent.type(screen.getByRole('searchbox'), 'edge-142');
    expect(await screen.findByText('edge-142')).toBeInTheDocument();
    expect(await names()).toEqual(['edge-142']);
  }, 20_000);

  it('says so when there is no cluster', async () => {
    await renderPage({ items: [] });
    expect(await screen.findByText('No cluster to show')).toBeInTheDocument();
  });

  it('does not take an error for an empty fleet', async () => {
    await renderPage({ fails: new Error('Ask for model-serving.fleet.read.') });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Ask for model-serving.fleet.read.',
    );
  });

  it('says of one cluster what is wrong, what it costs and what to do', async () => {
    await renderPage({ path: '/?cluster=us' });
    expect(
      await screen.findByText('The cluster does not let Backstage read nodes.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Users do not see how many GPUs there are.'),
    ).toBeInTheDocument();
    expect(screen.getByText("- apiGroups: ['']")).toBeInTheDocument();
    expect(screen.getByText('Refused')).toBeInTheDocument();
    expect(
      screen.getByText(/1 kind that this cluster does not have/),
    ).toBeInTheDocument();
    const back = screen.getByRole('link', { name: 'All clusters' });
    expect(back.getAttribute('href')).not.toContain('cluster=');
  });

  it('copies a rule', async () => {
    const user = userEvent.setup();
    await renderPage({ path: '/?cluster=us' });
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(written).toHaveBeenCalledWith("- apiGroups: ['']");
  });

  it('tells those without the permission whom to ask', async () => {
    await renderPage({
      path: '/?cluster=us',
      detail: {
        ...partly,
        mayReadDetails: false,
        findings: listed.findings.map(({ rbac: _rbac, ...finding }) => finding),
      },
    });
    expect(
      await screen.findByText(/model-serving\.doctor\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/apiGroups/)).not.toBeInTheDocument();
  });
});
