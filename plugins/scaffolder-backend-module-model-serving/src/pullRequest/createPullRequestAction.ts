import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { FleetAccess } from '../fleet/FleetAccess';
import { readAuthor } from '../push/author';
import { commitMessage } from '../push/commitMessage';
import { deliveryOf } from '../push/delivery';
import { requireNamespace } from '../push/planPush';
import { readChange } from '../push/readChange';
import { clustersOf, readHead } from '../push/readHead';
import type { Repositories } from '../repository/Repositories';
import { forPeople } from '../request/forPeople';
import { serviceFields } from '../request/inputFields';
import { fingerprint } from '../workspace/workspaceFiles';
import { proposalBranch, proposalWords } from './proposalText';
import { proposeChange } from './proposeChange';
import { examples } from './pullRequest.examples';

/**
 * `model-serving:git:pull-request`: proposes the files of a service to a
 * configured repository at Gitea or Azure DevOps, for which upstream has no
 * such action.
 */
export function createPullRequestAction(options: {
  auth: AuthService;
  fleet: FleetAccess;
  catalog: CatalogService;
  repositories: Repositories;
}) {
  const { repositories } = options;
  return createTemplateAction({
    id: 'model-serving:git:pull-request',
    description:
      'Proposes the files of an inference service to the configured repository by a pull request (Gitea, Forgejo, Azure DevOps), as the person who started the task. A service has one branch and one open pull request, which a second run updates.',
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
                'Files of the service that go. Nothing else is ever deleted.',
            })
            .optional(),
        title: z =>
          z
            .string({ description: 'Default: what happens to which service' })
            .optional(),
        description: z =>
          z
            .string({
              description:
                'In Markdown, above the Model, the clusters and the files',
            })
            .optional(),
        token: z =>
          z
            .string({
              description:
                'Your own token for the git host; needed where scaffolder.requireScmUserCredentials is on',
            })
            .optional(),
      },
      output: {
        pullRequestUrl: z =>
          z
            .string({
              description:
                'Its page; absent when the repository has all of this already',
            })
            .optional(),
        pullRequestNumber: z => z.number().optional(),
        branch: z => z.string({ description: 'That holds the change' }),
        commitSha: z => z.string(),
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
        requireNamespace(push, plan.namespace);
        const credentials = repositories.credentialsForWriting(input.token);
        const host = await repositories.pullRequestHost(
          plan.repository.id,
          input.token,
        );
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
        const branch = proposalBranch(plan.tenant, plan.service);
        const message = commitMessage({
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
        const words = proposalWords({
          ...plan,
          title: input.title,
          description: input.description,
          subject: message.split('\n')[0] ?? plan.service,
          push,
          clusters: clustersOf(push, head),
          changes: head.changes,
          author,
        });
        ctx.output('branch', branch);
        ctx.output('repositoryUrl', plan.repository.url);
        ctx.output('entityRef', plan.serviceRef);
        ctx.output('path', plan.path);
        if (head.changes.length === 0) {
          logger.info(
            `Nothing to propose: ${
              plan.repository.branch
            } has all of this at ${head.commit.slice(0, 8)}`,
          );
          ctx.output('commitSha', head.commit);
          return;
        }
        if (ctx.isDryRun) {
          logger.info(
            `Dry run, nothing is pushed. The pull request would be from ${branch} to ${plan.repository.branch}:\n${words.title}\n\n${words.description}`,
          );
          for (const { path, content } of head.changes) {
            logger.info(
              content === undefined ? `Deletes ${path}` : `${path}\n${content}`,
            );
          }
          ctx.output('commitSha', head.commit);
          return;
        }
        const proposed = await ctx.checkpoint({
          key: `model-serving.git.pull-request.${plan.repository.id}.${
            plan.path
          }.${fingerprint(JSON.stringify([...push.files, push.removed]))}`,
          fn: async () => ({
            ...(await proposeChange({
              client,
              host,
              call,
              head,
              branch,
              target: plan.repository.branch,
              folder: plan.path,
              clusters: push.clusters,
              message,
              author: { name: author.name, email: author.email },
              words,
            })),
          }),
        });
        logger.info(
          `${proposed.isUpdate ? 'Updated' : 'Opened'} the pull request ${
            proposed.url
          }`,
        );
        ctx.output('commitSha', proposed.commit);
        ctx.output('pullRequestUrl', proposed.url);
        ctx.output('pullRequestNumber', proposed.number);
      }),
  });
}
