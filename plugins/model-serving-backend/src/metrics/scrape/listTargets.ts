import { z } from 'zod';
import type { ClusterTransport } from '../../transport';
import type { ScrapeTarget } from '../config';

/** One pod and port that is read. */
export interface ScrapedPod {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
  readonly path: string;
}

const PAGE = 500;
const TIMEOUT_MS = 15_000;

const podList = z.object({
  metadata: z.object({ continue: z.string().optional() }).optional(),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({
        containers: z.array(
          z.object({
            ports: z
              .array(
                z.object({
                  name: z.string().optional(),
                  containerPort: z.number(),
                }),
              )
              .optional(),
          }),
        ),
      }),
      status: z.object({ phase: z.string().optional() }).optional(),
    }),
  ),
});

type ListedPod = z.infer<typeof podList>['items'][number];

/**
 * The running pods that configuration selects, each with the one port that it
 * names; those that do not declare a port of that name are left out.
 *
 * @throws ClusterRequestError
 */
export async function listTargets(
  transport: ClusterTransport,
  targets: readonly ScrapeTarget[],
  most: number,
  signal: AbortSignal,
): Promise<readonly ScrapedPod[]> {
  const found = new Map<string, ScrapedPod>();
  for (const target of targets) {
    for (const namespace of target.namespaces ?? [undefined]) {
      for await (const pod of listed(transport, target, namespace, signal)) {
        const port = portOf(pod, target.port);
        if (port === undefined || pod.status?.phase !== 'Running') continue;
        const { metadata } = pod;
        const key = `${metadata.namespace}/${metadata.name}:${port}${target.path}`;
        found.set(key, {
          namespace: metadata.namespace,
          pod: metadata.name,
          port,
          path: target.path,
        });
        // One more than there is room for, so that it can be said.
        if (found.size > most) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

async function* listed(
  transport: ClusterTransport,
  { selector }: ScrapeTarget,
  namespace: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<ListedPod> {
  const place = namespace ? `namespaces/${encodeURIComponent(namespace)}/` : '';
  let token: string | undefined;
  do {
    const query = new URLSearchParams({
      labelSelector: selector,
      limit: String(PAGE),
      ...(token && { continue: token }),
    });
    const page = podList.parse(
      await transport.get(`/api/v1/${place}pods?${query}`, {
        signal,
        timeoutMs: TIMEOUT_MS,
      }),
    );
    yield* page.items;
    token = page.metadata?.continue;
  } while (token);
}

function portOf({ spec }: ListedPod, wanted: string | number) {
  if (typeof wanted === 'number') return wanted;
  return spec.containers
    .flatMap(({ ports = [] }) => ports)
    .find(({ name }) => name === wanted)?.containerPort;
}

/** Where the API server shows what a port of a pod answers. */
export function proxyPath({ namespace, pod, port, path }: ScrapedPod): string {
  return `/api/v1/namespaces/${encodeURIComponent(
    namespace,
  )}/pods/${encodeURIComponent(pod)}:${port}/proxy${path}`;
}
