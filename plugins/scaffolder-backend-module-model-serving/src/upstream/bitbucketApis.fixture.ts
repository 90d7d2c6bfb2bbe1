import { z } from 'zod';
import { propose, type Api } from './fakeGitHost.fixture';

const end = z.object({ branch: z.object({ name: z.string() }) });

/**
 * Bitbucket Cloud's REST API, as far as a pull request needs it.
 *
 * @param makeBranch - Makes the branch in the repository itself.
 */
export function bitbucketCloudApi(makeBranch: (name: string) => void): Api {
  return ({ method, path, query, body }, host) => {
    const at = `${method} ${path.replace('/2.0/repositories/acme/fleet', '')}`;
    switch (at) {
      case 'GET ':
        return [200, { mainbranch: { name: 'main' } }];
      case 'GET /refs/branches': {
        const [, name = ''] =
          /^name = "(.+)"$/.exec(query.get('q') ?? '') ?? [];
        return [200, { values: host.branches.has(name) ? [{ name }] : [] }];
      }
      case 'POST /refs/branches': {
        const { name } = z
          .object({ name: z.string(), target: z.object({ hash: z.string() }) })
          .parse(body);
        host.branches.set(name, new Map());
        makeBranch(name);
        return [201, { name }];
      }
      case 'POST /pullrequests': {
        const given = z
          .object({
            title: z.string(),
            summary: z.object({ raw: z.string() }),
            source: end,
            destination: end,
          })
          .parse(body);
        const { number } = propose(host, {
          branch: given.source.branch.name,
          base: given.destination.branch.name,
          title: given.title,
          description: given.summary.raw,
        });
        return [
          201,
          { links: { html: { href: `https://bitbucket.test/pr/${number}` } } },
        ];
      }
      default:
        return undefined;
    }
  };
}

const ref = z.object({ displayId: z.string() });

/**
 * Bitbucket Server's REST API, as far as a pull request needs it.
 *
 * @param makeBranch - Makes the branch in the repository itself.
 */
export function bitbucketServerApi(makeBranch: (name: string) => void): Api {
  const shown = (name: string) => ({ displayId: name, latestCommit: 'c0' });
  return ({ method, path, body }, host) => {
    const at = `${method} ${path.replace(
      '/rest/api/1.0/projects/ACME/repos/fleet',
      '',
    )}`;
    switch (at) {
      case 'GET /default-branch':
        return [200, shown('main')];
      case 'GET /branches':
        return [200, { values: [...host.branches.keys()].map(shown) }];
      case 'POST /branches': {
        const { name } = z.object({ name: z.string() }).parse(body);
        host.branches.set(name, new Map());
        makeBranch(name);
        return [200, shown(name)];
      }
      case 'POST /pull-requests': {
        const given = z
          .object({
            title: z.string(),
            description: z.string(),
            fromRef: ref,
            toRef: ref,
          })
          .parse(body);
        const { number } = propose(host, {
          branch: given.fromRef.displayId,
          base: given.toRef.displayId,
          title: given.title,
          description: given.description,
        });
        return [
          201,
          {
            links: { self: [{ href: `https://bitbucket.test/pr/${number}` }] },
          },
        ];
      }
      default:
        return undefined;
    }
  };
}
