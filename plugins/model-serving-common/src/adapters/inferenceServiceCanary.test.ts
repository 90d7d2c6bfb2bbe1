import {
  conditions,
  deployment,
  deploymentStatus,
  inferenceService,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';
import { judge, NAME, predictor, UP } from './inferenceService.fixture';

/** The Deployment of a canary of Standard mode. */
function trial(name: string, ready: number): Json {
  return deployment(`${NAME}-${name}-predictor`, {
    controller: 'InferenceService',
    status: deploymentStatus(1, ready),
  });
}

function revision(of: string, number: number, ready: number): Json {
  return replicaSet(`${of}-${number}`, {
    owner: of,
    revision: number,
    hash: String(number),
    replicas: ready,
    ready,
  });
}

function withCanary(status: Json, ...canary: readonly Json[]): Json {
  return inferenceService(NAME, {
    spec: { canary },
    status: { deploymentMode: 'Standard', ...status },
  });
}

const NEXT = { trafficPercent: 20, predictor: { name: 'next' } };
const READY = conditions({
  PredictorReady: 'True',
  IngressReady: 'True',
  CanaryPredictorReady: ['True', 'AllCanariesReady'],
  Ready: 'True',
});
const WAITS = conditions({
  PredictorReady: 'True',
  IngressReady: 'True',
  CanaryPredictorReady: ['False', 'CanariesNotReady'],
  Ready: 'True',
});
const waiting = {
  conditions: WAITS,
  canaryStatuses: [{ name: 'next', ready: false, trafficPercent: 20 }],
};

const revisionsOf = (objects: readonly Json[]) =>
  assessAll(objects).find(({ ref }) => ref.name === NAME)?.revisions;

describe('a canary of an InferenceService in Standard mode', () => {
  it('has the share that was asked for, of replicas and not of traffic', () => {
    expect(
      revisionsOf([
        withCanary({ conditions: READY }, NEXT),
        predictor(4, 4),
        revision(`${NAME}-predictor`, 3, 4),
        trial('next', 1),
        revision(`${NAME}-next-predictor`, 1, 1),
      ]),
    ).toMatchObject([
      {
        name: 'revision 3',
        ready: 4,
        current: false,
        share: { kind: 'replicas', percent: 80 },
      },
      {
        name: 'canary next, revision 1',
        ready: 1,
        current: true,
        share: { kind: 'replicas', percent: 20 },
      },
    ]);
  });

  it('divides a share between two revisions of one Deployment', () => {
    expect(
      revisionsOf([
        withCanary({ conditions: READY }, NEXT),
        predictor(4, 4),
        revision(`${NAME}-predictor`, 4, 1),
        revision(`${NAME}-predictor`, 3, 3),
      ])?.map(({ share }) => share.percent),
    ).toEqual([20, 60, 20]);
  });

  it('is listed before anything runs of it', () => {
    expect(revisionsOf([withCanary(waiting, NEXT), predictor(1, 1)])).toEqual([
      {
        name: 'canary next',
        current: true,
        share: { kind: 'replicas', percent: 20 },
      },
    ]);
  });

  it('leaves shares open that were not asked for', () => {
    const shares = revisionsOf([
      withCanary({}, { predictor: { name: 'next' } }),
      predictor(1, 1),
      revision(`${NAME}-predictor`, 3, 1),
    ])?.map(({ share }) => share);
    expect(shares).toEqual([{ kind: 'replicas' }, { kind: 'replicas' }]);
  });

  it.each<[string, readonly Json[], Json]>([
    [
      'serves',
      [
        withCanary({ conditions: READY }, NEXT),
        predictor(4, 4),
        trial('next', 1),
      ],
      { verdict: 'healthy', reason: 'Serving' },
    ],
    [
      'starts',
      [withCanary(waiting, NEXT), predictor(4, 4), trial('next', 0)],
      {
        verdict: 'progressing',
        message: expect.stringMatching(/^The trial version "next" is not/),
      },
    ],
    [
      'is not seen',
      [withCanary(waiting, NEXT), predictor(4, 4)],
      {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          'The trial version "next" is not serving yet; 4 of 4 replicas serve.',
      },
    ],
    [
      'was promoted: its name is that of the predictor',
      [
        inferenceService(NAME, {
          predictor: { name: 'next' },
          status: { conditions: UP },
        }),
        trial('next', 1),
        predictor(4, 0),
      ],
      { verdict: 'healthy', message: '1 of 1 replica serves.' },
    ],
  ])('when it %s', (_why, objects, expected) => {
    expect(judge(objects)).toMatchObject(expected);
  });
});
