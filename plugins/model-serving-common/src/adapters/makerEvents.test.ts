import type { EventFinding } from '../diagnosis/findings';
import {
  deployment,
  deploymentStatus,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { podsToDiagnose } from '../diagnosis/podsToDiagnose';
import { assessmentContext } from './context';
import { assessWorkloads } from './registry';
import { custom, NAME } from './reported.fixture';

const QUOTA =
  'pods "assistant-0" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=4, used: requests.nvidia.com/gpu=8, limited: requests.nvidia.com/gpu=8';

const statefulSet = custom(
  'apps/v1',
  'StatefulSet',
)({
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: NAME } },
    template: {
      spec: {
        containers: [{ name: 'engine', image: 'vllm/vllm-openai:v0.11.0' }],
      },
    },
  },
  status: { observedGeneration: 1, replicas: 0 },
});

function event(more: Partial<EventFinding> = {}): EventFinding {
  return {
    type: 'Warning',
    reason: 'FailedCreate',
    message: QUOTA,
    count: 12,
    at: '2026-11-23T11:55:00Z',
    ...more,
  };
}

function judge(
  objects: readonly Json[],
  events: Readonly<Record<string, readonly EventFinding[]>>,
) {
  const cluster = {
    ...staticCluster({ name: 'east', objects }),
    findings: (uid: string) =>
      events[uid] && {
        fetchedAt: NOW,
        logs: [],
        events: events[uid],
        refusals: [],
      },
  };
  const [found] = assessWorkloads(assessmentContext(cluster, new Date(NOW)));
  return found?.workload.judgement;
}

const UID = `StatefulSet-${NAME}`;

describe('events of an object that has no pods', () => {
  it('say that a quota is used up', () => {
    expect(judge([statefulSet], { [UID]: [event()] })).toMatchObject({
      verdict: 'degraded',
      reason: 'QuotaExceeded',
      message:
        '0 of 2 replicas serve: the quota gpus of the namespace chat allows 8 × nvidia.com/gpu, 8 are in use, and a replica needs 4.',
      since: '2026-11-23T11:55:00Z',
      advice: expect.stringContaining('larger quota'),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          source: 'event',
          path: 'FailedCreate',
          text: `${QUOTA} (12 times)`,
          object: expect.objectContaining({ kind: 'StatefulSet' }),
        }),
      ]),
    });
  });

  it('say that a policy refuses it', () => {
    const message = 'admission webhook "policy" denied the request: no root';
    expect(judge([statefulSet], { [UID]: [event({ message })] })).toMatchObject(
      {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        message: expect.stringContaining(message),
      },
    );
  });

  it('are evidence where they do not tell the cause', () => {
    expect(
      judge([statefulSet], { [UID]: [event({ reason: 'Odd', count: 1 })] }),
    ).toMatchObject({
      verdict: 'progressing',
      evidence: [{ source: 'event', path: 'Odd' }, expect.anything()],
    });
  });

  it('are left out when nothing is wrong, and when pods tell more', () => {
    const normal = event({ type: 'Normal' });
    expect(judge([statefulSet], { [UID]: [normal] })?.verdict).toBe(
      'progressing',
    );
    const own = pod('p', { labels: { app: NAME } });
    expect(judge([statefulSet, own], { [UID]: [event()] })?.reason).not.toBe(
      'QuotaExceeded',
    );
  });

  it('are those of the replica sets of a Deployment, too', () => {
    const judgement = judge(
      [
        deployment(NAME, { status: deploymentStatus(1, 0) }),
        replicaSet('rs', { owner: NAME, revision: 1, hash: 'a', replicas: 1 }),
      ],
      { 'replicaset-rs': [event()] },
    );
    expect(judgement).toMatchObject({ reason: 'QuotaExceeded' });
  });
});

describe('what is worth asking for events', () => {
  it('has fewer pods than it wants, and is not new', () => {
    const now = new Date(NOW);
    const ask = (object: Json) =>
      podsToDiagnose(staticCluster({ name: 'east', objects: [object] }), now);
    expect(ask(statefulSet)).toEqual([
      { uid: UID, namespace: 'chat', name: NAME, logs: [], stamp: '0/2' },
    ]);
    expect(
      ask({
        ...statefulSet,
        status: { observedGeneration: 1, replicas: 2, readyReplicas: 0 },
      }),
    ).toEqual([]);
    expect(
      ask({
        ...statefulSet,
        metadata: {
          ...Object(statefulSet.metadata),
          creationTimestamp: '2026-11-23T11:59:50Z',
        },
      }),
    ).toEqual([]);
  });
});
