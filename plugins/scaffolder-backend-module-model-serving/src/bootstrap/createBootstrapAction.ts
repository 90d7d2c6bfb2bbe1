import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { renderPlatform } from '@modelfleet/backstage-plugin-model-serving-common';
import { readAuthor } from '../push/author';
import type { Caller } from '../fleet/Caller';
import type { Repositories } from '../repository/Repositories';
import { forPeople } from '../request/forPeople';
import {
  fingerprint,
  removeFromWorkspace,
  writeWorkspace,
} from '../workspace/workspaceFiles';
import { examples } from './bootstrap.examples';

/**
 * `model-serving:bootstrap`: writes the platform's own part of a configured
 * repository into the workspace, and on request commits it.
 */
export function createBootstrapAction(options: {
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: CatalogService;
  repositories: Repositories;
}) {
  const { repositories } = options;
  return createTemplateAction({
    id: 'model-serving:bootstrap',
    description:
      "Writes the platform's part of a configured repository from its configuration: what lets Argo CD or Flux deliver the folders of its tenants, and nothing else. For the platform team (modelServing.platform.owner).",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repository: z =>
          z.string({ description: 'Id of the configured repository' }),
        push: z =>
          z
            .boolean({
              description:
                'Commit it too; only where the repository takes direct pushes. Default: only write the workspace, for a pull request action',
            })
            .optional(),
        token: z =>
          z
            .string({
              description:
                'Your own token for the git server; needed where scaffolder.requireScmUserCredentials is on',
            })
            .optional(),
      },
      output: {
        changed: z => z.array(z.string()),
        removed: z => z.array(z.string()),
        commitSha: z => z.string().optional(),
        repositoryUrl: z => z.string(),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { input, logger, signal } = ctx;
        const repository = repositories.repository(input.repository);
        await requirePlatformTeam(
          options.userInfo,
          ctx,
          repository.platform?.owner,
        );
        if (input.push && !repository.directPush) {
          throw new InputError(
            `The repository '${repository.id}' takes no direct pushes; use a pull request action such as publish:github:pull-request`,
          );
        }
        const client = repositories.client(repository.id);
        const call = signal ? { signal } : {};
        const tree = await client.readTree({ ...call, include: () => true });
        const { files, changed, removed } = renderPlatform(
          repository,
          tree.files,
        );
        await writeWorkspace(ctx.workspacePath, '', files);
        await removeFromWorkspace(ctx.workspacePath, '', removed);
        for (const path of changed) {
          logger.info(`${tree.files.has(path) ? 'Changes' : 'Adds'} ${path}`);
          if (ctx.isDryRun) {
            logger.info(files.get(path) ?? '');
          }
        }
        for (const path of removed) {
          logger.info(`Removes ${path}`);
        }
        ctx.output('changed', [...changed]);
        ctx.output('removed', [...removed]);
        ctx.output('repositoryUrl', repository.url);
        const paths = [...changed, ...removed];
        if (paths.length === 0) {
          logger.info('The repository has all of this already');
          ctx.output('commitSha', tree.commit);
        } else if (input.push && !ctx.isDryRun) {
          const author = await readAuthor({ ...options, caller: ctx });
          const credentials = repositories.credentialsForWriting(input.token);
          const commit = await ctx.checkpoint({
            key: `model-serving.bootstrap.${repository.id}.${fingerprint(
              JSON.stringify([...files, removed]),
            )}`,
            fn: async () => {
              const result = await client.commitAndPush({
                ...call,
                ...(credentials ? { credentials } : {}),
                files: paths.map(path => ({
                  path,
                  content: files.get(path),
                  basedOn: { content: tree.files.get(path) },
                })),
                message: `Write the platform's part for ${repository.delivery}\n\nRequested-by: ${author.entityRef}\nBackstage-Task: ${ctx.task.id}\n`,
                author: { name: author.name, email: author.email },
              });
              return result.commit;
            },
          });
          logger.info(`Pushed ${commit.slice(0, 8)} to ${repository.url}`);
          ctx.output('commitSha', commit);
        }
      }),
  });
}

/**
 * The platform's folder decides what every tenant may do: it is for the group
 * that configuration names, and for nobody where it names none.
 */
async function requirePlatformTeam(
  userInfo: UserInfoService,
  caller: Caller,
  owner: string | undefined,
): Promise<void> {
  if (owner === undefined) {
    throw new NotAllowedError(
      'Nobody may write the platform’s part from here: configuration names no modelServing.platform.owner. The command `npm run bootstrap` writes it into a checkout.',
    );
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(
    await caller.getInitiatorCredentials(),
  );
  const refs = ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
  if (!refs.includes(owner.toLocaleLowerCase('en-US'))) {
    throw new NotAllowedError(
      `You may not write the platform's part of a repository; it belongs to ${owner}`,
    );
  }
}
