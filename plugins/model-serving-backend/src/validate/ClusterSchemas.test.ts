import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterAccess } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { ClusterSchemas } from './ClusterSchemas';
import type { SchemaStore, ServedSchema } from './SchemaStore';
import { DEFAULT_VALIDATE_SETTINGS } from './settings';

const DEPLOYMENT = { group: 'apps', version: 'v1', kind: 'Deployment' };
const POD = { group: '', version: 'v1', kind: 'Pod' };
const SCALED = { group: 'keda.sh', version: 'v1alpha1', kind: 'ScaledObject' };

function documentOf(kind: typeof POD, field: string) {
  return {
    openapi: '3.0.0',
    components: {
      schemas: {
        [kind.kind]: {
          type: 'object',
          properties: { [field]: { type: 'string' } },
          'x-kubernetes-group-version-kind': [kind],
        },
      },
    },
  };
}

/** An API server whose answers a test sets, by path. */
function world() {
  const answers = new Map<string, unknown>();
  const asked: string[] = [];
  const kept = new Map<string, ServedSchema>();
  const keyOf = (...parts: string[]) => parts.join(' ');
  const store: SchemaStore = {
    read: async (cluster, kind) => kept.get(keyOf(cluster, kind)),
    write: async (cluster, kind, served) => {
      kept.set(keyOf(cluster, kind), served);
    },
    confirm: async (cluster, kinds, at) => {
      for (const kind of kinds) {
        const known = kept.get(keyOf(cluster, kind));
        if (known) {
          kept.set(keyOf(cluster, kind), { ...known, servedAt: at });
        }
      }
    },
    clean: async () => {},
  };
  const ask = async (path: string) => {
    asked.push(path);
    const answer = answers.get(path);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  const transport: ClusterTransport = {
    get: ask,
    getText: async path => String((await ask(path)) ?? 'ok'),
    watch: () => {
      throw new Error('Schemas are not watched');
    },
    close: async () => {},
  };
  const access: ClusterAccess = {
    list: async () => [
      { name: 'eu', title: 'EU', serverUrl: 'http://x', skipTlsVerify: false },
    ],
    credential: async () => ({ type: 'none' }),
  };
  let now = new Date('2026-01-01T00:00:00Z');
  const index = (hashes: Record<string, string>) =>
    answers.set('/openapi/v3', {
      paths: Object.fromEntries(
        Object.entries(hashes).map(([name, hash]) => [
          name,
          { serverRelativeURL: `/openapi/v3/${name}?hash=${hash}` },
        ]),
      ),
    });
  index({ 'apis/apps/v1': 'A', 'api/v1': 'B' });
  answers.set('/openapi/v3/apis/apps/v1?hash=A', documentOf(DEPLOYMENT, 'one'));
  answers.set('/openapi/v3/api/v1?hash=B', documentOf(POD, 'two'));
  return {
    answers,
    asked,
    index,
    at: (instant: string) => {
      now = new Date(instant);
    },
    /** One replica of the backend; the next one is after a restart. */
    start: () =>
      ClusterSchemas.create({
        access,
        store,
        clock: { now: () => now, sleep: async () => {} },
        logger: mockServices.logger.mock(),
        settings: DEFAULT_VALIDATE_SETTINGS,
        createTransport: () => transport,
      }),
  };
}

const { signal } = new AbortController();
const gone = new ClusterRequestError("Cluster 'eu' did not answer", {
  kind: 'timeout',
});

it('asks for a document once, until it changes', async () => {
  const { start, asked, answers, index } = world();
  const schemas = start();
  const first = await schemas.read('eu', [DEPLOYMENT, POD], { signal });
  expect(first.answerOf(DEPLOYMENT)).toMatchObject({
    status: 'known',
    schema: { root: { properties: { one: {} } } },
  });
  expect(first.servedAt?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  await schemas.read('eu', [DEPLOYMENT, POD], { signal });
  // After a restart too.
  await start().read('eu', [DEPLOYMENT], { signal });
  const documents = () => asked.filter(path => path.includes('hash'));
  expect(documents()).toEqual([
    '/openapi/v3/apis/apps/v1?hash=A',
    '/openapi/v3/api/v1?hash=B',
  ]);

  index({ 'apis/apps/v1': 'A2' });
  answers.set(
    '/openapi/v3/apis/apps/v1?hash=A2',
    documentOf(DEPLOYMENT, 'newer'),
  );
  const later = await schemas.read('eu', [DEPLOYMENT], { signal });
  expect(later.answerOf(DEPLOYMENT)).toMatchObject({
    schema: { root: { properties: { newer: {} } } },
  });
});

it('takes what a cluster said last while it is away, with its age', async () => {
  const { start, answers, at } = world();
  await start().read('eu', [DEPLOYMENT], { signal });
  at('2026-01-02T00:00:00Z');
  answers.set('/openapi/v3', gone);
  const answer = await start().read('eu', [DEPLOYMENT, POD], { signal });
  expect(answer.answerOf(DEPLOYMENT).status).toBe('known');
  expect(answer.answerOf(POD)).toEqual({
    status: 'unknown',
    why: "cluster 'eu' did not answer",
  });
  expect(answer.servedAt?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(answer.away).toBe("cluster 'eu' did not answer");
});

it('does not wait for a cluster that is known to be away', async () => {
  const { start, asked } = world();
  const known = 'the cluster is unreachable';
  const answer = await start().read('eu', [POD], { signal, known });
  expect(answer.answerOf(POD)).toEqual({ status: 'unknown', why: known });
  expect(asked).toEqual([]);
});

it('tells a kind that is not served from one in other versions', async () => {
  const { start, index } = world();
  index({ 'apis/keda.sh/v1': 'K' });
  const answer = await start().read('eu', [SCALED, POD], { signal });
  expect(answer.answerOf(SCALED)).toEqual({
    status: 'absent',
    otherVersions: ['v1'],
  });
  expect(answer.answerOf(POD)).toEqual({ status: 'absent', otherVersions: [] });
});

it('does not believe an API server that is starting', async () => {
  const { start, answers } = world();
  answers.set(
    '/readyz',
    new ClusterRequestError('not ready', { kind: 'server', status: 500 }),
  );
  const answer = await start().read('eu', [SCALED, DEPLOYMENT], { signal });
  expect(answer.answerOf(SCALED)).toMatchObject({
    status: 'unknown',
    why: expect.stringContaining('is starting'),
  });
  expect(answer.answerOf(DEPLOYMENT).status).toBe('known');
});

it.each<[string, unknown, string]>([
  [
    'refuses',
    new ClusterRequestError('forbidden', { kind: 'forbidden', status: 403 }),
    'refuses to show its schemas',
  ],
  [
    'is old',
    new ClusterRequestError('not found', { kind: 'server', status: 404 }),
    'serves no OpenAPI v3',
  ],
  ['answers nonsense', { paths: { x: {} } }, 'is no list of documents'],
])('says why when the cluster %s', async (_, given, why) => {
  const { start, answers } = world();
  answers.set('/openapi/v3', given);
  const answer = await start().read('eu', [POD], { signal });
  expect(answer.answerOf(POD)).toMatchObject({
    status: 'unknown',
    why: expect.stringContaining(why),
  });
});

it('never asks another server than the cluster', async () => {
  const { start, answers, asked } = world();
  answers.set('/openapi/v3', {
    paths: { 'api/v1': { serverRelativeURL: '//evil.example.com/x?hash=1' } },
  });
  await start().read('eu', [POD], { signal });
  expect(asked).toEqual(['/openapi/v3', '/x?hash=1']);
});

it('says that a cluster is not configured', async () => {
  const { start } = world();
  const answer = await start().read('us', [POD], { signal });
  expect(answer.away).toBe('the Kubernetes plugin has no such cluster');
});
