import { conditions, type Json } from '../fleet/__fixtures__/objects';
import {
  assess,
  custom,
  DELETED,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
} from './reported.fixture';

const object = custom('mlops.seldon.io/v1alpha1', 'Model');

function model(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: {
      storageUri: 'gs://models/iris',
      requirements: ['sklearn'],
      ...spec,
    },
    ...(status && { status }),
  });
}

const UP = {
  availableReplicas: 1,
  conditions: conditions({
    ModelReady: ['True', 'ModelAvailable'],
    Ready: 'True',
  }),
};
const down = (reason: string, message: string) => ({
  conditions: conditions({
    ModelReady: ['False', reason, message],
    Ready: ['False', reason, message],
  }),
});

describe('a Seldon Model', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [model(UP)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '1 of 1 replica serves.',
      },
      replicas: { desired: 1, ready: 1 },
    },
    {
      why: 'there is no status',
      objects: [model()],
      expected: {
        verdict: 'progressing',
        message: 'Seldon has not started it yet.',
      },
      replicas: { desired: 1 },
    },
    {
      why: 'it is being loaded',
      objects: [model(down('ModelProgressing', 'loading'))],
      expected: { verdict: 'progressing', reason: 'ModelLoading' },
    },
    {
      why: 'it cannot be loaded',
      objects: [model(down('ModelFailed', 'no such bucket'))],
      expected: {
        verdict: 'degraded',
        reason: 'ModelLoadFailed',
        message: 'The model could not be loaded: no such bucket.',
      },
    },
    {
      why: 'no server takes it',
      objects: [model(down('ScheduleFailed', 'no server with sklearn'))],
      expected: { verdict: 'degraded', reason: 'Unschedulable' },
    },
    {
      why: 'its autoscaler has scaled it to zero',
      objects: [model(down('ModelScaledDown', ''), { minReplicas: 0 })],
      expected: { verdict: 'healthy', reason: 'Idle' },
    },
    {
      why: 'a person scaled it to zero',
      objects: [model(down('ModelScaledDown', ''), { replicas: 0 })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [model({ ...UP, observedGeneration: 1 }, {}, { generation: 2 })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [model(UP, {}, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by its address and its server', () => {
    expect(
      assess([model(UP, { server: 'mlserver', minReplicas: 2 })]),
    ).toMatchObject({
      runtime: 'Seldon, mlserver',
      artifactUri: 'gs://models/iris',
      replicas: { desired: 2 },
      gpus: [],
    });
    expect(assess([model(UP)])?.runtime).toBe('Seldon, sklearn');
  });

  it.each<Refusal>([
    ['spec.storageUri', model({}, { storageUri: [] })],
    ['spec.requirements[0]', model({}, { requirements: [1] })],
    ['spec.replicas', model({}, { replicas: '1' })],
    ['status.availableReplicas', model({ availableReplicas: 'one' })],
    ['status.conditions', model({ conditions: {} })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
