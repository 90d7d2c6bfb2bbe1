import { z } from 'zod';
import { blobId, propose, type Api } from './fakeGitHost.fixture';

const tree = z.object({
  tree: z.array(
    z.object({ path: z.string(), sha: z.string().nullable().optional() }),
  ),
});
const pull = z.object({ title: z.string(), body: z.string() });

/** GitHub's REST and GraphQL APIs, as far as a pull request needs them. */
export function githubApi(): Api {
  const blobs = new Map<string, string>();
  const trees = new Map<string, Map<string, string>>();
  const named = (prefix: string, size: number) => `${prefix}${size}`;
  return ({ method, path, body }, host) => {
    const at = `${method} ${path.replace('/repos/acme/fleet', '')}`;
    const main = host.branches.get('main') ?? new Map<string, string>();
    switch (at.replace(/\/contents\/.*/, '/contents/*')) {
      case 'GET ':
        return [200, { default_branch: 'main', permissions: { push: true } }];
      case 'GET /commits':
        trees.set('base', main);
        return [200, [{ sha: 'c0', commit: { tree: { sha: 'base' } } }]];
      case 'HEAD /contents/*':
        return [main.has(path.split('/contents/')[1] ?? '') ? 200 : 404, {}];
      case 'POST /git/blobs': {
        const sha = named('blob', blobs.size);
        const { content } = z.object({ content: z.string() }).parse(body);
        blobs.set(sha, Buffer.from(content, 'base64').toString());
        return [201, { sha }];
      }
      case 'POST /git/trees': {
        const files = new Map(main);
        for (const { path: file, sha } of tree.parse(body).tree) {
          if (sha) files.set(file, blobs.get(sha) ?? '');
          else files.delete(file);
        }
        const sha = named('tree', trees.size);
        trees.set(sha, files);
        return [201, { sha }];
      }
      case 'POST /git/commits': {
        const { tree: sha } = z.object({ tree: z.string() }).parse(body);
        return [201, { sha }];
      }
      case 'POST /graphql': {
        const { head } = z
          .object({ variables: z.object({ head: z.string() }) })
          .parse(body).variables;
        const open = host.proposed.find(({ branch }) => branch === head);
        const node = open && { id: 'x', number: open.number, url: 'u' };
        return [
          200,
          {
            data: {
              repository: {
                ref: host.branches.has(head)
                  ? {
                      associatedPullRequests: { edges: node ? [{ node }] : [] },
                    }
                  : null,
              },
            },
          },
        ];
      }
      default:
        break;
    }
    const ref = /\/git\/refs(?:\/heads\/(.+))?$/.exec(path);
    if (ref) {
      const { sha, ref: full = '' } = z
        .object({ sha: z.string(), ref: z.string().optional() })
        .parse(body);
      const branch = ref[1] ?? full.replace('refs/heads/', '');
      host.branches.set(branch, trees.get(sha) ?? new Map());
      return [method === 'POST' ? 201 : 200, {}];
    }
    const number = /\/pulls(?:\/(\d+))?$/.exec(path);
    if (number) {
      const { title, body: description } = pull.parse(body);
      const known = host.proposed.find(
        entry => entry.number === Number(number[1]),
      );
      const { head, base } = z
        .object({ head: z.string(), base: z.string() })
        .parse(body);
      const branch = head.replace(/^acme:/, '');
      const entry =
        known ?? propose(host, { branch, base, title, description });
      Object.assign(entry, { title, description });
      return [
        known ? 200 : 201,
        {
          number: entry.number,
          html_url: `https://github.test/acme/fleet/pull/${entry.number}`,
          base: { ref: base },
        },
      ];
    }
    return undefined;
  };
}

const commit = z.object({
  branch: z.string(),
  actions: z.array(
    z.object({
      action: z.string(),
      file_path: z.string(),
      content: z.string(),
    }),
  ),
});

/** GitLab's REST API, as far as a merge request needs it. */
export const gitlabApi: Api = ({ method, path, query, body }, host) => {
  const at = `${method} ${path.replace('/api/v4/projects/acme/fleet', '')}`;
  const shown = /^GET \/repository\/branches\/(.+)$/.exec(at);
  if (shown) {
    return host.branches.has(shown[1] ?? '')
      ? [200, { name: shown[1], web_url: 'https://gitlab.test/branch' }]
      : [404, { message: '404 Branch Not Found' }];
  }
  switch (at) {
    case 'GET ':
      return [200, { id: 1, default_branch: 'main' }];
    case 'GET /repository/tree':
      return [
        200,
        [...(host.branches.get('main') ?? [])].map(([file, content]) => ({
          path: file,
          id: blobId(content),
          type: 'blob',
        })),
      ];
    case 'POST /repository/branches': {
      const name = z.string().parse(body.branch ?? query.get('branch'));
      host.branches.set(name, new Map(host.branches.get('main')));
      return [201, { name }];
    }
    case 'POST /repository/commits': {
      const { branch, actions } = commit.parse(body);
      const files = host.branches.get(branch);
      for (const { action, file_path: file, content } of actions) {
        if (files?.has(file) === (action === 'create')) {
          return [400, { message: `${action} of ${file} is impossible` }];
        }
        files?.set(file, Buffer.from(content, 'base64').toString());
      }
      return [201, { id: 'c1' }];
    }
    case 'GET /merge_requests':
      return [
        200,
        host.proposed
          .filter(({ branch }) => branch === query.get('source_branch'))
          .map(({ number }) => ({
            iid: number,
            web_url: `https://gitlab.test/merge_requests/${number}`,
          })),
      ];
    case 'POST /merge_requests': {
      const given = z
        .object({
          source_branch: z.string(),
          target_branch: z.string(),
          title: z.string(),
          description: z.string(),
        })
        .parse(body);
      const { number } = propose(host, {
        branch: given.source_branch,
        base: given.target_branch,
        title: given.title,
        description: given.description,
      });
      return [
        201,
        {
          iid: number,
          web_url: `https://gitlab.test/merge_requests/${number}`,
        },
      ];
    }
    default:
      return undefined;
  }
};
