import { ModelServingClient } from './ModelServingClient';

const VIEW = { version: '7', items: [] };

/** A client of a server that answers once, and what it was asked. */
function clientOf(respond: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  const client = ModelServingClient.create({
    discoveryApi: {
      getBaseUrl: async pluginId =>
        `http://backstage.example.com/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return respond(request);
      },
    },
  });
  return { client, requests };
}

function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

describe('ModelServingClient', () => {
  it('gives the answer and its etag', async () => {
    const { client, requests } = clientOf(() =>
      json(VIEW, { headers: { etag: '"7"' } }),
    );
    await expect(client.getClusters({ token: 'abc' })).resolves.toEqual({
      status: 'changed',
      value: VIEW,
      etag: '"7"',
    });
    expect(requests[0]?.url).toBe(
      'http://backstage.example.com/api/model-serving/clusters',
    );
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer abc');
    expect(requests[0]?.headers.has('if-none-match')).toBe(false);
  });

  it('says when the copy of the caller is still right', async () => {
    const { client, requests } = clientOf(
      () => new Response(null, { status: 304 }),
    );
    await expect(
      client.getEntityRollouts('component:default/assistant', {
        ifNoneMatch: '"7"',
      }),
    ).resolves.toEqual({ status: 'unchanged' });
    expect(requests[0]?.headers.get('if-none-match')).toBe('"7"');
  });

  it.each([
    [
      'component:default/assistant',
      '/entities/component/default/assistant/gpus',
    ],
    ['Model:Llama', '/entities/model/default/Llama/gpus'],
    ['component:default/..%2f..', '/entities/component/default/..%252f../gpus'],
  ])('asks for %s by its parts', async (entityRef, path) => {
    const { client, requests } = clientOf(() => json({ ...VIEW, entityRef }));
    await client.getEntityGpus(entityRef);
    expect(requests[0]?.url).toBe(
      `http://backstage.example.com/api/model-serving${path}`,
    );
  });

  it('asks for the rows of a rollout that are looked for', async () => {
    const { client, requests } = clientOf(() => json(VIEW));
    await client.getEntityRollouts('model:default/llama', {
      verdict: ['degraded', 'missing'],
      text: 'a & b',
      limit: 400,
    });
    expect(requests[0]?.url.split('/model-serving')[1]).toBe(
      '/entities/model/default/llama/rollouts?verdict=degraded&verdict=missing&text=a%20%26%20b&limit=400',
    );
  });

  it('asks for figures of a range, each series by its name', async () => {
    const { client, requests } = clientOf(() => json({ items: [] }));
    await client.getEntityFigures('model:default/llama', {
      range: '24h',
      series: ['ttftP95', 'queued'],
      cluster: 'a&b',
    });
    await client.getGpuActivity({ cluster: 'east' });
    expect(requests.map(({ url }) => url.split('/model-serving')[1])).toEqual([
      '/entities/model/default/llama/figures?range=24h&series=ttftP95&series=queued&cluster=a%26b',
      '/gpu-activity?cluster=east',
    ]);
  });

  it('asks for many entities at once, and for pages of workloads', async () => {
    const { client, requests } = clientOf(() => json(VIEW));
    await client.getOverviews(['model:default/a', 'component:default/b&c']);
    await client.getWorkloads({
      cluster: ['eu', 'us'],
      catalogued: false,
      text: 'a b',
      limit: 10,
    });
    await client.getWorkloads();
    await client.getClusterDoctor('a/b');
    expect(requests.map(({ url }) => url.split('/model-serving')[1])).toEqual([
      '/overviews?entityRef=model%3Adefault%2Fa&entityRef=component%3Adefault%2Fb%26c',
      '/workloads?cluster=eu&cluster=us&catalogued=false&text=a%20b&limit=10',
      '/workloads',
      '/doctor/a%2Fb',
    ]);
  });

  it('sends a change and returns its plan', async () => {
    const plan = { path: 'fleet/chat/assistant' };
    const { client, requests } = clientOf(async request =>
      json({ ...plan, got: await request.clone().json() }),
    );
    const change = { tenant: 'chat', service: 'assistant', clusters: ['east'] };
    await expect(client.planChange(change)).resolves.toEqual({
      ...plan,
      got: change,
    });
    expect(requests[0]?.method).toBe('POST');
  });

  it("throws the server's own words", async () => {
    const { client } = clientOf(() =>
      json(
        {
          error: {
            name: 'NotAllowedError',
            message: 'You may not change chat',
          },
          response: { statusCode: 403 },
        },
        { status: 403, statusText: 'Forbidden' },
      ),
    );
    await expect(client.getTenants()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not change chat' },
    });
  });

  it("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const { client } = clientOf(
      request =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () =>
            reject(request.signal.reason),
          );
          controller.abort(new Error('enough'));
        }),
    );
    await expect(
      client.getClusters({ signal: controller.signal }),
    ).rejects.toThrow('enough');
  });
});
