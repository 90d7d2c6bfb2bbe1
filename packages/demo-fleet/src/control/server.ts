import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ControlActions } from './actions';
import { faultSchema } from '../faults/fault';

const speedBody = z.strictObject({ speed: z.number().positive().max(1_000) });

const clusterBody = z.strictObject({ cluster: z.string().optional() });

const LARGEST_BODY = 64 * 1024;

type Reply = { readonly code: number; readonly body: unknown };

/** Answers `/control/…`: plain JSON, errors as `{ "error": "…" }`. */
export async function serveControl(
  actions: ControlActions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let reply: Reply;
  try {
    const body = await readBody(request);
    reply = await answer(actions, request.method ?? 'GET', path, body);
  } catch (error) {
    reply = {
      code: error instanceof z.ZodError ? 400 : 500,
      body: {
        error:
          error instanceof z.ZodError ? z.prettifyError(error) : String(error),
      },
    };
  }
  response.writeHead(reply.code, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(reply.body, undefined, 2)}\n`);
}

async function answer(
  actions: ControlActions,
  method: string,
  path: string,
  body: unknown,
): Promise<Reply> {
  const [area = '', cluster, fault] = path.split('/').filter(Boolean).slice(1);
  const call = `${method} ${area}`;
  if (area === 'faults' && cluster !== undefined) {
    return clusterFaults(actions, method, cluster, fault, body);
  }
  switch (call) {
    case 'GET state':
      return done(await actions.state());
    case 'GET faults':
      return done(actions.faults());
    case 'DELETE faults':
      return done({ healed: actions.heal() });
    case 'GET speed':
      return done({ speed: actions.speed() });
    case 'PUT speed':
      return done({ speed: actions.setSpeed(speedBody.parse(body).speed) });
    case 'POST compact':
      return perCluster(actions, body, name => actions.compact(name));
    case 'POST drop-watches':
      return perCluster(actions, body, name => actions.dropWatches(name));
    case 'POST reset':
      await actions.reset();
      return done(await actions.state());
    default:
      return {
        code: 404,
        body: {
          error: `${method} /control/${area} is not known. Known: GET state; GET, PUT, DELETE faults[/<cluster>]; GET, PUT speed; POST compact, drop-watches, reset`,
        },
      };
  }
}

function clusterFaults(
  actions: ControlActions,
  method: string,
  cluster: string,
  fault: string | undefined,
  body: unknown,
): Reply {
  if (!actions.clusterNames().includes(cluster)) {
    return noCluster(actions, cluster);
  }
  switch (method) {
    case 'GET':
      return done(actions.faults()[cluster] ?? []);
    case 'PUT':
    case 'POST':
      return done(actions.setFault(cluster, faultSchema.parse(body)));
    case 'DELETE':
      return done({
        healed: actions.heal(
          cluster,
          fault === undefined ? undefined : decodeURIComponent(fault),
        ),
      });
    default:
      return { code: 405, body: { error: `${method} is not understood here` } };
  }
}

/** On the cluster that the body names, or on all of them. */
function perCluster(
  actions: ControlActions,
  body: unknown,
  act: (name: string) => unknown,
): Reply {
  const { cluster } = clusterBody.parse(body ?? {});
  const known = actions.clusterNames();
  if (cluster !== undefined && !known.includes(cluster)) {
    return noCluster(actions, cluster);
  }
  const chosen = cluster === undefined ? known : [cluster];
  return done(Object.fromEntries(chosen.map(name => [name, act(name)])));
}

function noCluster(actions: ControlActions, cluster: string): Reply {
  return {
    code: 404,
    body: {
      error: `there is no cluster "${cluster}"; there are ${actions
        .clusterNames()
        .join(', ')}`,
    },
  };
}

function done(body: unknown): Reply {
  return { code: 200, body };
}

/** A browser cannot send JSON across origins unasked, so a body must be JSON. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > LARGEST_BODY) {
      throw new Error('the body is too large');
    }
    chunks.push(part);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') {
    return undefined;
  }
  const type = request.headers['content-type'] ?? '';
  return z
    .string()
    .startsWith('application/json', 'send the body as application/json')
    .transform(() => JSON.parse(text) as unknown)
    .parse(type);
}
