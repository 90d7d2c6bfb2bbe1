import { z } from 'zod';
import type { Api, Reply } from './Api';
import { readShippedTemplate } from './meanwhile';
import { eventually } from './poll';

export const DEPLOY = 'template:default/deploy-model';
const REMOVE = 'template:default/remove-service';

/** What the wizard sends. */
export interface Form {
  readonly service: string;
  readonly model: { readonly model: string; readonly variant?: string };
  readonly tenant: {
    readonly tenant: string;
    readonly repository?: string;
    readonly namespace?: string;
  };
  readonly placements: readonly {
    readonly cluster: string;
    readonly replicas: number;
    readonly gpusPerReplica: number;
  }[];
  readonly waves?: readonly (readonly string[])[];
  readonly contextLength?: number;
  readonly runtime?: 'kserve' | 'deployment';
  readonly operations?: Readonly<Record<string, string | number | boolean>>;
}

const eventsSchema = z.array(
  z.looseObject({
    type: z.string(),
    body: z.looseObject({
      message: z.string(),
      error: z.looseObject({ message: z.string() }).optional(),
    }),
  }),
);

const statusSchema = z.object({ status: z.string() });

/** How a task ended, and all it told the person. */
export interface Ended {
  readonly status: string;
  readonly error: string;
  readonly log: string;
}

/** What the template that takes services away sends. */
export interface Removal {
  readonly service: string;
  readonly tenant: Form['tenant'];
  readonly clusters: readonly string[];
}

/** What the template that lets waves go sends. */
export interface Wave {
  readonly service: string;
  readonly tenant: Form['tenant'];
  readonly wave: number;
  readonly waitMinutes?: number;
  readonly override?: string;
}

/** Lets a wave of a change go. */
export function letGo(api: Api, wave: Wave): Promise<Ended> {
  return run(api, wave, 'template:default/next-wave');
}

/** Stops a change in waves. */
export function stopWaves(
  api: Api,
  service: Pick<Wave, 'service' | 'tenant'>,
): Promise<Ended> {
  return run(api, service, 'template:default/stop-waves');
}

/** Takes a service out of clusters. */
export function remove(api: Api, removal: Removal): Promise<Ended> {
  return run(api, removal, REMOVE);
}

/** Starts a task; the reply has the task's id, or why not. */
export function start(api: Api, form: object, templateRef = DEPLOY) {
  return api.post('/scaffolder/v2/tasks', { templateRef, values: form });
}

/** Runs a template to its end. */
export async function run(
  api: Api,
  form: object,
  templateRef = DEPLOY,
): Promise<Ended> {
  const { id } = z
    .object({ id: z.string() })
    .parse((await start(api, form, templateRef)).body);
  const { status } = await eventually(
    `task ${id} ends`,
    async () =>
      statusSchema.parse((await api.get(`/scaffolder/v2/tasks/${id}`)).body),
    task => !['open', 'processing'].includes(task.status),
  );
  const { body } = await api.get(`/scaffolder/v2/tasks/${id}/events`);
  const events = eventsSchema.parse(body);
  const end = events.find(({ type }) => type === 'completion')?.body;
  return {
    status,
    error: end?.error?.message ?? '',
    log: events.map(({ body: { message } }) => message).join('\n'),
  };
}

/** Runs the shipped template without doing anything. */
export async function dryRun(api: Api, form: Form): Promise<Reply> {
  return api.post('/scaffolder/v2/dry-run', {
    template: await readShippedTemplate(),
    values: form,
    directoryContents: [],
  });
}
