import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ROOT } from './config';

/** The shipped template, with room for others between its steps. */
export const INTERRUPTED = 'template:default/deploy-model-interrupted';
const ACTION = 'test:meanwhile';

const templateSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    parameters: z.unknown(),
    steps: z.array(z.looseObject({ id: z.string() })),
  }),
});

/** What happens in the world while a task is between reading and writing. */
export class Meanwhile {
  #work: () => Promise<void> = async () => {};

  static create(): Meanwhile {
    return new Meanwhile();
  }

  private constructor() {}

  set(work: () => Promise<void>): void {
    this.#work = work;
  }

  /** Writes the template, without its form: actions must not rely on it. */
  async writeTemplate(folder: string): Promise<string> {
    const shipped = await readShippedTemplate();
    const push = shipped.spec.steps.findIndex(({ id }) => id === 'push');
    shipped.metadata.name = 'deploy-model-interrupted';
    delete shipped.spec.parameters;
    shipped.spec.steps.splice(push, 0, { id: 'meanwhile', action: ACTION });
    const file = path.join(folder, 'interrupted.yaml');
    await writeFile(file, stringify(shipped));
    return file;
  }

  get module() {
    const run = () => this.#work();
    return createBackendModule({
      pluginId: 'scaffolder',
      moduleId: 'test-meanwhile',
      register(env) {
        env.registerInit({
          deps: { actions: scaffolderActionsExtensionPoint },
          async init({ actions }) {
            actions.addActions(
              createTemplateAction({ id: ACTION, handler: run }),
            );
          },
        });
      },
    });
  }
}

export async function readShippedTemplate() {
  const file = path.join(ROOT, 'examples/templates/deploy-model/template.yaml');
  return templateSchema.parse(parse(await readFile(file, 'utf8')));
}
