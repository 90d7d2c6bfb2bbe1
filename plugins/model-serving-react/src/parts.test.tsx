import { render, screen } from '@testing-library/react';
import type { Delivery } from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterLabel } from './cluster';
import { CommitRef } from './delivery';
import { GpuMeter } from './gpu';
import { Age } from './time';
import { Explanation, VerdictBadge } from './verdict';

const at = '2026-01-01T00:00:00.000Z';
const cluster = {
  name: 'edge',
  title: 'Edge plant',
  simulated: true,
  state: { status: 'live', confirmedAt: at, forbidden: [] },
} as const;

const delivery: Delivery = {
  tool: 'argocd',
  cluster: { ...cluster, state: { ...cluster.state, forbidden: [] } },
  ref: { cluster: 'hub', group: 'argoproj.io', kind: 'Application', name: 'a' },
  status: 'synced',
  wantedRevision: 'a'.repeat(40),
  appliedRevision: 'a'.repeat(40),
};

describe('CommitRef', () => {
  it('shows one commit when it is applied', () => {
    render(<CommitRef delivery={delivery} />);
    expect(screen.getByText('aaaaaaa')).toHaveAttribute(
      'title',
      'a'.repeat(40),
    );
    expect(screen.getByText(/applied/)).toBeInTheDocument();
    expect(screen.queryByText(/wanted/)).not.toBeInTheDocument();
  });

  it('shows both while they differ', () => {
    render(
      <CommitRef
        delivery={{
          ...delivery,
          status: 'syncing',
          wantedRevision: `main@sha1:${'b'.repeat(40)}`,
        }}
      />,
    );
    expect(screen.getByText('bbbbbbb')).toBeInTheDocument();
    expect(screen.getByText('aaaaaaa')).toBeInTheDocument();
    expect(screen.getByText('being applied')).toBeInTheDocument();
  });

  it('does not take silence for a commit', () => {
    const { appliedRevision: _applied, ...rest } = delivery;
    const { rerender } = render(
      <CommitRef delivery={{ ...rest, status: 'outOfSync' }} />,
    );
    expect(screen.getByText(/nothing applied/)).toBeInTheDocument();
    rerender(<CommitRef delivery={undefined} />);
    expect(screen.getByText('no delivery seen')).toBeInTheDocument();
  });
});

it('says in words what the bar of GPUs shows', () => {
  const shares = {
    entity: 4,
    others: 6,
    free: 2,
    unavailable: 4,
    pending: 0,
    entityPending: 0,
    total: 16,
  };
  const { rerender } = render(
    <GpuMeter shares={shares} entityLabel="this model" />,
  );
  expect(
    screen.getByRole('img', {
      name: 'Of 16 GPUs: 4 used by this model, 6 used by others, 2 free, 4 unavailable',
    }),
  ).toBeInTheDocument();

  rerender(
    <GpuMeter
      shares={{
        ...shares,
        entity: 0,
        others: 0,
        free: 0,
        unavailable: 0,
        total: 0,
      }}
      entityLabel="this model"
    />,
  );
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
  expect(screen.getByText(/^Of 0 GPUs/)).toBeInTheDocument();
});

it('shows a judgement with advice, and its evidence on demand', () => {
  render(
    <Explanation
      judgement={{
        verdict: 'degraded',
        reason: 'ImagePull',
        message: 'The image cannot be pulled.',
        advice: 'Check its name.',
        evidence: [
          {
            source: 'event',
            text: 'manifest unknown',
            object: {
              cluster: 'edge',
              group: '',
              kind: 'Pod',
              namespace: 'chat',
              name: 'a-0',
            },
          },
        ],
      }}
    />,
  );
  expect(screen.getByText('The image cannot be pulled.')).toBeInTheDocument();
  expect(screen.getByText(/Check its name\./)).toBeInTheDocument();
  expect(screen.getByText('Evidence')).toBeInTheDocument();
  expect(screen.getByText('manifest unknown')).toBeInTheDocument();
  expect(screen.getByText('Event of Pod chat/a-0 in edge')).toBeInTheDocument();
});

it('says that a cluster is a simulation, and its state unless it is live', () => {
  const { rerender } = render(
    <ClusterLabel cluster={{ ...cluster, state: { status: 'connecting' } }} />,
  );
  expect(screen.getByText('Edge plant')).toBeInTheDocument();
  expect(screen.getByText('simulated')).toBeInTheDocument();
  expect(screen.getByText('Connecting')).toBeInTheDocument();

  rerender(
    <ClusterLabel
      cluster={{
        ...cluster,
        simulated: false,
        state: { status: 'live', confirmedAt: at, forbidden: [] },
      }}
    />,
  );
  expect(screen.queryByText('simulated')).not.toBeInTheDocument();
  expect(screen.queryByText('Live')).not.toBeInTheDocument();
});

describe('Age', () => {
  it('grows by itself, with the exact time as its title', () => {
    jest.useFakeTimers({ now: new Date('2026-01-01T00:00:30.000Z') });
    try {
      render(<Age at={at} />);
      const age = screen.getByText('30 s ago');
      expect(age).toHaveAttribute('datetime', at);
      expect(age).toHaveAttribute('title', new Date(at).toLocaleString());
    } finally {
      jest.useRealTimers();
    }
  });

  it('says when something never happened', () => {
    render(<Age at={undefined} prefix="confirmed" />);
    expect(screen.getByText('confirmed never')).toBeInTheDocument();
  });
});

it('gives each verdict a word', () => {
  render(
    <>
      <VerdictBadge verdict="missing" />
      <VerdictBadge verdict="healthy" count={3} />
    </>,
  );
  expect(screen.getByText('Missing')).toBeInTheDocument();
  expect(screen.getByText('3 healthy')).toBeInTheDocument();
});
