import { isTrue } from '../resources/conditions';
import type { ServedTestCluster } from '../testing/servedCluster';
import { serveTestCluster } from '../testing/servedCluster';
import { inferenceService } from '../testing/virtualCluster';

const NAMESPACE = 'chat';
const OBJECT = { namespace: NAMESPACE, name: 'bot' };
const CHILD = { namespace: NAMESPACE, name: 'bot-predictor' };
const MINUTE = 60_000;

describe('autoscaling by the queue', () => {
  let served: ServedTestCluster;

  beforeEach(async () => {
    served = await serveTestCluster('cloud-eu');
    const { metadata, spec } = inferenceService('bot');
    served.cluster.inferenceServices.create({
      metadata: {
        ...metadata,
        annotations: { 'serving.kserve.io/autoscalerClass': 'external' },
      },
      spec,
    });
  });

  afterEach(async () => {
    await served.stop();
  });

  const replicas = () => served.cluster.deployments.get(CHILD)?.spec.replicas;
  const scaledObject = () => served.cluster.scaledObjects.get(OBJECT);
  const autoscaler = () =>
    served.cluster.autoscalers.get({
      namespace: NAMESPACE,
      name: 'keda-hpa-bot',
    });

  const behavior = {
    scaleUp: {
      policies: [{ type: 'Pods' as const, value: 2, periodSeconds: 60 }],
    },
    scaleDown: {
      stabilizationWindowSeconds: 60,
      policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 60 }],
    },
  };

  const scale = (spec: object) =>
    served.cluster.scaledObjects.create({
      metadata: OBJECT,
      spec: {
        scaleTargetRef: { name: CHILD.name },
        pollingInterval: 15,
        cooldownPeriod: 120,
        minReplicaCount: 1,
        maxReplicaCount: 4,
        advanced: { horizontalPodAutoscalerConfig: { behavior } },
        triggers: [
          {
            type: 'prometheus',
            name: 'queue',
            metadata: {
              query: 'sum(vllm:num_requests_waiting{namespace="chat"})',
              threshold: '4',
              activationThreshold: '0',
            },
          },
          {
            type: 'prometheus',
            name: 'arrivals',
            metadata: {
              query: 'sum(rate(gateway_requests_total[2m]))',
              threshold: '1000000',
              activationThreshold: '0',
            },
          },
        ],
        ...spec,
      },
    });

  it('leaves the number to the autoscaler, adds replicas in a rush and takes them back', () => {
    scale({});
    served.time.advance(2 * MINUTE);
    expect(replicas()).toBe(1);
    expect(served.cluster.autoscalers.get(CHILD)).toBeUndefined();
    expect(isTrue(scaledObject()?.status?.conditions, 'Ready')).toBe(true);
    expect(isTrue(scaledObject()?.status?.conditions, 'Active')).toBe(true);
    expect(scaledObject()?.status?.hpaName).toBe('keda-hpa-bot');

    served.faults.set({ type: 'rush', workload: 'chat/bot' });
    served.time.advance(10 * MINUTE);
    // Eight times as many as on a Sunday morning are too many for one.
    expect(replicas()).toBe(2);
    expect(autoscaler()?.status).toMatchObject({ currentReplicas: 2 });
    expect(isTrue(autoscaler()?.status?.conditions, 'ScalingActive')).toBe(
      true,
    );

    served.faults.clear();
    served.time.advance(20 * MINUTE);
    expect(replicas()).toBe(1);
    expect(served.cluster.pods.list(NAMESPACE)).toHaveLength(1);
  });

  it('sends it to zero when nobody calls, and wakes it when someone does', () => {
    scale({ idleReplicaCount: 0 });
    served.time.advance(2 * MINUTE);
    served.faults.set({ type: 'no-callers', workload: 'chat/*' });
    served.time.advance(MINUTE);
    expect(replicas()).toBe(1);
    served.time.advance(3 * MINUTE);
    expect(replicas()).toBe(0);
    expect(served.cluster.pods.list(NAMESPACE)).toEqual([]);
    expect(isTrue(scaledObject()?.status?.conditions, 'Active')).toBe(false);
    expect(isTrue(scaledObject()?.status?.conditions, 'Ready')).toBe(true);
    // Nobody but the autoscaler says how many, so it stays there.
    served.cluster.inferenceServices.modify(OBJECT, service => ({
      ...service,
      metadata: { ...service.metadata, labels: { touched: 'yes' } },
    }));
    served.time.advance(MINUTE);
    expect(replicas()).toBe(0);

    served.faults.clear();
    served.time.advance(2 * MINUTE);
    expect(replicas()).toBe(1);
    expect(
      isTrue(
        served.cluster.inferenceServices.get(OBJECT)?.status?.conditions,
        'Ready',
      ),
    ).toBe(true);
  });

  it('scales by the metric that an adapter serves for pods', () => {
    served.cluster.autoscalers.create({
      metadata: OBJECT,
      spec: {
        minReplicas: 2,
        maxReplicas: 3,
        scaleTargetRef: { kind: 'Deployment', name: CHILD.name },
        metrics: [
          {
            type: 'Pods',
            pods: {
              metric: { name: 'vllm_num_requests_waiting' },
              target: { type: 'AverageValue', averageValue: '4' },
            },
          },
        ],
      },
    });
    served.time.advance(MINUTE);
    expect(replicas()).toBe(2);
    served.faults.set({ type: 'rush', workload: 'chat/bot' });
    served.time.advance(10 * MINUTE);
    expect(replicas()).toBe(3);
  });

  it('pauses by annotation, and goes with its ScaledObject', () => {
    scale({});
    served.time.advance(MINUTE);
    served.cluster.scaledObjects.modify(OBJECT, object => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { 'autoscaling.keda.sh/paused': 'true' },
      },
      spec: { ...object.spec, maxReplicaCount: 3 },
    }));
    served.time.advance(MINUTE);
    expect(isTrue(scaledObject()?.status?.conditions, 'Paused')).toBe(true);
    expect(autoscaler()).toBeUndefined();
    served.cluster.scaledObjects.modify(OBJECT, object => ({
      ...object,
      metadata: { ...object.metadata, annotations: {} },
    }));
    served.time.advance(MINUTE);
    expect(autoscaler()).toBeDefined();
    served.cluster.scaledObjects.remove(OBJECT);
    served.time.advance(MINUTE);
    expect(autoscaler()).toBeUndefined();
  });
});
