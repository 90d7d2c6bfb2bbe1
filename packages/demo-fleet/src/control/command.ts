import { parseArgs } from 'node:util';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';

export const USAGE = `Usage: npm run demo -- <command>

  state                              clusters, services, GPUs and faults
  fault <cluster> <fault> [options]  switch a fault on
  heal [cluster] [fault]             switch faults off, all by default
  speed <factor>                     10 = ten times as fast inside the clusters
  compact [cluster]                  forget the history: watches get 410 Gone
  drop-watches [cluster]             break the open watches once
  reset                              start again from the seed

Faults
  unreachable                        accepts connections and never answers
  refused                            refuses connections
  slow          [--delay 3000]       every answer is late, in milliseconds
  unauthorized                       401 for every call
  forbidden     --resource nodes     403 for one resource (deployments.apps, …)
  throttled     [--retry-after 2]    429 with Retry-After
  watch-dropped                      watches break every few seconds
  compacted     [--answer http]      history forgotten; 410 in the stream or as HTTP
  malformed                          answers break off in the middle
  no-metrics                         exporters and engines show no metrics
  slow-metrics  [--delay 20000]      they show them late
  image-pull    --workload ns/name   the image cannot be pulled (* allowed)
  gpu-oom       --workload ns/name   the model runs out of GPU memory (* allowed)
  route-not-accepted --workload ns/name  the gateway refuses its route (* allowed)
  secret-not-synced  --workload ns/name  its token is not in the store (* allowed)
  quota-exhausted                    quotas of namespaces have nothing left
  no-callers    --workload ns/name   nobody calls it: it idles if it may (* allowed)
  rush          --workload ns/name   eight times as many call it (* allowed)

  --for 30                           any fault: heals by itself after so many seconds
`;

const state = z.object({
  speed: z.number(),
  git: z.object({ url: z.string(), revision: z.string() }),
  clusters: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      openWatches: z.number(),
      faults: z.array(
        z.object({ id: z.string(), until: z.string().optional() }),
      ),
      gpus: z.object({
        product: z.string(),
        total: z.number(),
        used: z.number(),
      }),
      services: z.array(
        z.object({
          namespace: z.string(),
          name: z.string(),
          ready: z.string(),
          readyReplicas: z.number(),
          replicas: z.number(),
        }),
      ),
    }),
  ),
});

export interface CommandContext {
  readonly controlUrl: string;
  readonly fetch: typeof fetch;
}

/** Runs one command line against a running fleet and says what came of it. */
export async function runCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<string> {
  const { positionals, values } = parseLine(args);
  const [command, first, second] = positionals;
  switch (command) {
    case 'state':
      return describe(state.parse(await call(context, 'GET', 'state')));
    case 'fault': {
      if (!first || !second) {
        throw new InputError(`Name a cluster and a fault.\n\n${USAGE}`);
      }
      const body = faultBody(second, values);
      await call(context, 'PUT', `faults/${first}`, body);
      return `${second} is on at ${first}${
        values.for ? ` for ${values.for} s` : ''
      }. Off again: npm run demo -- heal ${first} ${second}`;
    }
    case 'heal': {
      const path = ['faults', first, second].filter(Boolean).join('/');
      const { healed } = z
        .object({ healed: z.number() })
        .parse(await call(context, 'DELETE', path));
      return `${healed} fault${healed === 1 ? '' : 's'} healed`;
    }
    case 'speed':
      await call(context, 'PUT', 'speed', { speed: Number(first) });
      return `things inside the clusters go ${first} times as fast`;
    case 'compact':
    case 'drop-watches':
      await call(context, 'POST', command, first ? { cluster: first } : {});
      return `done: ${command} on ${first ?? 'all clusters'}`;
    case 'reset':
      return describe(state.parse(await call(context, 'POST', 'reset')));
    case undefined:
    case 'help':
      return USAGE;
    default:
      throw new InputError(`"${command}" is no command.\n\n${USAGE}`);
  }
}

type Values = Record<string, string | undefined>;

function parseLine(args: readonly string[]): {
  positionals: string[];
  values: Values;
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        for: { type: 'string' },
        delay: { type: 'string' },
        resource: { type: 'string' },
        'retry-after': { type: 'string' },
        answer: { type: 'string' },
        workload: { type: 'string' },
      },
    });
  } catch (error) {
    throw new InputError(
      `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`,
    );
  }
}

function faultBody(type: string, values: Values): Record<string, unknown> {
  const number = (text: string | undefined) =>
    text === undefined ? undefined : Number(text);
  return {
    type,
    durationSeconds: number(values.for),
    delayMs: number(values.delay),
    retryAfterSeconds: number(values['retry-after']),
    resource: values.resource,
    answer: values.answer,
    workload: values.workload,
  };
}

async function call(
  context: CommandContext,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const url = `${context.controlUrl}/${path}`;
  let response: Response;
  try {
    response = await context.fetch(url, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
  } catch {
    throw new ServiceUnavailableError(
      `No demo fleet answers at ${context.controlUrl}. Start it with npm start, and use the same MODELFLEET_DEMO_PORT here.`,
    );
  }
  const answer: unknown = await response.json();
  if (!response.ok) {
    const { error } = z.object({ error: z.string() }).parse(answer);
    throw new InputError(error);
  }
  return answer;
}

function describe(fleet: z.infer<typeof state>): string {
  const lines = fleet.clusters.flatMap(cluster => [
    `${cluster.name}  ${cluster.url}  ${cluster.gpus.used} of ${cluster.gpus.total} ${cluster.gpus.product} in use, ${cluster.openWatches} open watches`,
    ...cluster.services.map(
      service =>
        `  ${service.namespace}/${service.name}: ${service.readyReplicas} of ${service.replicas} ready`,
    ),
    ...cluster.faults.map(
      fault =>
        `  fault: ${fault.id}${fault.until ? ` until ${fault.until}` : ''}`,
    ),
  ]);
  return [
    `git ${fleet.git.url} at ${fleet.git.revision.slice(0, 8)}, speed ${
      fleet.speed
    }`,
    ...lines,
  ].join('\n');
}
