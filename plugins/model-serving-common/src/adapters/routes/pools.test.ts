import {
  conditions,
  deployment,
  deploymentStatus,
  pod,
  type Json,
} from '../../fleet/__fixtures__/objects';
import { assessAll } from '../assessOne.fixture';
import { custom, refusalOf, type Refusal, NAME } from '../reported.fixture';

const object = custom('inference.networking.k8s.io/v1', 'InferencePool');
const LABELS = { app: NAME };

function pool(
  options: { spec?: Json; status?: Json; metadata?: Json } = {},
): Json {
  return object({
    metadata: { name: 'pool', ...options.metadata },
    spec: {
      selector: { matchLabels: LABELS },
      targetPorts: [{ number: 8000 }],
      endpointPickerRef: { name: 'picker' },
      ...options.spec,
    },
    status: options.status ?? { parents: [parent({ Accepted: 'True' })] },
  });
}

function parent(
  found: Parameters<typeof conditions>[0],
  more: Json = {},
): Json {
  return {
    parentRef: { name: 'inference', namespace: 'gateways' },
    conditions: conditions(found).map(condition => ({
      ...condition,
      observedGeneration: 1,
      ...more,
    })),
  };
}

/** A model that is up, behind the pools. */
function judge(...pools: readonly Json[]) {
  const [workload] = assessAll([
    deployment(NAME, { status: deploymentStatus(1, 1) }),
    pod('p', { node: 'a', ready: true, labels: LABELS }),
    ...pools,
  ]);
  return workload?.judgement;
}

const LOST = ['False', 'InvalidExtensionRef', 'no Service picker'] as const;
const YOUNG = { creationTimestamp: '2026-11-23T11:58:00Z' };

describe('a model behind an InferencePool', () => {
  it.each<[string, Json, Json]>([
    ['that is accepted', pool(), { verdict: 'healthy', reason: 'Serving' }],
    [
      'that a gateway refuses',
      pool({
        status: {
          parents: [
            parent({ Accepted: ['False', 'HTTPRouteNotAccepted', 'no route'] }),
          ],
        },
      }),
      {
        verdict: 'degraded',
        reason: 'RouteNotReady',
        message:
          '1 of 1 replica serves, but requests do not reach it through the pool pool: the gateway gateways/inference does not accept it (no route).',
        since: '2026-11-23T10:00:00Z',
      },
    ],
    [
      'that one of two gateways refuses',
      pool({
        status: {
          parents: [
            parent({ Accepted: 'True' }),
            parent({ Accepted: ['False', 'NotSupportedByParent'] }),
          ],
        },
      }),
      { verdict: 'degraded', reason: 'RouteNotReady' },
    ],
    [
      'that nobody handles',
      pool({ status: { parents: [] } }),
      {
        verdict: 'degraded',
        message: expect.stringContaining('no gateway handles it'),
      },
    ],
    [
      'that nobody handles yet',
      pool({ status: {}, metadata: YOUNG }),
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'with the placeholder of older versions',
      pool({
        status: {
          parents: [{ parentRef: { kind: 'Status', name: 'default' } }],
        },
      }),
      { message: expect.stringContaining('no gateway handles it') },
    ],
    [
      'that a gateway has not looked at',
      pool({ status: { parents: [parent({})] } }),
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'whose change a gateway has not looked at',
      pool({ metadata: { generation: 2 } }),
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'without its endpoint picker',
      pool({
        status: { parents: [parent({ Accepted: 'True', ResolvedRefs: LOST })] },
      }),
      {
        verdict: 'degraded',
        message: expect.stringContaining('endpoint picker picker'),
      },
    ],
    [
      'that opens without its endpoint picker',
      pool({
        spec: { endpointPickerRef: { name: 'x', failureMode: 'FailOpen' } },
        status: { parents: [parent({ Accepted: 'True', ResolvedRefs: LOST })] },
      }),
      {
        verdict: 'healthy',
        message: expect.stringContaining('without regard to load'),
      },
    ],
    [
      'that is not exported to other clusters',
      pool({
        status: {
          parents: [
            parent({ Accepted: 'True', Exported: ['False', 'NotRequested'] }),
          ],
        },
      }),
      { verdict: 'healthy' },
    ],
    [
      'of other pods',
      pool({
        spec: { selector: { matchLabels: { app: 'other' } } },
        status: { parents: [] },
      }),
      { verdict: 'healthy' },
    ],
    [
      'of another namespace',
      pool({ metadata: { namespace: 'vision' }, status: { parents: [] } }),
      { verdict: 'healthy' },
    ],
    [
      'that selects nothing',
      pool({ spec: { selector: {} }, status: { parents: [] } }),
      { verdict: 'healthy' },
    ],
    [
      'that is being deleted',
      pool({
        metadata: { deletionTimestamp: '2026-11-23T11:00:00Z' },
        status: { parents: [] },
      }),
      { verdict: 'healthy' },
    ],
  ])('%s', (_name, raw, expected) => {
    expect(judge(raw)).toMatchObject(expected);
  });

  it('is told by the worst of its pools', () => {
    const bad = pool({ metadata: { name: 'bad' }, status: { parents: [] } });
    const fresh = pool({ metadata: { ...YOUNG, name: 'fresh' }, status: {} });
    expect(judge(fresh, bad, pool())?.message).toContain('the pool bad');
  });

  it('is told by what it does not do before by its route', () => {
    const [workload] = assessAll([
      deployment(NAME, { status: deploymentStatus(1, 0) }),
      pod('p', { node: 'a', labels: LABELS }),
      pool({ status: { parents: [] } }),
    ]);
    expect(workload?.judgement.reason).toBe('ModelLoading');
  });

  it('makes no row of the pool', () => {
    expect(assessAll([pool()])).toEqual([]);
  });

  it.each<Refusal>([
    [
      'spec.selector.matchLabels',
      pool({ spec: { selector: { matchLabels: [1] } } }),
    ],
    ['status.parents', pool({ status: { parents: 'none' } })],
    [
      'status.parents[0].parentRef.name',
      pool({ status: { parents: [{ parentRef: { name: 1 } }] } }),
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
