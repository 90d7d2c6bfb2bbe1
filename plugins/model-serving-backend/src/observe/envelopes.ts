import { z } from 'zod';
import { ClusterRequestError } from '../transport';

/** Far over what Kubernetes has, and far under what would fill the memory. */
const LONGEST_VERSION = 256;
const LONGEST_TOKEN = 64 * 1024;
/** Of names and namespaces, as Kubernetes has them. */
const LONGEST_NAME = 253;

const versionSchema = z.string().max(LONGEST_VERSION);

const listSchema = z.object({
  metadata: z.object({
    resourceVersion: versionSchema.default(''),
    continue: z.string().max(LONGEST_TOKEN).optional(),
  }),
  items: z.array(z.unknown()),
});

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});

const metaSchema = z.object({
  metadata: z.object({
    name: z.string().min(1).max(LONGEST_NAME),
    namespace: z.string().max(LONGEST_NAME).optional(),
    resourceVersion: versionSchema.default(''),
  }),
});

const statusSchema = z.object({
  code: z.number().optional(),
  message: z.string().optional(),
});

/** What to do about answers that are none of Kubernetes. */
export const NOT_KUBERNETES =
  'Check that the URL is that of the API server, and what is in front of it.';

/** One page of a list. */
export interface ListPage {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  readonly continueToken: string | undefined;
}

/** What a watch says; `other` is what we do not know and pass over. */
export type WatchEvent =
  | { readonly type: 'put' | 'delete'; readonly object: unknown }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  | { readonly type: 'error'; readonly code: number; readonly message: string }
  | { readonly type: 'other' };

export interface ObjectIdentity {
  readonly name: string;
  readonly namespace?: string;
  readonly resourceVersion: string;
}

/** @throws ClusterRequestError when it is no list. */
export function parseList(
  cluster: string,
  path: string,
  raw: unknown,
): ListPage {
  const list = listSchema.safeParse(raw);
  if (!list.success) {
    throw new ClusterRequestError(
      `Cluster '${cluster}' answered ${path} with something that is no list`,
      { kind: 'protocol', advice: NOT_KUBERNETES },
    );
  }
  const { metadata, items } = list.data;
  return {
    items,
    resourceVersion: metadata.resourceVersion,
    // The empty string is how servers say that there is no next page.
    continueToken: metadata.continue || undefined,
  };
}

export function parseWatchEvent(raw: unknown): WatchEvent {
  const event = eventSchema.safeParse(raw);
  if (!event.success) {
    return { type: 'other' };
  }
  const { type, object } = event.data;
  switch (type) {
    case 'BOOKMARK': {
      const bookmark = z
        .object({
          metadata: z.object({ resourceVersion: versionSchema.min(1) }),
        })
        .safeParse(object);
      return bookmark.success
        ? {
            type: 'bookmark',
            resourceVersion: bookmark.data.metadata.resourceVersion,
          }
        : { type: 'other' };
    }
    case 'ERROR': {
      const status = statusSchema.safeParse(object);
      return {
        type: 'error',
        code: (status.success && status.data.code) || 500,
        message: ((status.success && status.data.message) || 'an error').slice(
          0,
          300,
        ),
      };
    }
    case 'DELETED':
      return { type: 'delete', object };
    default:
      return { type: 'put', object };
  }
}

/** `undefined` for what has no name and so cannot be any object. */
export function identityOf(raw: unknown): ObjectIdentity | undefined {
  const parsed = metaSchema.safeParse(raw);
  if (!parsed.success) {
    return undefined;
  }
  const { name, namespace, resourceVersion } = parsed.data.metadata;
  return { name, ...(namespace && { namespace }), resourceVersion };
}
