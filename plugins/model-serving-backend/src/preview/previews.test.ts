import type { ServiceFiles } from '@modelfleet/backstage-plugin-model-serving-common';
import { start, stopAll, DENY } from '../__testUtils__/backend';
import { previewFiles } from './previewFiles';

jest.setTimeout(60_000);
afterEach(stopAll);

const files = [
  {
    path: 'clusters/eu/kustomization.yaml',
    content: 'resources: [../../base]\nnamespace: chat\n',
  },
  {
    path: 'base/kustomization.yaml',
    content: 'resources: [service.yaml]\n',
  },
  {
    path: 'base/service.yaml',
    content: 'apiVersion: v1\nkind: Service\nmetadata: {name: Bad_Name}\n',
  },
];
const request = { tenant: 'chat', service: 'bot', clusters: ['eu'], files };
const input = {
  tenant: 'chat',
  service: 'bot',
  model: 'model:default/none',
  placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1 }],
};

describe('validations', () => {
  it('say what is wrong, and what could not be checked and why', async () => {
    const { post } = await start();
    const { status, body } = await post('/validations', request);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: false,
      clusters: [
        {
          cluster: { name: 'eu' },
          status: 'ownSchemas',
          objects: 1,
          checked: 0,
          notes: [
            expect.stringMatching(
              /^1 of 1 objects were checked against Modelfleet's own schemas \(Kubernetes 1\.36\) and not against those of the cluster: the Kubernetes plugin has no such cluster\./,
            ),
          ],
          problems: [
            {
              severity: 'error',
              file: 'base/service.yaml',
              object: { apiVersion: 'v1', kind: 'Service', name: 'Bad_Name' },
              path: 'metadata.name',
            },
          ],
        },
      ],
    });
  });

  it.each<[string, object, number, string]>([
    ['of another team', { tenant: 'vision' }, 403, 'not a member'],
    ['in other clusters', { clusters: ['mars'] }, 400, "no cluster 'mars'"],
    ['in other namespaces', { namespace: 'x' }, 400, "no namespace 'x'"],
    ['without files', { files: [] }, 400, 'files'],
    ['with other fields', { more: 1 }, 400, 'additional properties'],
  ])('are refused for services %s', async (_, change, status, words) => {
    const { post } = await start();
    const response = await post('/validations', { ...request, ...change });
    expect(response.body.error?.message).toContain(words);
    expect(response.status).toBe(status);
  });
});

describe('previews', () => {
  it('are refused to those who may not make the change', async () => {
    const { post } = await start({
      policy: { 'model-serving.service.change': DENY },
    });
    const response = await post('/previews', input);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('service.change');
  });

  it.each<[object, number, string]>([
    [{}, 404, 'The catalog has no model:default/none that you may see'],
    [
      { model: 'component:default/support-chat' },
      400,
      'is a Component of backstage.io/v1alpha1, not a Model',
    ],
    [{ service: 'inspector' }, 409, "The name 'inspector' is taken"],
    [{ placements: [] }, 400, 'placements'],
  ])('say what is wrong with %j', async (change, status, words) => {
    const { post } = await start();
    const response = await post('/previews', { ...input, ...change });
    expect(response.body.error?.message).toContain(words);
    expect(response.status).toBe(status);
  });
});

describe('rooms', () => {
  const asked = {
    tenant: 'chat',
    service: 'bot',
    placements: [
      { cluster: 'eu', replicas: 1, gpusPerReplica: 1 },
      { cluster: 'mars', replicas: 1, gpusPerReplica: 1 },
    ],
  };

  it('are told for each cluster, and why not for others', async () => {
    const { post } = await start();
    const { status, body } = await post('/rooms', asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        {
          cluster: 'eu',
          namespace: 'chat',
          verdict: 'unknown',
          limits: [],
          replacement: {
            value: 'startFirst',
            waits: false,
            message: expect.stringContaining('is not known'),
          },
        },
        {
          cluster: 'mars',
          verdict: 'unknown',
          message: expect.stringContaining("no cluster 'mars'"),
        },
      ],
    });
    expect(body.items[0].message).toContain('has not shown them yet');
  });

  it('say how a new version takes over as somebody chose', async () => {
    const { post } = await start();
    const { body } = await post('/rooms', {
      ...asked,
      replacement: 'stopFirst',
    });
    expect(body.items[0].replacement).toEqual({
      value: 'stopFirst',
      waits: false,
      message: expect.stringContaining('With one replica nobody is answered'),
    });
  });

  it.each<[string, object, number, string]>([
    ['of another team', { tenant: 'vision' }, 403, 'not a member'],
    ['in other namespaces', { namespace: 'x' }, 400, "no namespace 'x'"],
    ['with other fields', { more: 1 }, 400, 'additional properties'],
    ['with another choice', { replacement: 'x' }, 400, 'replacement'],
    ['for nothing', { placements: [] }, 400, 'placements'],
  ])('are refused %s', async (_, change, status, words) => {
    const { post } = await start();
    const response = await post('/rooms', { ...asked, ...change });
    expect(response.body.error?.message).toContain(words);
    expect(response.status).toBe(status);
  });
});

it('refuses hostile values in every field, by the name of the field', async () => {
  const { post } = await start();
  const text = '${{ x }}\n---\nkind: Secret';
  const placed = (change: object) => ({
    placements: [{ ...input.placements[0], ...change }],
  });
  const hostile: [change: object, words: RegExp, status?: number][] = [
    [{ service: '../x' }, /service/i],
    [{ service: text }, /service/i],
    [{ service: 'x'.repeat(100_000) }, /service/i],
    [{ service: 1 }, /service/i],
    [{ tenant: '__proto__' }, /tenant/i],
    [{ tenant: ['chat'] }, /tenant/i],
    [{ namespace: text }, /namespace/i],
    [{ repository: '__proto__' }, /repository/i],
    // No such Model: what is asked of the catalog is text.
    [{ model: '../../x' }, /catalog has no model:/, 404],
    [{ model: null }, /model/i],
    [{ contextLength: '8192' }, /contextLength/],
    [{ contextLength: -1 }, /contextLength/],
    [{ contextLength: 1.5 }, /contextLength/],
    [placed({ cluster: text }), /cluster/i],
    [placed({ cluster: '__proto__' }), /cluster/i],
    [placed({ replicas: '2' }), /replicas/],
    [placed({ replicas: -1 }), /replicas/],
    [placed({ gpusPerReplica: 0.5 }), /gpusPerReplica/],
    [placed({ gpusPerReplica: null }), /gpusPerReplica/],
    [placed({ more: true }), /additional properties/],
    [
      JSON.parse('{"__proto__": {"tenant": "vision"}}'),
      /additional properties/,
    ],
  ];
  for (const [change, words, refusal = 400] of hostile) {
    const { status, body } = await post('/previews', { ...input, ...change });
    const asked = JSON.stringify(change).slice(0, 80);
    expect([asked, status, body.error?.message]).toEqual([
      asked,
      refusal,
      expect.stringMatching(words),
    ]);
    expect(body.error.message.length).toBeLessThan(2000);
  }
});

describe('services', () => {
  it.each([
    ['/services/vision/inspector', 403, 'not a member'],
    ['/services/mars/bot', 400, "no tenant 'mars'"],
    ['/services/chat/inspector', 409, "The name 'inspector' is taken"],
    ['/services/chat/..%2Fbot', 400, 'Service name'],
    ['/services/chat/bot?repository=x', 400, "no repository 'x'"],
    ['/services/chat/bot?branch=x', 400, 'branch'],
  ])('are refused at %s', async (path, status, words) => {
    const { get } = await start();
    const response = await get(path);
    expect(response.body.error?.message).toContain(words);
    expect(response.status).toBe(status);
  });
});

it('tells what becomes of each file', () => {
  const before: ServiceFiles = new Map([
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ]);
  const after: ServiceFiles = new Map([
    ['a', '1'],
    ['b', '2'],
    ['d', '1'],
  ]);
  expect(previewFiles('x', before, { files: after })).toEqual([
    { path: 'x/a', status: 'same', before: '1', after: '1' },
    { path: 'x/b', status: 'changed', before: '1', after: '2' },
    { path: 'x/c', status: 'removed', before: '1' },
    { path: 'x/d', status: 'added', after: '1' },
  ]);
});
