import assert from 'node:assert/strict';
import { pod } from './objects';
import { read, type ContractCase, type ContractContext } from './side';

async function runningPod({ side, namespace }: ContractContext) {
  const object = pod(namespace, 'writer', side.nodeName);
  await side.admin.create(object);
  const path = `/api/v1/namespaces/${namespace}/pods/writer/log`;
  await side.admin.until('the pod has written', async () => {
    const { status, text } = await read(side, path);
    return status === 200 && text !== '';
  });
  return path;
}

/** What containers have written. */
export const logCases: readonly ContractCase[] = [
  {
    name: 'logs: are plain text, line by line',
    async run(context) {
      const answer = await read(context.side, await runningPod(context));
      assert.equal(answer.status, 200);
      assert.match(answer.headers['content-type'] ?? '', /^text\/plain/);
      assert.match(answer.text, /\n$/);
    },
  },
  {
    name: 'logs: tailLines gives the last ones',
    async run(context) {
      const path = await runningPod(context);
      const all = await read(context.side, path);
      const last = await read(context.side, `${path}?tailLines=1`);
      assert.equal(last.text, `${all.text.trimEnd().split('\n').at(-1)}\n`);
    },
  },
  {
    name: 'logs: limitBytes cuts',
    async run(context) {
      const path = await runningPod(context);
      const all = await read(context.side, path);
      const some = await read(context.side, `${path}?limitBytes=5`);
      assert.equal(some.text, all.text.slice(0, 5));
    },
  },
  {
    name: 'logs: timestamps begin each line',
    async run(context) {
      const path = await runningPod(context);
      const answer = await read(
        context.side,
        `${path}?timestamps=true&tailLines=1`,
      );
      assert.match(answer.text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z \S/);
    },
  },
  {
    name: 'logs: of a container by name',
    async run(context) {
      const path = await runningPod(context);
      const answer = await read(context.side, `${path}?container=main`);
      assert.equal(answer.status, 200);
    },
  },
  {
    name: 'logs: of a container that the pod does not have are refused (400)',
    async run(context) {
      const path = await runningPod(context);
      const answer = await read(context.side, `${path}?container=other`);
      assert.equal(answer.status, 400);
      assert.partialDeepStrictEqual(answer.json(), {
        kind: 'Status',
        message: 'container other is not valid for pod writer',
        reason: 'BadRequest',
        code: 400,
      });
    },
  },
  {
    name: 'logs: of a missing pod are 404',
    async run({ side, namespace }) {
      const answer = await read(
        side,
        `/api/v1/namespaces/${namespace}/pods/nothing/log`,
      );
      assert.equal(answer.status, 404);
      assert.partialDeepStrictEqual(answer.json(), {
        message: 'pods "nothing" not found',
        details: { name: 'nothing', kind: 'pods' },
      });
    },
  },
  {
    name: 'logs: of a pod that no node has are empty (204)',
    async run({ side, namespace }) {
      await side.admin.create(pod(namespace, 'unplaced', undefined));
      const answer = await read(
        side,
        `/api/v1/namespaces/${namespace}/pods/unplaced/log`,
      );
      assert.equal(answer.status, 204);
      assert.equal(answer.text, '');
    },
  },
];
