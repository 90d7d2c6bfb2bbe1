import assert from 'node:assert/strict';
import { ask, type Answer } from '../kubernetes/connection';
import { collectionPath, objectPath } from '../kubernetes/objects';
import { configMap, deployment } from './objects';
import { NOT_SERVED, read, type ContractCase, type ContractSide } from './side';

/** A busy server lets one through now and then. */
async function untilTurnedAway(side: ContractSide): Promise<Answer> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await read(side, '/api/v1/pods?limit=1');
    if (answer.status === 429) return answer;
  }
  throw new Error('The server answered every request');
}

/** What the server says when it does not do what is asked. */
export const refusalCases: readonly ContractCase[] = [
  {
    name: 'refusals: a token that is not known is 401',
    async run({ side }) {
      const answer = await ask(side.endpoint, {
        path: '/api/v1/pods?limit=1',
        token: 'not-a-token',
      });
      assert.equal(answer.status, 401);
      assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
      assert.deepEqual(answer.json(), {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      });
    },
  },
  ...[
    {
      what: 'all of a kind',
      path: '/api/v1/secrets?limit=1',
      message: (user: string) =>
        `secrets is forbidden: User "${user}" cannot list resource "secrets" in API group "" at the cluster scope`,
      details: { kind: 'secrets' },
    },
    {
      what: 'a kind in one namespace',
      path: '/api/v1/namespaces/default/secrets?limit=1',
      message: (user: string) =>
        `secrets is forbidden: User "${user}" cannot list resource "secrets" in API group "" in the namespace "default"`,
      details: { kind: 'secrets' },
    },
    {
      what: 'a watch',
      path: '/api/v1/secrets?watch=true&timeoutSeconds=5',
      message: (user: string) =>
        `secrets is forbidden: User "${user}" cannot watch resource "secrets" in API group "" at the cluster scope`,
      details: { kind: 'secrets' },
    },
    {
      what: 'one object',
      path: '/api/v1/namespaces/default/secrets/one',
      message: (user: string) =>
        `secrets "one" is forbidden: User "${user}" cannot get resource "secrets" in API group "" in the namespace "default"`,
      details: { name: 'one', kind: 'secrets' },
    },
  ].map(
    ({ what, path, message, details }): ContractCase => ({
      name: `refusals: ${what} that one may not read is 403`,
      async run({ side }) {
        const answer = await read(side, path);
        assert.equal(answer.status, 403);
        assert.deepEqual(answer.json(), {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: message(side.readerName),
          reason: 'Forbidden',
          details,
          code: 403,
        });
      },
    }),
  ),
  {
    name: 'refusals: a missing object is 404 and says of which kind',
    async run({ side, namespace }) {
      const answer = await read(
        side,
        objectPath(configMap(namespace, 'nothing')),
      );
      assert.equal(answer.status, 404);
      assert.deepEqual(answer.json(), {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'configmaps "nothing" not found',
        reason: 'NotFound',
        details: { name: 'nothing', kind: 'configmaps' },
        code: 404,
      });
    },
  },
  {
    name: 'refusals: a missing object of a group is 404 and names the group',
    async run({ side, namespace }) {
      const answer = await read(
        side,
        objectPath(deployment(namespace, 'nothing')),
      );
      assert.equal(answer.status, 404);
      assert.partialDeepStrictEqual(answer.json(), {
        message: 'deployments.apps "nothing" not found',
        reason: 'NotFound',
        details: { name: 'nothing', group: 'apps', kind: 'deployments' },
      });
    },
  },
  ...[
    [
      'a custom kind that its served group does not have',
      '/apis/serving.kserve.io/v1beta1/nothings',
    ],
    [
      'a kind whose definition is not installed',
      '/apis/serving.example.com/v1/models',
    ],
    [
      'a version that is not served',
      '/apis/serving.kserve.io/v9/inferenceservices',
    ],
  ].map(
    ([what, path = '']): ContractCase => ({
      name: `refusals: ${what} is 404 in plain text, unlike a missing object`,
      async run({ side }) {
        const answer = await read(side, `${path}?limit=1`);
        assert.equal(answer.status, 404);
        assert.match(answer.headers['content-type'] ?? '', /^text\/plain/);
        assert.equal(answer.text, '404 page not found\n');
      },
    }),
  ),
  ...['/apis/apps/v1/nothings', '/api/v1/nothings'].map(
    (path): ContractCase => ({
      name: `refusals: ${path}, which a built-in group does not have, is 404 as a Status without an object`,
      async run({ side }) {
        const answer = await read(side, `${path}?limit=1`);
        assert.equal(answer.status, 404);
        assert.deepEqual(answer.json(), NOT_SERVED);
      },
    }),
  ),
  {
    name: 'refusals: too many requests are 429 and say when to come back',
    async run({ side }) {
      await side.whileOverloaded(async () => {
        const answer = await untilTurnedAway(side);
        assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
        assert.match(answer.headers['content-type'] ?? '', /^text\/plain/);
        assert.equal(
          answer.text,
          'Too many requests, please try again later.\n',
        );
      });
      assert.equal((await read(side, '/api/v1/pods?limit=1')).status, 200);
    },
  },
  {
    name: 'refusals: creating what exists is 409 AlreadyExists',
    async run({ side, namespace }) {
      const object = configMap(namespace, 'one');
      await side.admin.create(object);
      const answer = await side.admin.call({
        method: 'POST',
        path: collectionPath(object),
        body: JSON.stringify(object),
      });
      assert.equal(answer.status, 409);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        message: 'configmaps "one" already exists',
        reason: 'AlreadyExists',
        details: { name: 'one', kind: 'configmaps' },
        code: 409,
      });
    },
  },
  {
    name: 'refusals: changing an old version is 409 Conflict',
    async run({ side, namespace }) {
      const object = configMap(namespace, 'one');
      const first = await side.admin.create(object);
      await side.admin.change(object, { data: { text: 'two' } });
      const answer = await side.admin.call({
        method: 'PUT',
        path: objectPath(object),
        body: JSON.stringify(first),
      });
      assert.equal(answer.status, 409);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        message:
          'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
        reason: 'Conflict',
        details: { name: 'one', kind: 'configmaps' },
        code: 409,
      });
    },
  },
  {
    name: 'refusals: an object that breaks a rule is 422 and says which field',
    async run({ side, namespace }) {
      const object = configMap(namespace, 'Not_A_Name');
      const answer = await side.admin.call({
        method: 'POST',
        path: collectionPath(object),
        body: JSON.stringify(object),
      });
      assert.equal(answer.status, 422);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        reason: 'Invalid',
        details: {
          name: 'Not_A_Name',
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueInvalid', field: 'metadata.name' }],
        },
        code: 422,
      });
    },
  },
];
