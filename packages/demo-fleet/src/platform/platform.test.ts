import { findCondition, isTrue } from '../resources/conditions';
import type { ServedTestCluster } from '../testing/servedCluster';
import { serveTestCluster } from '../testing/servedCluster';
import { inferenceService } from '../testing/virtualCluster';

const NAMESPACE = 'chat';
const BOT = { namespace: NAMESPACE, name: 'bot' };

describe('what the platform offers to services', () => {
  let served: ServedTestCluster;

  beforeEach(async () => {
    served = await serveTestCluster('cloud-us');
  });

  afterEach(async () => {
    await served.stop();
  });

  describe('routes', () => {
    const route = (change: object = {}) =>
      served.cluster.httpRoutes.create({
        metadata: BOT,
        spec: {
          parentRefs: [
            { name: 'models', namespace: 'gateways', sectionName: 'https' },
          ],
          hostnames: ['bot.chat.cloud-us.models.example.com'],
          rules: [{ backendRefs: [{ name: 'bot-predictor', port: 80 }] }],
          ...change,
        },
      });
    const parents = () =>
      served.cluster.httpRoutes.get(BOT)?.status?.parents ?? [];
    const says = (type: string) =>
      findCondition(parents()[0]?.conditions, type);

    it('are accepted, and led to a Service once it is there', () => {
      route();
      served.time.advance(1_000);
      expect(isTrue(parents()[0]?.conditions, 'Accepted')).toBe(true);
      expect(says('ResolvedRefs')).toMatchObject({
        status: 'False',
        reason: 'BackendNotFound',
      });
      served.cluster.inferenceServices.create(inferenceService('bot'));
      served.time.advance(1_000);
      expect(says('ResolvedRefs')).toMatchObject({
        status: 'True',
        observedGeneration: 1,
      });
      expect(
        served.cluster.gateways.get({ namespace: 'gateways', name: 'models' })
          ?.status,
      ).toMatchObject({
        conditions: [
          { type: 'Accepted', status: 'True' },
          { type: 'Programmed', status: 'True' },
        ],
        listeners: [{ name: 'https', attachedRoutes: 1 }],
      });
    });

    it.each([
      [
        'a host of others',
        { hostnames: ['bot.example.org'] },
        'NoMatchingListenerHostname',
      ],
      [
        'a listener that is not there',
        {
          parentRefs: [
            { name: 'models', namespace: 'gateways', sectionName: 'http' },
          ],
        },
        'NoMatchingParent',
      ],
    ])('are refused with %s', (_, change, reason) => {
      route(change);
      served.time.advance(1_000);
      expect(says('Accepted')).toMatchObject({ status: 'False', reason });
    });

    it('get no answer from a gateway that is not there', () => {
      route({ parentRefs: [{ name: 'others' }] });
      served.time.advance(1_000);
      expect(parents()).toEqual([]);
    });

    it('are refused while the fault is on', () => {
      route();
      served.time.advance(1_000);
      served.faults.set({ type: 'route-not-accepted', workload: 'chat/bot' });
      served.time.advance(1_000);
      expect(says('Accepted')).toMatchObject({
        status: 'False',
        reason: 'NotAllowedByListeners',
      });
      served.faults.clear();
      served.time.advance(1_000);
      expect(says('Accepted')?.status).toBe('True');
    });
  });

  describe('tokens', () => {
    const secret = (store = 'vault') =>
      served.cluster.externalSecrets.create({
        metadata: {
          ...BOT,
          name: 'bot-hub-token',
          labels: { 'app.kubernetes.io/name': 'bot' },
        },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: store },
          target: { name: 'bot-hub-token' },
          data: [
            { secretKey: 'HF_TOKEN', remoteRef: { key: 'tenants/chat/hub' } },
          ],
        },
      });
    const ready = () =>
      findCondition(
        served.cluster.externalSecrets.list(NAMESPACE)[0]?.status?.conditions,
        'Ready',
      );

    it('are fetched from the store', () => {
      secret();
      served.time.advance(1_000);
      expect(ready()).toMatchObject({ status: 'True', reason: 'SecretSynced' });
      expect(
        served.cluster.externalSecrets.list(NAMESPACE)[0]?.status,
      ).toMatchObject({ binding: { name: 'bot-hub-token' } });
    });

    it('are not fetched from a store that is not there', () => {
      secret('safe');
      served.time.advance(1_000);
      expect(ready()).toMatchObject({
        status: 'False',
        reason: 'SecretSyncedError',
        message: expect.stringContaining('"safe" not found'),
      });
    });

    it('keep a gated model from being downloaded until they are there', () => {
      const { cluster, faults, time } = served;
      faults.set({ type: 'secret-not-synced', workload: 'chat/bot' });
      secret();
      cluster.serviceAccounts.create({
        metadata: BOT,
        secrets: [{ name: 'bot-hub-token' }],
      });
      const { metadata, spec } = inferenceService('bot');
      cluster.inferenceServices.create({
        metadata,
        spec: { predictor: { ...spec.predictor, serviceAccountName: 'bot' } },
      });
      time.advance(30_000);
      expect(ready()?.message).toContain('tenants/chat/hub');
      const [download] =
        cluster.pods.list(NAMESPACE)[0]?.status?.initContainerStatuses ?? [];
      expect(
        download?.lastState.terminated ?? download?.state.terminated,
      ).toMatchObject({ exitCode: 1 });
      faults.clear();
      time.advance(180_000);
      expect(
        isTrue(cluster.inferenceServices.get(BOT)?.status?.conditions, 'Ready'),
      ).toBe(true);
    });
  });

  describe('quotas', () => {
    const quota = () =>
      served.cluster.resourceQuotas.get({ namespace: NAMESPACE, name: 'gpus' });
    const condition = () =>
      findCondition(
        served.cluster.deployments.get({
          namespace: NAMESPACE,
          name: 'bot-predictor',
        })?.status?.conditions,
        'ReplicaFailure',
      );
    const GPUS = 'requests.nvidia.com/gpu';

    it('count what is used, and refuse what is too much in the words of the API server', () => {
      const { cluster, time } = served;
      expect(quota()?.status).toEqual({
        hard: { [GPUS]: '8' },
        used: { [GPUS]: '0' },
      });
      cluster.inferenceServices.create(
        inferenceService('bot', { gpus: 3, replicas: 3 }),
      );
      time.advance(60_000);
      expect(quota()?.status?.used).toEqual({ [GPUS]: '6' });
      expect(cluster.pods.list(NAMESPACE)).toHaveLength(2);
      expect(condition()).toMatchObject({
        status: 'True',
        reason: 'FailedCreate',
        message: expect.stringMatching(
          /^pods "bot-predictor-.*" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com\/gpu=3, used: requests.nvidia.com\/gpu=6, limited: requests.nvidia.com\/gpu=8$/,
        ),
      });
      // A larger quota lets the last one in.
      cluster.resourceQuotas.modify(
        { namespace: NAMESPACE, name: 'gpus' },
        current => ({ ...current, spec: { hard: { [GPUS]: '9' } } }),
      );
      time.advance(60_000);
      expect(cluster.pods.list(NAMESPACE)).toHaveLength(3);
      expect(condition()).toBeUndefined();
      expect(quota()?.status?.used).toEqual({ [GPUS]: '9' });
    });

    it('have nothing left while the fault is on', () => {
      const { cluster, faults, time } = served;
      faults.set({ type: 'quota-exhausted' });
      time.advance(1_000);
      expect(quota()?.status?.used).toEqual({ [GPUS]: '8' });
      cluster.inferenceServices.create(inferenceService('bot'));
      time.advance(30_000);
      expect(cluster.pods.list(NAMESPACE)).toEqual([]);
      expect(condition()?.message).toContain('used: requests.nvidia.com/gpu=8');
      faults.clear();
      time.advance(60_000);
      expect(cluster.pods.list(NAMESPACE)).toHaveLength(1);
    });
  });
});
