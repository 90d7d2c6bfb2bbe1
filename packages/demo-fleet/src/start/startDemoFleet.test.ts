import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualTime } from '../clock/time';
import { runCommand } from '../control/command';
import { eventually } from '../testing/eventually';
import type { GitClone } from '../testing/gitClone';
import { cloneRepository } from '../testing/gitClone';
import type { DemoFleet } from './options';
import { startDemoFleet } from './startDemoFleet';

const START = Date.parse('2026-11-01T08:00:00Z');
const CHAT = 'fleet/chat/support-chat/clusters';

interface App {
  metadata: { name: string };
  spec: { destination: { name?: string } };
  status: {
    sync: { status: string; revision?: string };
    health: { status: string };
    operationState?: {
      phase: string;
      message: string;
      syncResult: { revision: string; resources: { message: string }[] };
    };
    history?: { id: number; revision: string }[];
    conditions?: { type: string; message: string }[];
    summary: { images?: string[] };
  };
}

describe('startDemoFleet', () => {
  let data: string;
  let time: ManualTime;
  let fleet: DemoFleet;
  let clone: GitClone;
  const errors: unknown[] = [];

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'demo-fleet-test-'));
    time = ManualTime.create(START);
    fleet = await startDemoFleet({
      dataDirectory: data,
      time,
      history: false,
      onError: error => errors.push(error),
    });
    clone = await cloneRepository(fleet.gitUrl);
    time.advance(120_000);
  }, 30_000);

  afterEach(async () => {
    await clone.remove();
    await fleet.stop();
    await rm(data, { recursive: true, force: true });
    for (const error of errors.splice(0)) {
      throw error;
    }
  });

  const get = async (name: string, path: string) => {
    const cluster = fleet.clusters.find(item => item.name === name);
    const response = await fetch(`${cluster?.url}${path}`, {
      headers: { Authorization: `Bearer ${cluster?.token}` },
    });
    return { code: response.status, body: await response.json() };
  };

  const application = async (name: string): Promise<App | undefined> => {
    const { code, body } = await get(
      'cloud-eu',
      `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${name}`,
    );
    return code === 200 ? JSON.parse(JSON.stringify(body)) : undefined;
  };

  const appComesTo = (name: string, matches: (app: App) => boolean) =>
    eventually(
      `Application ${name}`,
      async () => {
        const app = await application(name);
        return app?.status !== undefined && matches(app);
      },
      () => time.advance(500),
    );

  const overlay = (cluster: string, product: string, more = '') => `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: chat
resources: [../../base]
labels: [{pairs: {modelfleet.dev/cluster: ${cluster}}}]
patches:
  - target: {kind: InferenceService}
    patch: |-
      - {op: add, path: /spec/predictor/nodeSelector, value: {nvidia.com/gpu.product: ${product}}}
${more}`;

  it('delivers the seed: every service is healthy where Git wants it', async () => {
    const { body } = await get(
      'cloud-eu',
      '/apis/argoproj.io/v1alpha1/applications',
    );
    const apps: App[] = JSON.parse(JSON.stringify(body)).items;
    const head = (await clone.run('rev-parse', 'HEAD')).output.trim();
    expect(
      apps.map(({ metadata, spec, status }) => [
        metadata.name,
        spec.destination.name,
        status.sync.status,
        status.health.status,
        status.operationState?.phase,
      ]),
    ).toEqual([
      [
        'chat-code-assistant-cloud-amd',
        'cloud-amd',
        'Synced',
        'Healthy',
        'Succeeded',
      ],
      [
        'chat-release-notes-cloud-us',
        'cloud-us',
        'Synced',
        'Healthy',
        'Succeeded',
      ],
      [
        'chat-support-chat-cloud-eu',
        'in-cluster',
        'Synced',
        'Healthy',
        'Succeeded',
      ],
      ['fleet-platform', undefined, 'Synced', 'Healthy', 'Succeeded'],
      [
        'vision-defect-inspector-cloud-us',
        'cloud-us',
        'Synced',
        'Healthy',
        'Succeeded',
      ],
      [
        'vision-defect-inspector-edge-plant',
        'edge-plant',
        'Synced',
        'Healthy',
        'Succeeded',
      ],
    ]);
    expect(apps.map(app => app.status.sync.revision)).toEqual(
      apps.map(() => head),
    );
    expect(apps[2]?.status.summary.images).toEqual([
      'kserve/huggingfaceserver:v0.20.0-gpu',
      'kserve/storage-initializer:v0.20.0',
    ]);
  });

  it('follows Git: a folder becomes a rollout, its removal takes it away', async () => {
    const added = await clone.push({
      [`${CHAT}/cloud-us/kustomization.yaml`]: overlay(
        'cloud-us',
        'NVIDIA-A100-SXM4-80GB',
      ),
    });
    await appComesTo(
      'chat-support-chat-cloud-us',
      ({ status }) =>
        status.health.status === 'Healthy' &&
        status.operationState?.syncResult.revision === added,
    );
    // Others moved to the new revision without being synced again.
    expect(await application('chat-support-chat-cloud-eu')).toMatchObject({
      status: {
        sync: { status: 'Synced', revision: added },
        history: [{ id: 0, revision: expect.not.stringContaining(added) }],
      },
    });
    const path =
      '/apis/serving.kserve.io/v1beta1/namespaces/chat/inferenceservices/support-chat';
    expect(await get('cloud-us', path)).toMatchObject({
      code: 200,
      body: {
        metadata: {
          labels: { 'modelfleet.dev/cluster': 'cloud-us' },
          annotations: {
            'argocd.argoproj.io/tracking-id':
              'chat-support-chat-cloud-us:serving.kserve.io/InferenceService:chat/support-chat',
          },
        },
      },
    });
    await clone.push({ [`${CHAT}/cloud-us`]: undefined });
    await eventually(
      'the service has left cloud-us',
      async () =>
        (await application('chat-support-chat-cloud-us')) === undefined &&
        (await get('cloud-us', path)).code === 404,
      () => time.advance(500),
    );
  }, 30_000);

  it.each([
    [
      'what kustomize does not understand',
      overlay('cloud-us', 'NVIDIA-A100-SXM4-80GB', 'namePrefix: x-'),
      'ComparisonError',
      'field "namePrefix" is not understood',
    ],
    [
      'a base that is not there',
      'resources: [../../nothing]',
      'ComparisonError',
      'no such file or directory',
    ],
  ])(
    'says so in the Application: %s',
    async (_, text, type, message) => {
      await clone.push({ [`${CHAT}/cloud-us/kustomization.yaml`]: text });
      await appComesTo('chat-support-chat-cloud-us', ({ status }) =>
        Boolean(status?.conditions),
      );
      expect(await application('chat-support-chat-cloud-us')).toMatchObject({
        status: {
          sync: { status: 'Unknown' },
          conditions: [{ type, message: expect.stringContaining(message) }],
        },
      });
    },
    30_000,
  );

  it("refuses a namespace that is not the tenant's, after its retries", async () => {
    await clone.push({
      [`${CHAT}/cloud-us/kustomization.yaml`]: overlay(
        'cloud-us',
        'NVIDIA-A100-SXM4-80GB',
      ).replace('namespace: chat', 'namespace: vision'),
    });
    await appComesTo(
      'chat-support-chat-cloud-us',
      ({ status }) => status?.operationState?.phase === 'Failed',
    );
    await appComesTo('chat-support-chat-cloud-us', ({ status }) =>
      Boolean(status.conditions),
    );
    expect(await application('chat-support-chat-cloud-us')).toMatchObject({
      status: {
        sync: { status: 'OutOfSync' },
        health: { status: 'Missing' },
        operationState: {
          message: expect.stringContaining(
            "namespace vision is not permitted in project 'chat'",
          ),
          retryCount: 3,
        },
        conditions: [{ type: 'SyncError' }],
      },
    });
  }, 30_000);

  it("refuses a cluster that is not the tenant's", async () => {
    const vision = 'fleet/vision/defect-inspector/clusters/cloud-eu';
    await clone.push({
      [`${vision}/kustomization.yaml`]: 'resources: [../../base]',
    });
    await appComesTo('vision-defect-inspector-cloud-eu', ({ status }) =>
      Boolean(status?.conditions),
    );
    expect(await application('vision-defect-inspector-cloud-eu')).toMatchObject(
      {
        status: {
          sync: { status: 'Unknown' },
          health: { status: 'Unknown' },
          conditions: [
            {
              type: 'InvalidSpecError',
              message: expect.stringContaining(
                'do not match any of the allowed destinations',
              ),
            },
          ],
        },
      },
    );
  }, 30_000);

  it('puts drift right, and goes Unknown when a cluster is away', async () => {
    const url = fleet.clusters[1]?.url;
    const path =
      '/apis/serving.kserve.io/v1beta1/namespaces/vision/inferenceservices/defect-inspector';
    await fetch(`${url}${path}`, {
      method: 'PATCH',
      headers: {
        Authorization: 'Bearer demo-token',
        'Content-Type': 'application/merge-patch+json',
      },
      body: JSON.stringify({ spec: { predictor: { minReplicas: 7 } } }),
    });
    time.advance(10_000);
    expect((await get('cloud-us', path)).body).toMatchObject({
      spec: { predictor: { minReplicas: 1 } },
    });

    await runCommand(['fault', 'cloud-us', 'unreachable'], {
      controlUrl: fleet.controlUrl,
      fetch,
    });
    time.advance(10_000);
    expect(await application('vision-defect-inspector-cloud-us')).toMatchObject(
      {
        status: {
          sync: { status: 'Unknown' },
          conditions: [
            {
              type: 'ComparisonError',
              message: expect.stringContaining('i/o timeout'),
            },
          ],
        },
      },
    );
    await runCommand(['heal'], { controlUrl: fleet.controlUrl, fetch });
    time.advance(10_000);
    expect(await application('vision-defect-inspector-cloud-us')).toMatchObject(
      {
        status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
      },
    );
  });

  it('refuses a push that someone else overtook', async () => {
    const other = await cloneRepository(fleet.gitUrl);
    await other.push({ 'fleet/chat/NOTES.md': 'first\n' });
    await expect(
      clone.push({ 'fleet/chat/NOTES.md': 'second\n' }),
    ).rejects.toThrow('rejected');
    await other.remove();
    const forced = await clone.run('push', '--force', 'origin', 'main');
    expect(forced.code).not.toBe(0);
  }, 30_000);

  it('starts again from the seed', async () => {
    const before = (await clone.run('rev-parse', 'HEAD')).output.trim();
    await clone.push({ 'fleet/chat/NOTES.md': 'gone soon\n' });
    const text = await runCommand(['reset'], {
      controlUrl: fleet.controlUrl,
      fetch,
    });
    expect(text).toContain(before.slice(0, 8));
    time.advance(120_000);
    expect(await application('chat-support-chat-cloud-eu')).toMatchObject({
      status: { sync: { revision: before }, health: { status: 'Healthy' } },
    });
  }, 30_000);

  it('names the port and the way out when a port is taken', async () => {
    const port = Number(new URL(fleet.controlUrl).port);
    await expect(startDemoFleet({ dataDirectory: data, port })).rejects.toThrow(
      new RegExp(`Port ${port} on 127.0.0.1 is taken .*MODELFLEET_DEMO_PORT`),
    );
  });
});
