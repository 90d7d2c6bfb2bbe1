import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import type {
  ValidationReport,
  ValidationRequest,
  WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { HttpFleetAccess, type FleetAccess } from '../fleet/FleetAccess';
import {
  ConfiguredRepositories,
  type Repositories,
} from '../repository/Repositories';
import {
  startGitServer,
  type TestGitServer,
} from '@modelfleet/backstage-plugin-model-serving-node/testUtils';
import {
  answerChange,
  answerRooms,
  CLUSTERS,
  embedder,
  llama,
  NAMESPACES,
  person,
} from './platform';

/** What one run of an action did. */
export interface Run<O> {
  readonly output: Partial<O>;
  readonly log: readonly string[];
}

/** Everything around the actions: a git server, a backend, a catalog, a task. */
export interface Scaffolder {
  readonly git: TestGitServer;
  readonly auth: AuthService;
  readonly fleet: FleetAccess;
  readonly catalog: ReturnType<typeof catalogServiceMock>;
  readonly repositories: Repositories;
  readonly workspacePath: string;
  /** Bodies of the requests for a plan, in order. */
  readonly asked: JsonObject[];
  /** Runs an action in this task's workspace. */
  run<I extends JsonObject, O extends JsonObject>(
    action: TemplateAction<I, O>,
    input: I,
    context?: Partial<ActionContext<I, O>>,
  ): Promise<Run<O>>;
  stop(): Promise<void>;
}

export async function startScaffolder(
  options: {
    entities?: Entity[];
    directPush?: boolean;
    delivery?: 'argocd' | 'flux';
    /** As under modelServing.platform. */
    platform?: JsonObject;
    requireScmUserCredentials?: boolean;
    /** What the backend finds in files. */
    validate?: (request: ValidationRequest) => ValidationReport;
    /** What the backend says of changes in waves. */
    waves?: () => WavesView;
  } = {},
): Promise<Scaffolder> {
  const { directPush = true } = options;
  const git = await startGitServer();
  await git.commit({ 'README.md': 'The fleet\n' });
  const workspacePath = await mkdtemp(join(tmpdir(), 'workspace-test-'));
  const asked: JsonObject[] = [];
  const auth = mockServices.auth();
  const repository = {
    id: 'fleet',
    url: git.url,
    branch: 'main',
    root: 'fleet',
    delivery: options.delivery ?? ('argocd' as const),
    directPush,
  };
  const config = mockServices.rootConfig({
    data: {
      scaffolder: {
        requireScmUserCredentials: options.requireScmUserCredentials ?? false,
      },
      modelServing: {
        ...(options.platform ? { platform: options.platform } : {}),
        gitops: {
          repositories: [
            {
              ...repository,
              clusters: CLUSTERS,
              tenants: [
                {
                  name: 'chat',
                  owner: 'group:default/chat-team',
                  namespaces: NAMESPACES,
                },
              ],
            },
          ],
        },
      },
    },
  });
  return {
    git,
    auth,
    asked,
    workspacePath,
    catalog: catalogServiceMock({
      entities: options.entities ?? [llama, embedder, person],
    }),
    repositories: ConfiguredRepositories.fromConfig(config),
    fleet: HttpFleetAccess.create({
      auth,
      discovery: mockServices.discovery(),
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith('/waves') && options.waves) {
          return Response.json(options.waves());
        }
        if (request.url.endsWith('/rooms')) {
          return Response.json(answerRooms(await request.json()));
        }
        asked.push(await request.clone().json());
        return request.url.endsWith('/validations') && options.validate
          ? Response.json(options.validate(await request.json()))
          : answerChange(request, repository);
      },
    }),
    async run<I extends JsonObject, O extends JsonObject>(
      action: TemplateAction<I, O>,
      input: I,
      context: Partial<ActionContext<I, O>> = {},
    ): Promise<Run<O>> {
      const output: Partial<O> = {};
      const log: string[] = [];
      const note = (message: string) => log.push(message);
      const logger = mockServices.logger.mock({ info: note, warn: note });
      await action.handler({
        ...createMockActionContext<I, O>({ input, workspacePath }),
        logger,
        output(name, value) {
          if (value !== undefined) {
            output[name] = value;
          }
        },
        ...context,
      });
      return { output, log };
    },
    async stop() {
      await git.close();
      await rm(workspacePath, { recursive: true, force: true });
    },
  };
}
