import assert from 'node:assert/strict';
import { z } from 'zod';
import { kubernetesObjectSchema, listSchema } from '../kubernetes/objects';
import { Watch } from '../kubernetes/watch';
import { configMap, pod } from './objects';
import {
  read,
  readJson,
  type ContractCase,
  type ContractContext,
  type ContractSide,
} from './side';

interface Watching extends ContractContext {
  readonly path: string;
  /** The version of the empty selection before the test's objects. */
  readonly version: string;
  watch(query: Readonly<Record<string, string>>): Promise<Watch>;
}

/** Labels keep the objects out that others make in every namespace. */
const OURS = 'test=watch';

function ours(
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
) {
  return configMap(namespace, name, { test: 'watch', ...labels });
}

async function versionNow(side: ContractSide, path: string): Promise<string> {
  const list = listSchema.parse(await readJson(side, `${path}?limit=1`));
  return list.metadata.resourceVersion ?? '';
}

function watchCase(
  name: string,
  run: (watching: Watching) => Promise<void>,
): ContractCase {
  return {
    name: `watch: ${name}`,
    async run(context) {
      const { side, namespace } = context;
      const path = `/api/v1/namespaces/${namespace}/configmaps`;
      const opened: Watch[] = [];
      try {
        await run({
          ...context,
          path,
          version: await versionNow(side, path),
          async watch(query) {
            const parameters = new URLSearchParams({
              watch: 'true',
              labelSelector: OURS,
              ...query,
            });
            const watch = await Watch.open(side.endpoint, {
              path: `${path}?${parameters}`,
              token: side.readerToken,
            });
            opened.push(watch);
            return watch;
          },
        });
      } finally {
        for (const watch of opened) watch.close();
      }
    },
  };
}

const bookmarkSchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  metadata: z.looseObject({
    resourceVersion: z.string(),
    name: z.string().optional(),
  }),
});

function bookmarkOf(object: unknown) {
  const { kind, apiVersion, metadata } = bookmarkSchema.parse(object);
  return { kind, apiVersion, ...metadata };
}

/** Following changes from a version on. */
export const watchCases: readonly ContractCase[] = [
  watchCase('answers at once, before anything has happened', async context => {
    const watch = await context.watch({ resourceVersion: context.version });
    assert.equal(watch.status, 200);
    assert.match(watch.contentType, /^application\/json/);
  }),
  watchCase(
    'tells additions, changes and deletions in order',
    async context => {
      const { side, namespace } = context;
      const watch = await context.watch({ resourceVersion: context.version });
      const object = ours(namespace, 'one');
      const added = await side.admin.create(object);
      const changed = await side.admin.change(object, {
        data: { text: 'two' },
      });
      await side.admin.remove(object);
      const events = [
        await watch.change(),
        await watch.change(),
        await watch.change(),
      ];
      assert.deepEqual(
        events.map(event => event.type),
        ['ADDED', 'MODIFIED', 'DELETED'],
      );
      const objects = events.map(event =>
        kubernetesObjectSchema.parse(event.object),
      );
      assert.partialDeepStrictEqual(objects[0], {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          name: 'one',
          uid: added.metadata.uid,
          resourceVersion: added.metadata.resourceVersion,
        },
      });
      assert.equal(
        objects[1]?.metadata.resourceVersion,
        changed.metadata.resourceVersion,
      );
      // A deletion has a version of its own, so that a watch can go on from it.
      assert.ok(
        Number(objects[2]?.metadata.resourceVersion) >
          Number(objects[1]?.metadata.resourceVersion),
      );
      assert.partialDeepStrictEqual(objects[2], { data: { text: 'two' } });
    },
  ),
  watchCase('tells what has happened since the version', async context => {
    const { side, namespace } = context;
    const first = await side.admin.create(ours(namespace, 'one'));
    await side.admin.create(ours(namespace, 'two'));
    const watch = await context.watch({
      resourceVersion: first.metadata.resourceVersion ?? '',
    });
    assert.equal(await watch.changeInShort(), 'ADDED two');
  }),
  watchCase('without a version begins with all there is', async context => {
    const { side, namespace } = context;
    await side.admin.create(ours(namespace, 'one'));
    await side.admin.create(ours(namespace, 'two'));
    const watch = await context.watch({});
    assert.deepEqual(
      [await watch.changeInShort(), await watch.changeInShort()].sort(),
      ['ADDED one', 'ADDED two'],
    );
    await side.admin.create(ours(namespace, 'three'));
    assert.equal(await watch.changeInShort(), 'ADDED three');
  }),
  watchCase('of a selection: leaving it is a deletion', async context => {
    const { side, namespace } = context;
    const watch = await context.watch({
      resourceVersion: context.version,
      labelSelector: `${OURS},tier=front`,
    });
    const object = ours(namespace, 'one', { tier: 'back' });
    await side.admin.create(object);
    for (const tier of ['front', 'back', 'front']) {
      await side.admin.change(object, { metadata: { labels: { tier } } });
    }
    assert.equal(await watch.changeInShort(), 'ADDED one');
    const left = await watch.change();
    assert.equal(left.type, 'DELETED');
    // It is the object as it was last selected, at the version of the change.
    assert.partialDeepStrictEqual(left.object, {
      metadata: { name: 'one', labels: { tier: 'front' } },
    });
    assert.equal(await watch.changeInShort(), 'ADDED one');
  }),
  watchCase('of pods by field: a phase that changes', async context => {
    const { side, namespace } = context;
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const parameters = new URLSearchParams({
      watch: 'true',
      fieldSelector: 'status.phase=Running',
      resourceVersion: await versionNow(side, path),
    });
    const watch = await Watch.open(side.endpoint, {
      path: `${path}?${parameters}`,
      token: side.readerToken,
    });
    await side.admin.create(pod(namespace, 'placed', side.nodeName));
    assert.equal(await watch.changeInShort(), 'ADDED placed');
    watch.close();
  }),
  watchCase('does not tell of other namespaces', async context => {
    const { side, namespace } = context;
    const watch = await context.watch({ resourceVersion: context.version });
    await side.admin.create(ours('default', `of-${namespace}`));
    await side.admin.create(ours(namespace, 'one'));
    assert.equal(await watch.changeInShort(), 'ADDED one');
    await side.admin.remove(ours('default', `of-${namespace}`));
  }),
  watchCase('is ended by the server after timeoutSeconds', async context => {
    const watch = await context.watch({
      resourceVersion: context.version,
      timeoutSeconds: '1',
    });
    let event = await watch.next();
    while (event) {
      assert.equal(event.type, 'BOOKMARK');
      event = await watch.next();
    }
  }),
  watchCase(
    'with bookmarks gets one before the time-out, with a version and nothing else',
    async context => {
      const { side, namespace } = context;
      const watch = await context.watch({
        resourceVersion: context.version,
        allowWatchBookmarks: 'true',
        timeoutSeconds: '4',
      });
      // A change that this watch does not tell of: the bookmark is beyond it.
      const other = await side.admin.create(configMap(namespace, 'other'));
      const bookmarks = [];
      for (let event = await watch.next(); event; event = await watch.next()) {
        assert.equal(event.type, 'BOOKMARK');
        bookmarks.push(bookmarkOf(event.object));
      }
      const last = bookmarks.at(-1);
      assert.ok(last, 'no bookmark came');
      assert.deepEqual([last.kind, last.apiVersion], ['ConfigMap', 'v1']);
      assert.ok(
        Number(last.resourceVersion) >= Number(other.metadata.resourceVersion),
      );
      assert.equal(last.name, undefined);
    },
  ),
  watchCase('without bookmarks gets none', async context => {
    const watch = await context.watch({
      resourceVersion: context.version,
      timeoutSeconds: '4',
    });
    assert.equal(await watch.next(), undefined);
  }),
  watchCase('goes on from a bookmark without a gap', async context => {
    const { side, namespace } = context;
    const first = await context.watch({
      resourceVersion: context.version,
      allowWatchBookmarks: 'true',
      timeoutSeconds: '3',
    });
    let version = '';
    for (let event = await first.next(); event; event = await first.next()) {
      version = bookmarkOf(event.object).resourceVersion;
    }
    await side.admin.create(ours(namespace, 'meanwhile'));
    const second = await context.watch({ resourceVersion: version });
    assert.equal(await second.changeInShort(), 'ADDED meanwhile');
  }),
  watchCase(
    'from a forgotten version is told so in its stream (410), which then ends',
    async context => {
      const { side } = context;
      const watch = await context.watch({
        resourceVersion: await side.expiredVersion(),
      });
      assert.equal(watch.status, 200);
      const event = await watch.next();
      assert.equal(event?.type, 'ERROR');
      assert.partialDeepStrictEqual(event?.object, {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
      });
      assert.match(
        JSON.stringify(event?.object),
        /too old resource version: \d+ \(\d+\)/,
      );
      assert.equal(await watch.next(), undefined);
    },
  ),
  watchCase('from a version that is none is refused (500)', async context => {
    const { side, path } = context;
    const answer = await read(side, `${path}?watch=true&resourceVersion=soon`);
    assert.equal(answer.status, 500);
    assert.deepEqual(answer.json(), {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'resourceVersion: Invalid value: "soon": strconv.ParseUint: parsing "soon": invalid syntax',
      code: 500,
    });
  }),
  watchCase(
    'of a kind that is not served is 404 in plain text',
    async ({ side }) => {
      const answer = await read(
        side,
        '/apis/serving.kserve.io/v1beta1/nothings?watch=true&timeoutSeconds=5',
      );
      assert.equal(answer.status, 404);
      assert.equal(answer.text, '404 page not found\n');
    },
  ),
];
