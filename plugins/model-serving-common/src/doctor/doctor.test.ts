import type { ClusterState } from '../api/types';
import {
  staticFleet,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import type { ResourceKnowledge } from '../fleet/snapshot';
import { inferenceServiceProjection } from '../observed/inferenceService';
import { nodeProjection } from '../observed/node';
import { podProjection } from '../observed/pod';
import { served } from '../views/request.fixture';
import { clusterDoctorView, doctorView } from './doctorView';

const AT = '2026-11-23T11:59:50Z';
const RETRY = '2026-11-23T12:01:00Z';
const OPTIONS = {
  projections: [nodeProjection, podProjection, inferenceServiceProjection],
  mayReadDetails: true,
};
const away = (
  status: 'stale' | 'unreachable' | 'unauthorized',
): ClusterState => ({
  status,
  error: { kind: 'timeout', message: 'No answer', advice: 'Check the link.' },
  retryAt: RETRY,
});
const refused: ResourceKnowledge = {
  status: 'forbidden',
  message:
    'Cluster forbids: nodes is forbidden: User "system:serviceaccount:backstage:reader" cannot list resource "nodes"',
  retryAt: RETRY,
};
const KSERVE = 'inferenceservices.serving.kserve.io';

const examine = (cluster: Omit<StaticCluster, 'name'>, options = OPTIONS) => {
  const fleet = staticFleet({ name: 'east', ...cluster });
  const [health] = doctorView(fleet, options).items;
  const detail = clusterDoctorView(fleet, 'east', options);
  if (!health || !detail) throw new Error('The cluster is not there');
  expect(detail).toMatchObject(health);
  return detail;
};

describe('doctor', () => {
  it.each<[string, Omit<StaticCluster, 'name'>, object]>([
    [
      'all is seen',
      {},
      {
        health: 'green',
        summary: 'All of the 3 kinds that it serves are seen.',
      },
    ],
    [
      'a kind is not installed',
      { knowledge: { [KSERVE]: { status: 'absent', confirmedAt: AT } } },
      { health: 'green', kindCounts: { observed: 2, absent: 1 } },
    ],
    [
      'a kind is forbidden',
      { knowledge: { nodes: refused } },
      {
        health: 'yellow',
        summary: 'It does not let Backstage read 1 of 3 kinds.',
        findings: [
          {
            code: 'Forbidden',
            costs: expect.stringContaining('how many GPUs'),
            rbac: "- apiGroups: ['']\n  resources: [nodes]\n  verbs: [get, list, watch]",
            retryAt: RETRY,
          },
        ],
      },
    ],
    [
      'everything is forbidden',
      { knowledge: { nodes: refused, pods: refused, [KSERVE]: refused } },
      {
        health: 'red',
        summary: 'The cluster answers, and lets Backstage read nothing.',
      },
    ],
    [
      'it is out of date',
      { state: away('stale') },
      {
        health: 'yellow',
        summary: 'No answer.',
        findings: [{ code: 'Away', advice: 'Check the link.', retryAt: RETRY }],
      },
    ],
    ['it does not answer', { state: away('unreachable') }, { health: 'red' }],
    [
      'it refuses the credentials',
      { state: away('unauthorized') },
      { health: 'red' },
    ],
    [
      'it is being connected',
      { state: { status: 'connecting' } },
      { health: 'yellow' },
    ],
    [
      'its credentials are those of users',
      {
        state: { status: 'unsupported', reason: 'Only users have credentials' },
      },
      {
        health: 'red',
        findings: [{ advice: expect.stringContaining('service account') }],
      },
    ],
    [
      'only its deliveries are seen, through a hub',
      {
        state: {
          status: 'unsupported',
          reason: 'Backstage cannot reach it',
          reportedBy: { name: 'hub', title: 'The hub' },
        },
      },
      {
        health: 'yellow',
        summary: 'Only what The hub delivers to it is seen.',
        findings: [
          {
            severity: 'warning',
            code: 'ReportedOnly',
            costs: expect.stringContaining('Pods and GPUs'),
            advice: expect.stringContaining('configure it in the Kubernetes'),
          },
        ],
      },
    ],
    [
      'Backstage reads nothing of it itself',
      {
        knowledge: {
          nodes: { status: 'never' },
          pods: { status: 'never' },
          [KSERVE]: { status: 'never' },
        },
      },
      {
        health: 'yellow',
        findings: [{ costs: expect.stringContaining('no pods') }],
      },
    ],
    [
      'objects cannot be read',
      {
        knowledge: {
          pods: { status: 'observed', confirmedAt: AT, unreadable: 3 },
        },
      },
      {
        health: 'yellow',
        summary: '3 pods could not be read and are passed over.',
      },
    ],
    [
      'a kind is not confirmed any more',
      {
        knowledge: {
          pods: { status: 'observed', confirmedAt: '2026-11-23T11:00:00Z' },
        },
      },
      {
        health: 'yellow',
        findings: [
          { code: 'Outdated', message: expect.stringContaining('60 minutes') },
        ],
      },
    ],
  ])('says what it means that %s', (_, cluster, expected) => {
    expect(examine(cluster)).toMatchObject(expected);
  });

  it('puts the worst first, then goes by name', () => {
    const { items } = doctorView(
      staticFleet(
        { name: 'b-good' },
        { name: 'a-good' },
        { name: 'partly', knowledge: { nodes: refused } },
        { name: 'gone', state: away('unreachable') },
      ),
      OPTIONS,
    );
    expect(items.map(({ cluster }) => cluster.name)).toEqual([
      'gone',
      'partly',
      'a-good',
      'b-good',
    ]);
  });

  it('goes through the kinds, with how many there are and how old they are', () => {
    const { kinds } = examine({
      objects: served('chat'),
      knowledge: {
        nodes: { ...refused, lastConfirmedAt: AT },
        [KSERVE]: { status: 'observed', confirmedAt: AT, version: 'v1beta1' },
      },
    });
    expect(kinds.map(({ plural, status }) => [plural, status])).toEqual([
      ['nodes', 'forbidden'],
      ['pods', 'observed'],
      ['inferenceservices', 'observed'],
    ]);
    expect(kinds[0]).toMatchObject({ confirmedAt: AT });
    expect(kinds[0]).not.toHaveProperty('count');
    expect(kinds[2]).toMatchObject({ count: 1, version: 'v1beta1' });
  });

  it('writes a manifest for the account that was refused', () => {
    const { rbac } = examine({
      knowledge: { nodes: refused, [KSERVE]: refused },
    });
    expect(rbac).toContain("- apiGroups: ['serving.kserve.io']");
    expect(rbac).toContain('    name: reader\n    namespace: backstage');
    expect(examine({}).rbac).toBeUndefined();
  });

  it('keeps rights from those who do not give them', () => {
    const detail = examine(
      { knowledge: { nodes: refused } },
      { ...OPTIONS, mayReadDetails: false },
    );
    expect(JSON.stringify(detail)).not.toMatch(/apiGroups|serviceaccount/);
    expect(detail.findings[0]?.advice).toBe('Ask the platform team.');
  });

  it('knows no other cluster', () => {
    expect(clusterDoctorView(staticFleet(), 'mars', OPTIONS)).toBeUndefined();
  });
});
