import type { AnyCollection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';
import { apiVersionOf, qualifiedName } from '../resources/resource';
import type { Answer } from './answer';
import { isBuiltIn, ok } from './answer';
import type { Pages } from './pages';
import type { Matcher } from './selectors';
import { parseFieldSelector, parseLabelSelector } from './selectors';
import type { ResourceTarget } from './target';

export function getObject(
  collection: AnyCollection,
  target: ResourceTarget,
): Answer {
  return ok(requireObject(collection, target));
}

export function requireObject(
  collection: AnyCollection,
  target: ResourceTarget,
): KubeObject {
  const { namespace, name = '' } = target;
  const object = collection.get({ namespace, name });
  if (!object) {
    throw notFound(collection, name);
  }
  return object;
}

/** `GET` on a collection without `watch`. */
export function listObjects(
  collection: AnyCollection,
  target: ResourceTarget,
  query: URLSearchParams,
  pages: Pages,
): Answer {
  const limit = limitOf(query);
  requireListVersion(query.get('resourceVersion'));
  const token = query.get('continue');
  const matches = matcher(collection, target, query);
  // From the watch cache: as fresh as it is, and never in pages.
  const cached = query.get('resourceVersion') === '0';
  const page = token
    ? pages.next(token, limit)
    : pages.first(
        collection.list(target.namespace).filter(matches),
        cached ? 0 : limit,
      );
  return ok({
    kind: `${collection.resource.kind}List`,
    apiVersion: apiVersionOf(collection.resource),
    metadata: {
      resourceVersion: String(page.version),
      ...(page.next
        ? {
            continue: page.next.token,
            // What a selector leaves over, a server would have to count.
            ...(selects(query)
              ? {}
              : { remainingItemCount: page.next.remaining }),
          }
        : {}),
    },
    items: page.items.map(item => listItem(collection, item)),
  });
}

/** Which objects a list or watch is about. */
export function matcher(
  collection: AnyCollection,
  target: ResourceTarget,
  query: URLSearchParams,
): Matcher {
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(
    query.get('fieldSelector') ?? '',
    collection.resource,
  );
  return object =>
    (target.namespace === undefined ||
      object.metadata.namespace === target.namespace) &&
    (target.name === undefined || object.metadata.name === target.name) &&
    byLabel(object) &&
    byField(object);
}

export function notFound(collection: AnyCollection, name: string): StatusError {
  const { group, plural } = collection.resource;
  return StatusError.create(
    'NotFound',
    `${qualifiedName(collection.resource)} "${name}" not found`,
    { name, ...(group ? { group } : {}), kind: plural },
  );
}

function selects(query: URLSearchParams): boolean {
  return Boolean(query.get('labelSelector') || query.get('fieldSelector'));
}

function requireListVersion(text: string | null): void {
  if (text && !/^\d+$/.test(text)) {
    throw StatusError.create(
      'BadRequest',
      `invalid resource version: resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
}

function listItem(collection: AnyCollection, object: KubeObject): unknown {
  // Lists of built-in kinds leave out each item's kind.
  if (!isBuiltIn(collection.resource.group)) {
    return object;
  }
  const { kind: _kind, apiVersion: _version, ...item } = object;
  return item;
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) {
    throw StatusError.create(
      'BadRequest',
      `strconv.ParseInt: parsing "${query.get('limit')}": invalid syntax`,
    );
  }
  return limit;
}
