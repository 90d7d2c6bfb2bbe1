import { findCondition } from '../resources/conditions';
import type { VirtualCluster } from '../testing/virtualCluster';
import { inferenceService, virtualCluster } from '../testing/virtualCluster';

const KEY = { namespace: 'chat', name: 'bot' };
const CHILD = { namespace: 'chat', name: 'bot-predictor' };

function status({ cluster }: VirtualCluster) {
  return cluster.inferenceServices.get(KEY)?.status;
}

function ready(virtual: VirtualCluster) {
  return findCondition(status(virtual)?.conditions, 'Ready');
}

function pods({ cluster }: VirtualCluster) {
  return cluster.pods.list('chat');
}

describe('KServe in Standard mode', () => {
  it('takes a model from pending through download and load to ready', () => {
    const virtual = virtualCluster('cloud-eu');
    const { cluster, time } = virtual;
    cluster.inferenceServices.create(inferenceService('bot', { replicas: 2 }));
    const seen: string[] = [];
    for (let step = 0; step < 120; step += 1) {
      time.advance(250);
      const [pod] = pods(virtual);
      const now = [
        status(virtual)?.modelStatus?.states?.targetModelState,
        pod?.status?.initContainerStatuses?.[0]?.state.running && 'download',
        pod?.status?.containerStatuses?.[0]?.state.running && 'server',
        ready(virtual)?.status,
      ]
        .filter(Boolean)
        .join(' ');
      if (seen.at(-1) !== now) {
        seen.push(now);
      }
    }
    expect(seen).toEqual([
      'Pending False',
      'Loading download False',
      'Pending False',
      'Pending server False',
      'Loaded server True',
    ]);
    expect(status(virtual)).toMatchObject({
      url: 'http://bot-chat.cloud-eu.models.example.com',
      deploymentMode: 'Standard',
      clusterServingRuntimeName: 'kserve-huggingfaceserver',
      modelStatus: {
        transitionStatus: 'UpToDate',
        states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
        copies: { failedCopies: 0, totalCopies: 2 },
      },
    });
    expect(pods(virtual)[0]?.metadata.labels).toMatchObject({
      'serving.kserve.io/inferenceservice': 'bot',
      component: 'predictor',
    });
    expect(virtual.errors).toEqual([]);
  });

  it('leaves what does not fit pending, with a status that says so', () => {
    const virtual = virtualCluster('edge-plant');
    const { cluster, time } = virtual;
    cluster.inferenceServices.create(inferenceService('bot', { gpus: 2 }));
    time.advance(60_000);
    expect(
      findCondition(pods(virtual)[0]?.status?.conditions, 'PodScheduled'),
    ).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: expect.stringContaining('3 Insufficient nvidia.com/gpu'),
    });
    expect(
      findCondition(status(virtual)?.conditions, 'PredictorReady'),
    ).toMatchObject({ status: 'False', reason: 'MinimumReplicasUnavailable' });
    time.advance(600_000);
    expect(
      findCondition(
        cluster.deployments.get(CHILD)?.status?.conditions,
        'Progressing',
      ),
    ).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
  });

  it.each([
    [
      'weights larger than the GPU',
      { uri: 'hf://meta-llama/Llama-3.3-70B-Instruct' },
      'torch.OutOfMemoryError: CUDA out of memory',
    ],
    [
      'a context that leaves no room',
      { args: ['--max-model-len=131072'] },
      'KV cache is needed, which is larger than the available KV cache memory',
    ],
  ])('crashes on an L4 with %s', (_, options, line) => {
    const virtual = virtualCluster('edge-plant');
    const { cluster, kubelets, time } = virtual;
    cluster.inferenceServices.create(inferenceService('bot', options));
    const crashed = () =>
      pods(virtual)[0]?.status?.containerStatuses?.[0]?.state.waiting
        ?.reason === 'CrashLoopBackOff';
    for (let step = 0; step < 2_000 && !crashed(); step += 1) {
      time.advance(500);
    }
    const [pod] = pods(virtual);
    expect(crashed()).toBe(true);
    expect(
      pod && kubelets.logs(pod, 'kserve-container', true)?.join('\n'),
    ).toContain(line);
    expect(status(virtual)?.modelStatus).toMatchObject({
      transitionStatus: 'BlockedByFailedLoad',
      lastFailureInfo: { reason: 'ModelLoadFailed', exitCode: 1 },
    });
  });

  it('rolls a change out without losing availability, as a new revision', () => {
    const virtual = virtualCluster('cloud-eu');
    const { cluster, time } = virtual;
    cluster.inferenceServices.create(inferenceService('bot', { replicas: 4 }));
    time.advance(60_000);
    cluster.inferenceServices.modify(KEY, current => ({
      ...current,
      spec: inferenceService('bot', {
        replicas: 4,
        args: ['--max-model-len=8192'],
      }).spec,
    }));
    let least = 4;
    for (let step = 0; step < 400; step += 1) {
      time.advance(250);
      const available = cluster.deployments.get(CHILD)?.status;
      least = Math.min(least, available?.availableReplicas ?? 0);
    }
    // A quarter may be away at once.
    expect(least).toBe(3);
    expect(cluster.deployments.get(CHILD)?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '2',
    });
    expect(pods(virtual).map(pod => pod.spec.containers[0]?.args?.[1])).toEqual(
      Array.from({ length: 4 }, () => '--max-model-len=8192'),
    );
    expect(ready(virtual)?.status).toBe('True');
  });

  it('says when no runtime takes the model', () => {
    const virtual = virtualCluster('cloud-eu');
    virtual.cluster.inferenceServices.create(
      inferenceService('bot', { format: 'cobol' }),
    );
    virtual.time.advance(1_000);
    expect(status(virtual)?.modelStatus).toMatchObject({
      transitionStatus: 'InvalidSpec',
      lastFailureInfo: { reason: 'NoSupportingRuntime' },
    });
    expect(pods(virtual)).toEqual([]);
  });

  it('stops by annotation and takes everything along when deleted', () => {
    const virtual = virtualCluster('cloud-eu');
    const { cluster, time } = virtual;
    cluster.inferenceServices.create(inferenceService('bot'));
    time.advance(60_000);
    cluster.inferenceServices.modify(KEY, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { 'serving.kserve.io/stop': 'true' },
      },
    }));
    time.advance(10_000);
    expect(pods(virtual)).toEqual([]);
    expect(findCondition(status(virtual)?.conditions, 'Stopped')?.status).toBe(
      'True',
    );
    cluster.inferenceServices.modify(KEY, current => ({
      ...current,
      metadata: { ...current.metadata, annotations: {} },
    }));
    time.advance(60_000);
    expect(ready(virtual)?.status).toBe('True');
    cluster.inferenceServices.remove(KEY);
    time.advance(10_000);
    expect(pods(virtual)).toEqual([]);
    expect(cluster.deployments.list('chat')).toEqual([]);
    expect(cluster.replicaSets.list('chat')).toEqual([]);
    expect(cluster.services.list('chat')).toEqual([]);
  });
});
