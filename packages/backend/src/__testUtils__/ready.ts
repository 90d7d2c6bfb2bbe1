import type { Api } from './Api';
import { run, type Form } from './deploy';
import { eventually } from './poll';
import { TestInstance } from './TestInstance';

/** An instance in which a guest may deploy, and what a test asks first of it. */
export interface ReadyInstance {
  readonly instance: TestInstance;
  readonly guest: Api;
  /** Address of the fleet's repository. */
  readonly git: string;
}

/**
 * Starts an instance that lets everybody do everything, and waits until its
 * catalog and its fleet are there.
 *
 * @param form - What to deploy then; nothing by default.
 */
export async function startReady(form?: Form): Promise<ReadyInstance> {
  const instance = await TestInstance.start(
    import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  );
  try {
    return {
      instance,
      guest: await readyGuest(instance, form),
      git: instance.gitUrl,
    };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

async function readyGuest(
  instance: TestInstance,
  form: Form | undefined,
): Promise<Api> {
  const guest = await instance.signIn();
  await eventually(
    'the templates and the model are in the catalog',
    () => guest.entities('kind=template&filter=kind=model'),
    entities => entities.length === 22,
  );
  await eventually(
    'the fleet is seen',
    () => guest.clusters(),
    ({ items }) =>
      items.length === 4 && items.every(({ state }) => state.status === 'live'),
  );
  if (form) {
    const deployed = await run(guest, form);
    if (deployed.status !== 'completed') throw new Error(deployed.error);
  }
  return guest;
}
