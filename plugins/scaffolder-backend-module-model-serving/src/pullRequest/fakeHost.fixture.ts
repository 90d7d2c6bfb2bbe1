import { z } from 'zod';
import type { Fetch } from './HostClient';

const written = z.object({
  head: z.string().optional(),
  base: z.string().optional(),
  sourceRefName: z.string().optional(),
  targetRefName: z.string().optional(),
  title: z.string(),
  body: z.string().optional(),
  description: z.string().optional(),
});

interface Stored {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  description: string;
  open: boolean;
}

/** A git host's pull requests in memory, behind its documented API. */
export interface FakeHost {
  readonly fetch: Fetch;
  readonly stored: Stored[];
  /** Method, path and query, and Authorization of each request. */
  readonly requests: { line: string; authorization: string | null }[];
  /** Answers before the API does, for faults. */
  before: (request: Request) => Response | undefined;
}

/** `gitea` as Gitea 1.2x, `azure` as Azure DevOps Services answers. */
export function fakeHost(kind: 'gitea' | 'azure'): FakeHost {
  const stored: Stored[] = [];
  const shown = (entry: Stored) =>
    kind === 'gitea' ? asGitea(entry) : asAzure(entry);

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const number = Number(
      /\/(?:pulls|pullrequests)\/(\d+)$/.exec(url.pathname)?.[1],
    );
    if (request.method === 'GET') {
      const all = stored.filter(
        entry => entry.open && matches(entry, url.searchParams),
      );
      const page = Number(url.searchParams.get('page') ?? 1);
      return Response.json(
        kind === 'gitea'
          ? all.slice((page - 1) * 2, page * 2).map(shown)
          : { value: all.map(shown), count: all.length },
      );
    }
    const body = written.parse(await request.json());
    if (request.method === 'PATCH') {
      const entry = stored.find(item => item.number === number);
      if (!entry) {
        return Response.json({ message: 'not found' }, { status: 404 });
      }
      entry.title = body.title;
      entry.description = body.body ?? body.description ?? '';
      return Response.json(shown(entry));
    }
    const head = body.head ?? short(body.sourceRefName);
    const base = body.base ?? short(body.targetRefName);
    if (stored.some(item => item.open && item.head === head)) {
      return Response.json(
        { message: 'pull request already exists for these targets' },
        { status: 409 },
      );
    }
    const entry: Stored = {
      number: stored.length + 1,
      head,
      base,
      title: body.title,
      description: body.body ?? body.description ?? '',
      open: true,
    };
    stored.push(entry);
    return Response.json(shown(entry), { status: 201 });
  }

  const host: FakeHost = {
    stored,
    requests: [],
    before: () => undefined,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      host.requests.push({
        line: `${request.method} ${pathname}${search}`,
        authorization: request.headers.get('authorization'),
      });
      return host.before(request.clone()) ?? answer(request);
    },
  };
  return host;
}

function matches(entry: Stored, query: URLSearchParams): boolean {
  const source = query.get('searchCriteria.sourceRefName');
  return source === null || short(source) === entry.head;
}

function asGitea({ number, head, base }: Stored) {
  return {
    number,
    html_url: `https://git.example.com/acme/fleet/pulls/${number}`,
    head: { ref: head, repo_id: 1 },
    base: { ref: base, repo_id: 1 },
  };
}

function asAzure({ number, head }: Stored) {
  return { pullRequestId: number, sourceRefName: `refs/heads/${head}` };
}

function short(ref: string | undefined): string {
  return (ref ?? '').replace(/^refs\/heads\//, '');
}
