import { deleteObject } from '../cluster/deletion';
import type { ServedTestCluster } from '../testing/servedCluster';
import { serveTestCluster } from '../testing/servedCluster';
import { eventually } from '../testing/eventually';
import { inferenceService } from '../testing/virtualCluster';
import type { Fault } from './fault';

const NODES = '/api/v1/nodes';

describe('faults', () => {
  let served: ServedTestCluster;

  beforeEach(async () => {
    served = await serveTestCluster('cloud-us');
  });

  afterEach(async () => {
    await served.stop();
  });

  const healthy = async () => (await served.request(NODES)).status === 200;

  it.each<[Fault, number, string, string | null]>([
    [{ type: 'unauthorized' }, 401, 'Unauthorized', null],
    [
      { type: 'forbidden', resource: 'nodes' },
      403,
      'cannot list resource',
      null,
    ],
    [
      { type: 'throttled', retryAfterSeconds: 7 },
      429,
      'Too many requests',
      '7',
    ],
  ])(
    '%j answers for the cluster, until it heals',
    async (fault, code, text, retryAfter) => {
      served.faults.set({ ...fault, durationSeconds: 10 });
      const response = await served.request(NODES);
      expect(response.status).toBe(code);
      expect(response.headers.get('retry-after')).toBe(retryAfter);
      expect(await response.text()).toContain(text);
      served.time.advance(10_000);
      expect(await healthy()).toBe(true);
    },
  );

  it('leaves the other resources alone when one is forbidden', async () => {
    served.faults.set({ type: 'forbidden', resource: 'deployments.apps' });
    expect((await served.request('/apis/apps/v1/deployments')).status).toBe(
      403,
    );
    expect(await healthy()).toBe(true);
  });

  it('never answers while unreachable, freezes watches and breaks them after', async () => {
    const watch = await served.watch(`${NODES}?watch=true`);
    for (const _ of served.cluster.nodes.list()) {
      expect((await watch.next())?.type).toBe('ADDED');
    }
    served.faults.set({ type: 'unreachable' });
    const hanging = served.request(NODES).then(
      () => 'answered',
      () => 'broken',
    );
    served.cluster.nodes.modify({ name: 'gpu-a100-1' }, node => ({
      ...node,
      spec: { unschedulable: true },
    }));
    served.time.advance(120_000);
    // The request is on its way before the fault heals.
    await eventually('hanging', () => served.api.stranded === 1);
    served.faults.clear('unreachable');
    expect(await hanging).toBe('broken');
    expect(await watch.next()).toBeUndefined();
    expect(await healthy()).toBe(true);
  });

  it('refuses connections and takes them again at the same port', async () => {
    const { url } = served.api;
    served.faults.set({ type: 'refused' });
    await eventually(
      'refused',
      async () => !(await healthy().catch(() => false)),
    );
    served.faults.clear();
    await eventually('healthy', () => healthy().catch(() => false));
    expect(served.api.url).toBe(url);
  });

  it('answers late when slow', async () => {
    served.faults.set({ type: 'slow', delayMs: 3_000 });
    let answered = false;
    const response = served.request(NODES).then(found => {
      answered = true;
      return found;
    });
    await eventually('delayed', () => served.api.delayed === 1);
    served.time.advance(2_999);
    expect(answered).toBe(false);
    served.time.advance(1);
    expect((await response).status).toBe(200);
  });

  it('has no metrics or late ones, and everything else as ever', async () => {
    const exporter = served.cluster.pods
      .list('gpu-operator')
      .find(({ metadata }) => metadata.labels?.app === 'dcgm-exporter');
    const path = `/api/v1/namespaces/gpu-operator/pods/${exporter?.metadata.name}:9400/proxy/metrics`;
    expect((await served.request(path)).status).toBe(200);
    served.faults.set({ type: 'no-metrics' });
    expect((await served.request(path)).status).toBe(503);
    expect(await healthy()).toBe(true);
    served.faults.clear();
    served.faults.set({ type: 'slow-metrics', delayMs: 5_000 });
    const late = served.request(path);
    await eventually('delayed', () => served.api.delayed === 1);
    expect(await healthy()).toBe(true);
    served.time.advance(5_000);
    expect((await late).status).toBe(200);
  });

  it('breaks watches again and again, and new ones are admitted', async () => {
    const first = await served.watch(
      `${NODES}?watch=true&resourceVersion=${served.cluster.log.version}`,
    );
    served.faults.set({ type: 'watch-dropped' });
    expect(await first.next()).toBeUndefined();
    const second = await served.watch(
      `${NODES}?watch=true&resourceVersion=${served.cluster.log.version}`,
    );
    served.time.advance(4_000);
    expect(await second.next()).toBeUndefined();
  });

  it('forgets its history, and can say so as HTTP 410', async () => {
    const from = served.cluster.log.version;
    served.faults.set({ type: 'compacted', answer: 'http' });
    const response = await served.request(
      `${NODES}?watch=true&resourceVersion=${from}`,
    );
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ reason: 'Expired' });
  });

  it('breaks off its answers when malformed', async () => {
    served.faults.set({ type: 'malformed' });
    await expect(served.json(NODES)).rejects.toThrow('JSON');
  });

  it('keeps an image from being pulled, and recovers', async () => {
    const { cluster, faults, time } = served;
    faults.set({ type: 'image-pull', workload: 'chat/b*' });
    cluster.inferenceServices.create(inferenceService('bot'));
    const reasons = new Set<string | undefined>();
    for (let step = 0; step < 120; step += 1) {
      time.advance(250);
      reasons.add(state()?.waiting?.reason);
    }
    expect(reasons).toEqual(
      new Set([
        undefined,
        'PodInitializing',
        'ErrImagePull',
        'ImagePullBackOff',
      ]),
    );
    faults.clear('image-pull');
    time.advance(120_000);
    expect(state()?.running).toBeDefined();
  });

  it('lets a running model run out of GPU memory, and recovers', async () => {
    const { cluster, faults, kubelets, time } = served;
    cluster.inferenceServices.create(inferenceService('bot'));
    time.advance(60_000);
    expect(state()?.running).toBeDefined();
    faults.set({ type: 'gpu-oom', workload: 'chat/bot' });
    time.advance(1_000);
    expect(state()?.waiting?.reason).toBe('CrashLoopBackOff');
    const [pod] = cluster.pods.list('chat');
    expect(
      pod && kubelets.logs(pod, 'kserve-container', true)?.at(-1),
    ).toContain('torch.OutOfMemoryError: CUDA out of memory');
    faults.clear();
    time.advance(60_000);
    expect(state()?.running).toBeDefined();
    expect(
      pod && cluster.pods.get(pod.metadata)?.status?.containerStatuses?.[0],
    ).toMatchObject({ ready: true, restartCount: 1 });
  });

  it('shows a lost image in pods that already run', async () => {
    const { cluster, faults, time } = served;
    cluster.inferenceServices.create(inferenceService('bot'));
    time.advance(60_000);
    faults.set({ type: 'image-pull', workload: '*/bot' });
    time.advance(20_000);
    expect(state()?.waiting?.reason).toMatch(/ErrImagePull|ImagePullBackOff/);
    deleteObject(cluster, cluster.inferenceServices, {
      namespace: 'chat',
      name: 'bot',
    });
    time.advance(10_000);
    expect(cluster.pods.list('chat')).toEqual([]);
  });

  function state() {
    return served.cluster.pods.list('chat')[0]?.status?.containerStatuses?.[0]
      ?.state;
  }
});
