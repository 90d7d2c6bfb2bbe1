import { z } from 'zod';
import type { ResourceType } from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';

const TIMEOUT_MS = 10_000;

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
  pathOf(resource: ResourceType): Promise<string | undefined>;
}

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

  function get(path: string): Promise<unknown> {
    const known = running.get(path);
    if (known) {
      return known;
    }
    const request = transport
      .get(path, { signal, timeoutMs: TIMEOUT_MS })
      .finally(() => running.delete(path));
    running.set(path, request);
    return request;
  }

  async function versionsOf(resource: ResourceType): Promise<string[]> {
    if (resource.group === '') {
      return [...resource.versions];
    }
    const { groups } = parse(
      cluster,
      '/apis',
      groupsSchema,
      await get('/apis'),
    );
    const group = groups.find(({ name }) => name === resource.group);
    const served = new Set(group?.versions.map(({ version }) => version));
    return resource.versions.filter(version => served.has(version));
  }

  return {
    async pathOf(resource) {
      for (const version of await versionsOf(resource)) {
        const base = resource.group
          ? `/apis/${resource.group}/${version}`
          : `/api/${version}`;
        const answer = await orUndefinedIf404(get(base));
        if (answer !== undefined) {
          const { resources } = parse(cluster, base, resourcesSchema, answer);
          if (resources.some(({ name }) => name === resource.plural)) {
            return `${base}/${resource.plural}`;
          }
        }
      }
      return undefined;
    },
  };
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
      { kind: 'protocol' },
    );
  }
  return parsed.data;
}
