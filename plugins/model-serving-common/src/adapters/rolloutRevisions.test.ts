import {
  deployment,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';
import { assess, NAME } from './reported.fixture';
import { PAUSED, rollout } from './rollout.fixture';

describe('the revisions of a Rollout', () => {
  const sets = (['aaa', 'bbb'] as const).map((hash, index) => {
    const ready = hash === 'aaa' ? 3 : 1;
    const raw = replicaSet(`assistant-${hash}`, {
      owner: NAME,
      revision: index + 1,
      hash,
      replicas: ready,
      ready,
      image: `vllm/vllm-openai:${hash}`,
    });
    const metadata: Json = {
      ...Object(raw.metadata),
      labels: { 'rollouts-pod-template-hash': hash },
      annotations: { 'rollout.argoproj.io/revision': String(index + 1) },
      ownerReferences: [
        {
          kind: 'Rollout',
          name: NAME,
          uid: `Rollout-${NAME}`,
          controller: true,
        },
      ],
    };
    return { ...raw, metadata };
  });
  const WEIGHTS = {
    canary: { weight: 30, podTemplateHash: 'bbb' },
    stable: { weight: 70, podTemplateHash: 'aaa' },
  };

  it.each<[string, Json, 'traffic' | 'replicas', number, number]>([
    ['the plan has them', { status: PAUSED }, 'replicas', 20, 80],
    [
      'the plan is at its second weight',
      { status: { ...PAUSED, currentStepIndex: 2 } },
      'replicas',
      60,
      40,
    ],
    [
      'there is no plan',
      { canary: { steps: [] }, status: PAUSED },
      'replicas',
      25,
      75,
    ],
    [
      'a router measures them',
      {
        canary: { trafficRouting: { nginx: {} } },
        status: { ...PAUSED, canary: { weights: WEIGHTS } },
      },
      'traffic',
      30,
      70,
    ],
    [
      'a router counts to another sum',
      {
        canary: { trafficRouting: { maxTrafficWeight: 1000 } },
        status: { ...PAUSED, canary: { weights: WEIGHTS } },
      },
      'traffic',
      3,
      7,
    ],
    [
      'the router denies them',
      {
        canary: { trafficRouting: { alb: {} } },
        status: {
          ...PAUSED,
          canary: { weights: { ...WEIGHTS, verified: false } },
        },
      },
      'replicas',
      20,
      80,
    ],
    [
      'there is no router, whatever an old status says',
      { status: { ...PAUSED, canary: { weights: WEIGHTS } } },
      'replicas',
      20,
      80,
    ],
    [
      'the former version has all of a blue-green rollout',
      {
        spec: { strategy: { blueGreen: { activeService: 'x' } } },
        status: { ...PAUSED, blueGreen: { activeSelector: 'aaa' } },
      },
      'replicas',
      0,
      100,
    ],
    [
      'it was aborted',
      { status: { ...PAUSED, phase: 'Degraded', abort: true } },
      'replicas',
      25,
      75,
    ],
  ])('have shares when %s', (_name, options, kind, fresh, former) => {
    expect(assess([rollout(options), ...sets])?.revisions).toMatchObject([
      {
        name: 'revision 2',
        image: 'vllm/vllm-openai:bbb',
        current: true,
        ready: 1,
        share: { kind, percent: fresh },
      },
      {
        name: 'revision 1',
        current: false,
        ready: 3,
        share: { kind, percent: former },
      },
    ]);
  });

  it('takes template and selector of the Deployment that it refers to, and speaks for it', () => {
    const raw = rollout({
      spec: {
        template: undefined,
        selector: undefined,
        workloadRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'lent',
        },
      },
    });
    const lent = deployment('lent', {
      replicas: 0,
      gpus: 2,
      args: ['--model', 'Qwen/Qwen3-8B'],
    });
    expect(assessAll([raw, lent])).toMatchObject([
      {
        ref: { kind: 'Rollout' },
        runtime: 'vLLM',
        artifactUri: 'hf://Qwen/Qwen3-8B',
        gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
      },
    ]);
  });

  it('leaves out one that serves no model', () => {
    expect(assessAll([rollout({ spec: { template: {} } })])).toEqual([]);
  });
});
