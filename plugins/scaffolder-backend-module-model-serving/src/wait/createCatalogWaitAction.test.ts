import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCatalogWaitAction } from './createCatalogWaitAction';

const entityRef = 'component:default/support-chat';
const service: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-chat' },
  spec: { type: 'inference-service' },
};

/** A catalog that has the service after some looks; the clock runs along. */
function story(options: { looksWithout: number; isDryRun?: boolean }) {
  let time = 0;
  let looks = 0;
  const catalog = catalogServiceMock.mock();
  catalog.getEntityByRef.mockImplementation(async () => {
    looks += 1;
    return looks > options.looksWithout ? service : undefined;
  });
  const action = createCatalogWaitAction({
    catalog,
    clock: {
      now: () => time,
      async sleep(milliseconds, signal) {
        signal?.throwIfAborted();
        time += milliseconds;
      },
    },
  });
  return {
    looks: () => looks,
    async run(input: { timeoutSeconds?: number } = {}, signal?: AbortSignal) {
      const context = createMockActionContext({
        input: { entityRef, ...input },
      });
      await action.handler({
        ...context,
        ...(options.isDryRun && { isDryRun: true }),
        ...(signal && { signal }),
      });
      return jest.mocked(context.output).mock.calls;
    },
  };
}

describe('model-serving:catalog:wait', () => {
  it.each([
    ['at once when it is there', 0, undefined, true],
    ['when the catalog has read it', 5, undefined, true],
    ['without failing when the time is up', 1_000, 10, false],
  ])('ends %s', async (_, looksWithout, timeoutSeconds, found) => {
    const { run } = story({ looksWithout });
    const input = timeoutSeconds === undefined ? {} : { timeoutSeconds };
    expect(await run(input)).toEqual([['found', found]]);
  });

  it('looks no longer than asked', async () => {
    const { run, looks } = story({ looksWithout: 1_000 });
    await run({ timeoutSeconds: 5 });
    expect(looks()).toBe(6);
  });

  it('asks nothing in a dry run', async () => {
    const { run, looks } = story({ looksWithout: 0, isDryRun: true });
    expect(await run()).toEqual([['found', false]]);
    expect(looks()).toBe(0);
  });

  it('stops when the task is cancelled', async () => {
    const { run } = story({ looksWithout: 1_000 });
    await expect(run({}, AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});
