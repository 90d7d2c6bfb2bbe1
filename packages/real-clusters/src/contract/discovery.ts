import assert from 'node:assert/strict';
import { z } from 'zod';
import { NOT_SERVED, read, readJson, type ContractCase } from './side';

const openapiIndexSchema = z.object({
  paths: z.record(z.string(), z.object({ serverRelativeURL: z.string() })),
});

const openapiDocumentSchema = z.looseObject({
  openapi: z.string(),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});

const groupSchema = z.object({
  name: z.string(),
  versions: z.array(
    z.object({ groupVersion: z.string(), version: z.string() }),
  ),
  preferredVersion: z.object({ groupVersion: z.string(), version: z.string() }),
});

/** What is served, and what its schemas are. */
export const discoveryCases: readonly ContractCase[] = [
  {
    name: 'discovery: /version says which Kubernetes it is',
    async run({ side }) {
      const version = z
        .looseObject({
          major: z.string(),
          minor: z.string(),
          gitVersion: z.string().regex(/^v1\.\d+\.\d+/),
          platform: z.string(),
        })
        .parse(await readJson(side, '/version'));
      assert.ok(version.gitVersion.startsWith(`v${version.major}.`));
    },
  },
  {
    name: 'discovery: /api names the version of the core group',
    async run({ side }) {
      assert.partialDeepStrictEqual(await readJson(side, '/api'), {
        kind: 'APIVersions',
        versions: ['v1'],
      });
    },
  },
  {
    name: 'discovery: /apis lists groups with their versions, the preferred one marked',
    async run({ side }) {
      const { kind, apiVersion, groups } = z
        .object({
          kind: z.string(),
          apiVersion: z.string(),
          groups: z.array(groupSchema),
        })
        .parse(await readJson(side, '/apis'));
      assert.deepEqual([kind, apiVersion], ['APIGroupList', 'v1']);
      assert.deepEqual(
        groups.find(group => group.name === 'apps'),
        {
          name: 'apps',
          versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
          preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
        },
      );
      assert.ok(groups.some(group => group.name === 'serving.kserve.io'));
      assert.ok(groups.every(group => group.name !== ''));
    },
  },
  {
    name: 'discovery: /apis/<group> of a custom kind has its versions',
    async run({ side }) {
      const group = await readJson(side, '/apis/serving.kserve.io');
      assert.partialDeepStrictEqual(group, {
        kind: 'APIGroup',
        apiVersion: 'v1',
        name: 'serving.kserve.io',
      });
      assert.ok(
        groupSchema
          .parse(group)
          .versions.some(({ version }) => version === 'v1beta1'),
      );
    },
  },
  ...[
    {
      groupVersion: 'v1',
      path: '/api/v1',
      resource: {
        name: 'pods',
        singularName: 'pod',
        namespaced: true,
        kind: 'Pod',
        shortNames: ['po'],
      },
      part: { name: 'pods/log', namespaced: true, kind: 'Pod', verbs: ['get'] },
    },
    {
      groupVersion: 'apps/v1',
      path: '/apis/apps/v1',
      resource: {
        name: 'deployments',
        singularName: 'deployment',
        namespaced: true,
        kind: 'Deployment',
        shortNames: ['deploy'],
      },
      part: { name: 'deployments/status', namespaced: true },
    },
    {
      groupVersion: 'serving.kserve.io/v1beta1',
      path: '/apis/serving.kserve.io/v1beta1',
      resource: {
        name: 'inferenceservices',
        singularName: 'inferenceservice',
        namespaced: true,
        kind: 'InferenceService',
      },
      part: { name: 'inferenceservices/status', namespaced: true },
    },
  ].map(
    ({ groupVersion, path, resource, part }): ContractCase => ({
      name: `discovery: ${path} lists its resources with kinds, scope and verbs`,
      async run({ side }) {
        const list = z
          .looseObject({
            resources: z.array(
              z.looseObject({ name: z.string(), verbs: z.array(z.string()) }),
            ),
          })
          .parse(await readJson(side, path));
        assert.partialDeepStrictEqual(list, {
          kind: 'APIResourceList',
          groupVersion,
        });
        const found = list.resources.find(({ name }) => name === resource.name);
        assert.partialDeepStrictEqual(found, resource);
        for (const verb of ['get', 'list', 'watch']) {
          assert.ok(found?.verbs.includes(verb), `${resource.name}: ${verb}`);
        }
        assert.partialDeepStrictEqual(
          list.resources.find(({ name }) => name === part.name),
          part,
        );
      },
    }),
  ),
  ...['/apis/nobody.example.com', '/apis/nobody.example.com/v1'].map(
    (path): ContractCase => ({
      name: `discovery: ${path} is 404 in plain text, since it is not served`,
      async run({ side }) {
        const answer = await read(side, path);
        assert.equal(answer.status, 404);
        assert.match(answer.headers['content-type'] ?? '', /^text\/plain/);
        assert.equal(answer.text, '404 page not found\n');
      },
    }),
  ),
  {
    name: 'discovery: a version that a built-in group does not have is 404 as a Status',
    async run({ side }) {
      const answer = await read(side, '/apis/apps/v1beta9');
      assert.equal(answer.status, 404);
      assert.deepEqual(answer.json(), NOT_SERVED);
    },
  },
  {
    name: 'openapi: /openapi/v3 says where the document of each version is',
    async run({ side }) {
      const { paths } = openapiIndexSchema.parse(
        await readJson(side, '/openapi/v3'),
      );
      for (const path of [
        'api/v1',
        'apis/apps/v1',
        'apis/serving.kserve.io/v1beta1',
      ]) {
        assert.match(
          paths[path]?.serverRelativeURL ?? '',
          new RegExp(`^/openapi/v3/${path}\\?hash=[0-9A-Fa-f]+$`),
        );
      }
    },
  },
  ...[
    { path: 'apis/apps/v1', group: 'apps', version: 'v1', kind: 'Deployment' },
    {
      path: 'apis/serving.kserve.io/v1beta1',
      group: 'serving.kserve.io',
      version: 'v1beta1',
      kind: 'InferenceService',
    },
  ].map(
    ({ path, ...kind }): ContractCase => ({
      name: `openapi: the document of ${path} marks the schema of ${kind.kind} with its kind`,
      async run({ side }) {
        const index = openapiIndexSchema.parse(
          await readJson(side, '/openapi/v3'),
        );
        const document = openapiDocumentSchema.parse(
          await readJson(side, index.paths[path]?.serverRelativeURL ?? ''),
        );
        assert.match(document.openapi, /^3\./);
        const schemas = Object.values(document.components.schemas).filter(
          schema =>
            JSON.stringify(schema['x-kubernetes-group-version-kind']) ===
              JSON.stringify([kind]) ||
            JSON.stringify(schema['x-kubernetes-group-version-kind'])?.includes(
              `"kind":"${kind.kind}"`,
            ),
        );
        assert.equal(schemas.length, 1);
        assert.equal(schemas[0]?.type, 'object');
      },
    }),
  ),
  {
    name: 'openapi: the document of a version that is not served is 404',
    async run({ side }) {
      const answer = await read(side, '/openapi/v3/apis/nobody.example.com/v1');
      assert.equal(answer.status, 404);
    },
  },
];
