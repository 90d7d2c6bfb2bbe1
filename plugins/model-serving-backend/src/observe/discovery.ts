import { z } from 'zod';
import type { ResourceType } from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { NOT_KUBERNETES } from './envelopes';

const TIMEOUT_MS = 10_000;
/** One line for each check, when it is not ready. */
const LONGEST_HEALTH = 64 * 1024;

const groupsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});

const resourcesSchema = z.object({
  resources: z.array(z.object({ name: z.string() })),
});

/**
 * Which version of a kind a cluster serves, as the path to list it at;
 * `undefined` when it does not serve the kind.
 */
export interface Discovery {
  /**
   * @param options - `doubt`: absence is news. An API server that has just
   *   started answers before it knows all that it serves, so it is believed
   *   only when it says that it is ready. `last`: the version that was listed
   *   last; what can still be listed there is served, whatever discovery says.
   * @throws ClusterRequestError when it is not ready to say so.
   */
  pathOf(
    resource: ResourceType,
    options: { readonly doubt: boolean; readonly last?: string | undefined },
  ): Promise<string | undefined>;
}

type Read = (path: string) => Promise<unknown>;

/**
 * Asks a cluster what it serves. Answers are shared by the kinds that ask at
 * the same time and are not kept: what is served changes.
 */
export function createDiscovery(
  cluster: string,
  transport: ClusterTransport,
  signal: AbortSignal,
): Discovery {
  const running = new Map<string, Promise<unknown>>();

  function shared(
    key: string,
    begin: () => Promise<unknown>,
  ): Promise<unknown> {
    const known = running.get(key);
    if (known) {
      return known;
    }
    const request = begin().finally(() => running.delete(key));
    running.set(key, request);
    return request;
  }

  const ask = (path: string) =>
    transport.get(path, { signal, timeoutMs: TIMEOUT_MS });
  const get: Read = path => shared(path, () => ask(path));
  // Never shares what was asked before the API server was ready.
  const getWhenReady: Read = path => shared(`ready ${path}`, () => ask(path));

  async function requireReady(): Promise<void> {
    const path = '/readyz';
    try {
      await shared(path, () =>
        transport.getText(path, {
          signal,
          timeoutMs: TIMEOUT_MS,
          maxBytes: LONGEST_HEALTH,
        }),
      );
    } catch (error) {
      if (!(error instanceof ClusterRequestError)) {
        throw error;
      }
      // It does not let us ask. Whoever is shown /apis at all is past the
      // moment in which everything is refused.
      if (error.status === 403 || error.status === 404) {
        return;
      }
      if (error.status === undefined || error.status < 500) {
        throw error;
      }
      throw new ClusterRequestError(
        `Cluster '${cluster}' is starting, and does not know yet all that it serves`,
        { kind: 'server', status: error.status },
      );
    }
  }

  async function versionsOf(
    resource: ResourceType,
    read: Read,
  ): Promise<string[]> {
    if (resource.group === '') {
      return [...resource.versions];
    }
    const { groups } = parse(
      cluster,
      '/apis',
      groupsSchema,
      await read('/apis'),
    );
    const group = groups.find(({ name }) => name === resource.group);
    const served = new Set(group?.versions.map(({ version }) => version));
    return resource.versions.filter(version => served.has(version));
  }

  async function find(
    resource: ResourceType,
    read: Read,
  ): Promise<string | undefined> {
    for (const version of await versionsOf(resource, read)) {
      const base = baseOf(resource, version);
      const answer = await orUndefinedIf404(read(base));
      if (answer !== undefined) {
        const { resources } = parse(cluster, base, resourcesSchema, answer);
        if (resources.some(({ name }) => name === resource.plural)) {
          return `${base}/${resource.plural}`;
        }
      }
    }
    return undefined;
  }

  /** Groups and kinds can be missing in discovery and served all the same. */
  async function probe(
    resource: ResourceType,
    last: string | undefined,
  ): Promise<string | undefined> {
    if (!last) {
      return undefined;
    }
    const path = `${baseOf(resource, last)}/${resource.plural}`;
    const answer = await orUndefinedIf404(ask(`${path}?limit=1`));
    return answer === undefined ? undefined : path;
  }

  return {
    async pathOf(resource, { doubt, last }) {
      const path = await find(resource, get);
      if (path !== undefined || !doubt) {
        return path;
      }
      await requireReady();
      return (
        (await find(resource, getWhenReady)) ?? (await probe(resource, last))
      );
    },
  };
}

function baseOf({ group }: ResourceType, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}

async function orUndefinedIf404(
  answer: Promise<unknown>,
): Promise<unknown | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ClusterRequestError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

function parse<T>(
  cluster: string,
  path: string,
  schema: z.ZodType<T>,
  raw: unknown,
): T {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new ClusterRequestError(
      `Cluster '${cluster}' answered ${path} with something that is no discovery document`,
      { kind: 'protocol', advice: NOT_KUBERNETES },
    );
  }
  return parsed.data;
}
