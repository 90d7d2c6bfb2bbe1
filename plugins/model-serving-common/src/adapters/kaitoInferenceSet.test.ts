import { conditions, node, type Json } from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';
import {
  assess,
  custom,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
  NAME,
  podOf,
} from './reported.fixture';

const object = custom('kaito.sh/v1beta1', 'InferenceSet');
const template = { inference: { preset: { name: 'microsoft/phi-4' } } };

function set(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: { replicas: 2, template, ...spec },
    ...(status && { status }),
  });
}

const UP = conditions({ InferenceSetReady: 'True' });
const DOWN = conditions({
  InferenceSetReady: ['False', 'inferencesetNotReady', '1/2 are ready'],
});

/** A replica of the set. */
const child = custom(
  'kaito.sh/v1beta1',
  'Workspace',
)({
  ...template,
  metadata: {
    name: 'assistant-abc',
    uid: 'workspace-abc',
    labels: { 'inferenceset.kaito.sh/created-by': NAME },
  },
  status: { state: 'Pending' },
});

describe('a KAITO InferenceSet', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [set({ readyReplicas: 2, conditions: UP })],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
      replicas: { desired: 2, ready: 2 },
    },
    {
      why: 'there is no status',
      objects: [set()],
      expected: {
        verdict: 'progressing',
        message: 'KAITO has not started it yet.',
      },
      replicas: { desired: 2 },
    },
    {
      why: 'one replica is not there yet',
      objects: [set({ readyReplicas: 1, conditions: DOWN })],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: '1 of 2 replicas serve: 1/2 are ready.',
      },
    },
    {
      why: 'a pod of a replica cannot fetch its image',
      objects: [
        set({ readyReplicas: 1, conditions: DOWN }),
        child,
        podOf({ 'kaito.sh/workspace': 'assistant-abc' }, IMAGE_PULL),
        node('a'),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'its route cannot be made',
      objects: [
        set({
          readyReplicas: 2,
          conditions: conditions({
            InferenceSetReady: ['False', 'inferencesetFailed', 'no gateway'],
          }),
        }),
      ],
      expected: { verdict: 'degraded', reason: 'RouteNotReady' },
    },
    {
      why: 'nothing is wanted',
      objects: [set({ readyReplicas: 0, conditions: UP }, { replicas: 0 })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [
        set(
          { conditions: [{ ...UP[0], observedGeneration: 1 }] },
          {},
          { generation: 2 },
        ),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [set({ conditions: UP }, {}, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('speaks for its Workspaces', () => {
    const found = assessAll([set({ conditions: UP }), child]);
    expect(found.map(({ ref }) => ref.kind)).toEqual(['InferenceSet']);
    expect(found[0]).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://microsoft/phi-4',
    });
  });

  it('has one replica where nothing is written', () => {
    expect(assess([object({ spec: { template } })])?.replicas).toEqual({
      desired: 1,
    });
  });

  it.each<Refusal>([
    ['spec.replicas', set({}, { replicas: 1.5 })],
    ['spec.template', set({}, { template: 'phi-4' })],
    ['status', object({ spec: {}, status: [] })],
    ['status.readyReplicas', set({ readyReplicas: '2' })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
