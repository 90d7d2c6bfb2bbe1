import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parse } from 'yaml';
import { z } from 'zod';
import { createRenderAction } from '../render/createRenderAction';
import { supportChat } from './requests';
import { startScaffolder, type Run, type Scaffolder } from './scaffolder';

/** The branch that the guide's steps propose. */
export const BRANCH = 'modelfleet/chat/support-chat';
const GUIDE = path.join(__dirname, '../../../../docs/deploying.md');

interface Step extends JsonObject {
  action: string;
  input: JsonObject;
}

/** The step that the guide gives for an action, as a template would fill it in. */
async function documentedStep(
  action: string,
  values: Readonly<Record<string, JsonValue>>,
): Promise<JsonObject> {
  const guide = await readFile(GUIDE, 'utf8');
  const steps = [...guide.matchAll(/```yaml\n(- id:[\s\S]*?)```/g)].flatMap(
    ([, block = '']): Step[] => parse(block),
  );
  const step = steps.find(entry => entry.action === action);
  if (!step) throw new Error(`The guide has no step with ${action}`);
  return Object.fromEntries(
    Object.entries(step.input).map(([name, value]) => [
      name,
      filledIn(value ?? '', values),
    ]),
  );
}

function filledIn(
  value: JsonValue,
  values: Readonly<Record<string, JsonValue>>,
): JsonValue {
  if (typeof value !== 'string') return value;
  const whole = /^\$\{\{ (\S+) \}\}$/.exec(value)?.[1];
  return whole
    ? values[whole] ?? ''
    : value.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) =>
        String(values[name]),
      );
}

/** What an action of upstream is made with. */
export interface UpstreamDeps {
  readonly integrations: ScmIntegrations;
  readonly config: ReturnType<typeof mockServices.rootConfig>;
}

/** Rendered files in a workspace, and the guide's step to propose them. */
export class Proposals {
  readonly scaffolder: Scaffolder;
  /** Text by path, as it was rendered last. */
  rendered: ReadonlyMap<string, string> = new Map();

  private constructor(scaffolder: Scaffolder) {
    this.scaffolder = scaffolder;
  }

  static async start(): Promise<Proposals> {
    const proposals = new Proposals(
      await startScaffolder({ directPush: false }),
    );
    await proposals.render(2);
    return proposals;
  }

  async render(replicas: number): Promise<void> {
    const { scaffolder } = this;
    const { output } = await scaffolder.run(createRenderAction(scaffolder), {
      ...supportChat,
      placements: supportChat.placements.map(placement => ({
        ...placement,
        replicas,
      })),
    });
    const paths = z.array(z.string()).parse(Object(output).paths);
    this.rendered = new Map(
      await Promise.all(
        paths.map(
          async (file): Promise<[string, string]> => [
            file,
            await readFile(path.join(scaffolder.workspacePath, file), 'utf8'),
          ],
        ),
      ),
    );
  }

  /** Runs the documented step, with the address of the fake host. */
  async propose(
    create: (deps: UpstreamDeps) => unknown,
    integrations: JsonObject,
    given: { repoUrl: string; removed?: string[]; task?: string },
  ): Promise<Run<JsonObject>> {
    const config = mockServices.rootConfig({ data: { integrations } });
    // Actions of any input are run by the same few lines.
    const action = create({
      integrations: ScmIntegrations.fromConfig(config),
      config,
    }) as TemplateAction<JsonObject, JsonObject>;
    const input = await documentedStep(action.id, {
      'parameters.tenant.tenant': 'chat',
      'parameters.service': 'support-chat',
      'steps.render.output.removed': given.removed ?? [],
      'context.task.id': given.task ?? 'task-1',
    });
    return this.scaffolder.run(
      action,
      { ...input, repoUrl: given.repoUrl },
      {
        createTemporaryDirectory: () =>
          mkdtemp(path.join(this.scaffolder.git.folder, 'clone-')),
      },
    );
  }

  /** Makes a branch in the repository itself, as a host does when asked. */
  makeBranch(name: string): void {
    execFileSync('git', ['branch', name, 'main'], {
      cwd: path.join(this.scaffolder.git.folder, 'fleet.git'),
    });
  }

  /** Of every rendered file, whether the repository has it so. */
  async pushed(ref: string): Promise<[string, boolean][]> {
    return Promise.all(
      [...this.rendered].map(
        async ([file, text]): Promise<[string, boolean]> => [
          file,
          `${await this.scaffolder.git.git('show', `${ref}:${file}`)}\n` ===
            text,
        ],
      ),
    );
  }

  /** The answer of {@link Proposals.pushed} when it has all. */
  everything(): [string, boolean][] {
    return [...this.rendered.keys()].map(file => [file, true]);
  }

  async stop(): Promise<void> {
    await this.scaffolder.stop();
  }
}
