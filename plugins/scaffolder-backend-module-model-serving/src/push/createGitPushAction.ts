import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { FleetAccess } from '../fleet/FleetAccess';
import type { Repositories } from '../repository/Repositories';
import { serviceFields } from '../request/inputFields';
import { fingerprint } from '../workspace/workspaceFiles';
import { readAuthor } from './author';
import { commitMessage } from './commitMessage';
import { forPeople } from '../request/forPeople';
import { examples } from './gitPush.examples';
import { deliveryOf } from './delivery';
import { requireNamespace } from './planPush';
import { readChange } from './readChange';
import { clustersOf, readHead } from './readHead';

/**
 * `model-serving:git:push`: commits the files of a service to a configured
 * repository that takes direct pushes.
 */
export function createGitPushAction(options: {
  auth: AuthService;
  fleet: FleetAccess;
  catalog: CatalogService;
  repositories: Repositories;
}) {
  const { repositories } = options;
  return createTemplateAction({
    id: 'model-serving:git:push',
    description:
      'Commits the files of an inference service to the configured repository, as the person who started the task. Only for repositories with directPush; for others use a pull request action.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...serviceFields,
        sourcePath: z =>
          z.string({
            description:
              'Folder of the service in the workspace: the output path of model-serving:render',
          }),
        basedOn: z =>
          z
            .record(z.string(), {
              description:
                'Output basedOn of model-serving:render. With it, a file that others changed since is a conflict, and one that was not changed here is left alone.',
            })
            .optional(),
        removed: z =>
          z
            .array(z.string(), {
              description:
                'Output removed of model-serving:render or model-serving:remove: files of the service that go. Nothing else is ever deleted.',
            })
            .optional(),
        message: z =>
          z
            .string({
              description:
                'Commit message; default: what happens to which service in which clusters',
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
        commitSha: z =>
          z.string({ description: "The commit that has the service's files" }),
        commitUrl: z =>
          z
            .string({ description: 'Its page, where the git host has one' })
            .optional(),
        repositoryUrl: z => z.string(),
        entityRef: z =>
          z.string({ description: 'Entity reference of the Component' }),
        path: z =>
          z.string({ description: 'Folder of the service in the repository' }),
      },
    },
    handler: ctx =>
      forPeople(async () => {
        const { input, logger, signal } = ctx;
        const { push, plan } = await readChange(ctx, options.fleet);
        if (!plan.repository.directPush) {
          throw new InputError(
            `The repository '${plan.repository.id}' takes no direct pushes; use a pull request action: model-serving:git:pull-request for Gitea and Azure DevOps, publish:github:pull-request or another of upstream’s for other hosts`,
          );
        }
        requireNamespace(push, plan.namespace);
        const credentials = repositories.credentialsForWriting(input.token);
        const author = await readAuthor({ ...options, caller: ctx });

        const client = repositories.client(plan.repository.id);
        const call = {
          ...(signal ? { signal } : {}),
          ...(credentials ? { credentials } : {}),
        };
        const head = await readHead({
          client,
          call,
          folder: plan.path,
          push,
          basedOn: input.basedOn,
          delivery: deliveryOf(
            repositories.repository(plan.repository.id),
            plan,
            push.present,
            push.left,
          ),
        });
        const message = commitMessage({
          message: input.message,
          service: plan.service,
          tenant: plan.tenant,
          isNew: head.isNew,
          isGone: push.isGone,
          left: push.left,
          clusters: clustersOf(push, head),
          wave: push.wave,
          modelRef: push.service.modelRef,
          person: author.entityRef,
          template: ctx.templateInfo?.entityRef,
          task: ctx.task.id,
        });
        const finish = (commit: string) => {
          ctx.output('commitSha', commit);
          ctx.output(
            'commitUrl',
            repositories.commitUrl(plan.repository.url, commit),
          );
          ctx.output('repositoryUrl', plan.repository.url);
          ctx.output('entityRef', plan.serviceRef);
          ctx.output('path', plan.path);
        };
        if (ctx.isDryRun) {
          logger.info(
            `Dry run, nothing is pushed. The commit would be by ${author.name} <${author.email}>:\n${message}`,
          );
          for (const { path, content } of head.changes) {
            logger.info(
              content === undefined ? `Deletes ${path}` : `${path}\n${content}`,
            );
          }
          finish(head.commit);
          return;
        }
        const result = await ctx.checkpoint({
          key: `model-serving.git.push.${plan.repository.id}.${
            plan.path
          }.${fingerprint(JSON.stringify([...push.files, push.removed]))}`,
          fn: async () =>
            head.changes.length === 0
              ? { commit: head.commit, pushed: false }
              : {
                  ...(await client.commitAndPush({
                    ...call,
                    files: head.changes,
                    message,
                    author: { name: author.name, email: author.email },
                  })),
                },
        });
        logger.info(
          result.pushed
            ? `Pushed ${result.commit.slice(0, 8)} to ${
                plan.repository.url
              }, branch ${plan.repository.branch}`
            : `Already up to date at ${result.commit.slice(0, 8)}`,
        );
        finish(result.commit);
      }),
  });
}
