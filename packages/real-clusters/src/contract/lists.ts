import assert from 'node:assert/strict';
import { listSchema } from '../kubernetes/objects';
import { configMap, pod } from './objects';
import {
  read,
  readJson,
  type ContractCase,
  type ContractContext,
  type ContractSide,
} from './side';

async function list(side: ContractSide, path: string) {
  return listSchema.parse(await readJson(side, path));
}

async function names(side: ContractSide, path: string): Promise<string[]> {
  return (await list(side, path)).items.map(item => item.metadata.name);
}

/** Five objects, a to e, the first two labelled apart. */
async function fiveObjects({ side, namespace }: ContractContext) {
  for (const name of ['c', 'a', 'e', 'b', 'd']) {
    const tier = 'ab'.includes(name) ? 'front' : 'back';
    await side.admin.create(
      configMap(namespace, name, { tier, ...(name === 'e' && { last: '' }) }),
    );
  }
  return `/api/v1/namespaces/${namespace}/configmaps`;
}

/** Objects that others make in every namespace are not of the test. */
const OURS = 'tier';

const selectorCases = [
  ['tier=front', ['a', 'b']],
  ['tier!=front,tier', ['c', 'd', 'e']],
  ['tier in (front,middle)', ['a', 'b']],
  ['tier notin (front),tier', ['c', 'd', 'e']],
  ['last', ['e']],
  ['!last,tier', ['a', 'b', 'c', 'd']],
  ['tier=front,tier=back', []],
] as const;

/** Reading many objects at once, in pages and by selectors. */
export const listCases: readonly ContractCase[] = [
  {
    name: 'list: has a kind, a version of the whole, and items in order of name',
    async run(context) {
      const path = await fiveObjects(context);
      const found = await list(context.side, `${path}?labelSelector=${OURS}`);
      assert.deepEqual([found.kind, found.apiVersion], ['ConfigMapList', 'v1']);
      assert.match(found.metadata.resourceVersion ?? '', /^[1-9]\d*$/);
      assert.deepEqual(
        found.items.map(item => item.metadata.name),
        ['a', 'b', 'c', 'd', 'e'],
      );
    },
  },
  {
    name: 'list: items of a built-in kind do not repeat kind and apiVersion',
    async run(context) {
      const path = await fiveObjects(context);
      for (const item of (await list(context.side, path)).items) {
        assert.equal('kind' in item, false);
        assert.equal('apiVersion' in item, false);
      }
    },
  },
  {
    name: 'list: items of a custom kind do repeat kind and apiVersion',
    async run({ side, namespace }) {
      await side.admin.create({
        apiVersion: 'serving.kserve.io/v1beta1',
        kind: 'InferenceService',
        metadata: { name: 'one', namespace },
        spec: {
          predictor: { model: { modelFormat: { name: 'huggingface' } } },
        },
      });
      const found = await list(
        side,
        `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices`,
      );
      assert.equal(found.kind, 'InferenceServiceList');
      assert.partialDeepStrictEqual(found.items, [
        { kind: 'InferenceService', apiVersion: 'serving.kserve.io/v1beta1' },
      ]);
    },
  },
  {
    name: 'list: pages have the version of the first page and count what remains',
    async run(context) {
      const { side } = context;
      const path = await fiveObjects(context);
      const total = (await list(side, path)).items.length;
      const first = await list(side, `${path}?limit=2`);
      assert.equal(first.items.length, 2);
      assert.ok(first.metadata.continue);
      assert.equal(first.metadata.remainingItemCount, total - 2);
      await side.admin.create(configMap(context.namespace, 'zz-later'));
      const seen = first.items.map(item => item.metadata.name);
      let page = first;
      while (page.metadata.continue) {
        page = await list(
          side,
          `${path}?limit=2&continue=${encodeURIComponent(
            page.metadata.continue,
          )}`,
        );
        assert.equal(
          page.metadata.resourceVersion,
          first.metadata.resourceVersion,
        );
        seen.push(...page.items.map(item => item.metadata.name));
      }
      assert.equal(page.metadata.remainingItemCount, undefined);
      assert.equal(seen.length, total);
      assert.ok(!seen.includes('zz-later'));
    },
  },
  {
    name: 'list: a selection that is paged does not say how many remain',
    async run(context) {
      const path = await fiveObjects(context);
      const first = await list(
        context.side,
        `${path}?limit=2&labelSelector=${OURS}`,
      );
      assert.equal(first.items.length, 2);
      assert.ok(first.metadata.continue);
      assert.equal(first.metadata.remainingItemCount, undefined);
    },
  },
  {
    name: 'list: a page token is expired once history is forgotten (410)',
    async run(context) {
      const { side } = context;
      const path = await fiveObjects(context);
      const { metadata } = await list(side, `${path}?limit=2`);
      await side.admin.create(configMap(context.namespace, 'later'));
      await side.expireHistory();
      const answer = await read(
        side,
        `${path}?limit=2&continue=${encodeURIComponent(
          metadata.continue ?? '',
        )}`,
      );
      assert.equal(answer.status, 410);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
      });
    },
  },
  {
    name: 'list: a page token that is none is refused (400)',
    async run({ side, namespace }) {
      const answer = await read(
        side,
        `/api/v1/namespaces/${namespace}/configmaps?limit=2&continue=nonsense`,
      );
      assert.equal(answer.status, 400);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        reason: 'BadRequest',
        code: 400,
      });
    },
  },
  {
    name: 'list: resourceVersion=0 is answered',
    async run(context) {
      const path = await fiveObjects(context);
      const found = await list(context.side, `${path}?resourceVersion=0`);
      assert.match(found.metadata.resourceVersion ?? '', /^[1-9]\d*$/);
    },
  },
  {
    name: 'list: a namespace that does not exist is empty, not an error',
    async run({ side }) {
      assert.deepEqual(
        await names(side, '/api/v1/namespaces/nowhere/configmaps'),
        [],
      );
    },
  },
  {
    name: 'list: all namespaces, namespace by namespace',
    async run(context) {
      await fiveObjects(context);
      const found = await names(
        context.side,
        `/api/v1/configmaps?labelSelector=${OURS}&fieldSelector=metadata.namespace=${context.namespace}`,
      );
      assert.deepEqual(found, ['a', 'b', 'c', 'd', 'e']);
    },
  },
  ...selectorCases.map(
    ([selector, expected]): ContractCase => ({
      name: `selectors: labels "${selector}"`,
      async run(context) {
        const path = await fiveObjects(context);
        assert.deepEqual(
          await names(
            context.side,
            `${path}?labelSelector=${encodeURIComponent(selector)}`,
          ),
          expected,
        );
      },
    }),
  ),
  {
    name: 'selectors: labels that cannot be read are refused (400)',
    async run({ side, namespace }) {
      const answer = await read(
        side,
        `/api/v1/namespaces/${namespace}/configmaps?labelSelector=${encodeURIComponent(
          'tier in front',
        )}`,
      );
      assert.equal(answer.status, 400);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        reason: 'BadRequest',
      });
    },
  },
  {
    name: 'selectors: metadata.name',
    async run(context) {
      const path = await fiveObjects(context);
      assert.deepEqual(
        await names(context.side, `${path}?fieldSelector=metadata.name%3Dc`),
        ['c'],
      );
    },
  },
  {
    name: 'selectors: pods by spec.nodeName and by status.phase',
    async run({ side, namespace }) {
      await side.admin.create(pod(namespace, 'placed', side.nodeName));
      await side.admin.create(pod(namespace, 'unplaced', undefined));
      const path = `/api/v1/namespaces/${namespace}/pods?fieldSelector=`;
      const select = (text: string) =>
        names(side, `${path}${encodeURIComponent(text)}`);
      await side.admin.until(
        'the placed pod runs',
        async () => (await select('status.phase=Running')).length === 1,
      );
      assert.deepEqual(await select(`spec.nodeName=${side.nodeName}`), [
        'placed',
      ]);
      assert.deepEqual(await select('spec.nodeName='), ['unplaced']);
      assert.deepEqual(await select('status.phase!=Running'), ['unplaced']);
      assert.deepEqual(await select(`spec.nodeName!=,status.phase!=Pending`), [
        'placed',
      ]);
    },
  },
  ...[
    {
      path: 'api/v1/namespaces/default/pods',
      message: 'field label not supported: spec.nothing',
    },
    {
      path: 'apis/serving.kserve.io/v1beta1/namespaces/default/inferenceservices',
      message: 'field label not supported: spec.nothing',
    },
    {
      path: 'apis/apps/v1/namespaces/default/deployments',
      message:
        '"spec.nothing" is not a known field selector: only "metadata.name", "metadata.namespace"',
    },
  ].map(
    ({ path, message }): ContractCase => ({
      name: `selectors: a field that ${path
        .split('/')
        .at(-1)} cannot be selected by is refused (400)`,
      async run({ side }) {
        const answer = await read(
          side,
          `/${path}?fieldSelector=spec.nothing%3D1`,
        );
        assert.equal(answer.status, 400);
        assert.partialDeepStrictEqual(answer.json(), {
          kind: 'Status',
          message,
          reason: 'BadRequest',
          code: 400,
        });
      },
    }),
  ),
  {
    name: 'list: a version that is none is refused (400)',
    async run({ side }) {
      const answer = await read(side, '/api/v1/pods?resourceVersion=soon');
      assert.equal(answer.status, 400);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        message:
          'invalid resource version: resourceVersion: Invalid value: "soon": strconv.ParseUint: parsing "soon": invalid syntax',
        reason: 'BadRequest',
      });
    },
  },
];
