import type { ServedTestCluster } from '../testing/servedCluster';
import { serveTestCluster } from '../testing/servedCluster';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe('watch', () => {
  let served: ServedTestCluster;

  beforeEach(async () => {
    served = await serveTestCluster('edge-plant');
  });

  afterEach(async () => {
    await served.stop();
  });

  const add = (name: string, labels: Record<string, string> = {}) =>
    served.cluster.configMaps.create({
      metadata: { name, namespace: 'default', labels },
      data: {},
    });

  const relabel = (name: string, labels: Record<string, string>) =>
    served.cluster.configMaps.modify({ namespace: 'default', name }, map => ({
      ...map,
      metadata: { ...map.metadata, labels },
    }));

  it('tells what happened since a version, and then what happens', async () => {
    const from = served.cluster.log.version;
    add('one');
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`,
    );
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { kind: 'ConfigMap', metadata: { name: 'one' } },
    });
    relabel('one', { a: 'b' });
    served.cluster.configMaps.remove({ namespace: 'default', name: 'one' });
    expect(await watch.next()).toMatchObject({ type: 'MODIFIED' });
    const last = await watch.next();
    expect(last).toMatchObject({ type: 'DELETED' });
    await watch.close();
  });

  it('begins with what is there when no version is given', async () => {
    add('one');
    const watch = await served.watch(`${CONFIG_MAPS}?watch=1`);
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'one' } },
    });
    await watch.close();
  });

  it('turns a change of labels into coming and going', async () => {
    add('one', { team: 'a' });
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${served.cluster.log.version}&labelSelector=team%3Db`,
    );
    relabel('one', { team: 'b' });
    relabel('one', { team: 'b', more: 'yes' });
    relabel('one', { team: 'c' });
    expect([
      (await watch.next())?.type,
      (await watch.next())?.type,
      (await watch.next())?.type,
    ]).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    await watch.close();
  });

  it('sends bookmarks to those who want them, with the newest version', async () => {
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&allowWatchBookmarks=true&resourceVersion=${served.cluster.log.version}`,
    );
    served.cluster.log.nextVersion();
    served.time.advance(5_000);
    expect(await watch.next()).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: String(served.cluster.log.version),
          creationTimestamp: null,
        },
      },
    });
    await watch.close();
  });

  it('marks the end of the initial events of a streaming list', async () => {
    add('one');
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`,
    );
    expect((await watch.next())?.type).toBe('ADDED');
    expect(await watch.next()).toMatchObject({
      type: 'BOOKMARK',
      object: {
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
    await watch.close();
  });

  it('ends when its time is over', async () => {
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&timeoutSeconds=30`,
    );
    served.time.advance(30_000);
    expect(await watch.next()).toBeUndefined();
  });

  it('says 410 in the stream to who asks for what was forgotten', async () => {
    const from = served.cluster.log.version;
    served.cluster.log.compact();
    const watch = await served.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`,
    );
    expect(await watch.next()).toMatchObject({
      type: 'ERROR',
      object: {
        kind: 'Status',
        code: 410,
        reason: 'Expired',
        message: expect.stringContaining('too old resource version'),
      },
    });
    served.time.advance(10);
    expect(await watch.next()).toBeUndefined();
  });
});
