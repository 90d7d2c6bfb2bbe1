import type { Cluster } from '../cluster/cluster';
import type { FaultBoard } from '../faults/faultBoard';
import type { Kubelets } from '../kubelet/kubelet';
import type { ClusterLoad } from '../load/clusterLoad';
import type { DeviceBoard } from '../load/deviceBoard';
import type { AnyCollection } from '../objects/collection';
import { keyOf } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';
import { deleteObject } from '../cluster/deletion';
import type { Answer } from './answer';
import { notServed, ok, PAGE_NOT_FOUND } from './answer';
import {
  coreVersions,
  groupInfo,
  groupList,
  resourceList,
  versionInfo,
} from './discovery';
import { openapiDocument, openapiIndex } from './openapi';
import type { Pages } from './pages';
import { podLog, podProxy } from './podEndpoints';
import { getObject, listObjects, matcher } from './reading';
import type { ResourceTarget, Target } from './target';
import {
  createObject,
  patchObject,
  removeObject,
  updateObject,
} from './writing';

/** Who the bearer token stands for, as refusals name them. */
const USER = 'system:serviceaccount:backstage:modelfleet';

/** A request, its body read. */
export interface ApiRequest {
  readonly method: string;
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: unknown;
}

export interface ApiContext {
  readonly cluster: Cluster;
  readonly load: ClusterLoad;
  readonly devices: DeviceBoard;
  readonly kubelets: Kubelets;
  readonly faults: FaultBoard;
  readonly pages: Pages;
}

/** Everything but watches. Refusals are thrown as `StatusError`. */
export function dispatch(context: ApiContext, request: ApiRequest): Answer {
  const { cluster } = context;
  const { target } = request;
  switch (target.kind) {
    case 'version':
      return ok(versionInfo(cluster));
    case 'health':
      return { code: 200, text: 'ok' };
    case 'coreVersions':
      return ok(coreVersions());
    case 'groups':
      return ok(groupList(cluster));
    case 'group':
      return found(groupInfo(cluster, target.group));
    case 'groupVersion':
      return found(
        resourceList(cluster, target.group, target.version),
        notServed(target.group),
      );
    case 'openapiIndex':
      return ok(openapiIndex(cluster));
    case 'openapi':
      return found(openapiDocument(cluster, target.group, target.version));
    case 'resource':
      return resourceAnswer(context, request, target);
    default:
      return PAGE_NOT_FOUND;
  }
}

/** The collection that a path is about, if this identity may touch it. */
export function permittedCollection(
  { cluster, faults }: ApiContext,
  target: ResourceTarget,
  verb: string,
): AnyCollection | undefined {
  const { group, plural } = target;
  const resource = group ? `${plural}.${group}` : plural;
  const secret = group === '' && plural === 'secrets';
  if (secret || faults.forbids(resource)) {
    const scope = target.namespace
      ? `in the namespace "${target.namespace}"`
      : 'at the cluster scope';
    throw StatusError.create(
      'Forbidden',
      `${resource}${
        target.name ? ` "${target.name}"` : ''
      } is forbidden: User "${USER}" cannot ${verb} resource "${plural}" in API group "${group}" ${scope}`,
      {
        ...(target.name ? { name: target.name } : {}),
        ...(group ? { group } : {}),
        kind: plural,
      },
    );
  }
  const collection = cluster.collection(group, plural);
  return collection?.resource.version === target.version
    ? collection
    : undefined;
}

function resourceAnswer(
  context: ApiContext,
  request: ApiRequest,
  target: ResourceTarget,
): Answer {
  const { cluster, kubelets, pages } = context;
  const { query } = request;
  const collection = permittedCollection(
    context,
    target,
    verbOf(request, target),
  );
  if (!collection) {
    return notServed(target.group);
  }
  if (request.method === 'GET') {
    if (target.subresource === 'log') {
      return podLog(cluster, kubelets, target, query);
    }
    if (target.subresource === 'proxy') {
      return podProxy(context, target);
    }
    return target.name === undefined
      ? listObjects(collection, target, query, pages)
      : getObject(collection, target);
  }
  return write(context, request, target, collection);
}

function write(
  { cluster }: ApiContext,
  request: ApiRequest,
  target: ResourceTarget,
  collection: AnyCollection,
): Answer {
  const { body, contentType, method, query } = request;
  const named = target.name !== undefined;
  if (method === 'POST' && !named) {
    const made = createObject(cluster, collection, target.namespace, body);
    return { code: 201, json: made };
  }
  if (method === 'PUT' && named) {
    return ok(updateObject(collection, target, body));
  }
  if (method === 'PATCH' && named) {
    return ok(patchObject(collection, target, contentType, body));
  }
  if (method === 'DELETE' && named) {
    const grace = query.get('gracePeriodSeconds');
    return ok(
      removeObject(
        cluster,
        collection,
        target,
        grace === null ? undefined : Number(grace),
      ),
    );
  }
  if (method === 'DELETE') {
    const matches = matcher(collection, target, query);
    for (const object of collection.list(target.namespace).filter(matches)) {
      deleteObject(cluster, collection, keyOf(object));
    }
    return ok({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
    });
  }
  throw StatusError.create(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

function verbOf({ method, query }: ApiRequest, target: ResourceTarget): string {
  const named = target.name !== undefined;
  const verbs: Record<string, string> = {
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: named ? 'delete' : 'deletecollection',
  };
  const read = query.get('watch') === 'true' ? 'watch' : 'list';
  return verbs[method] ?? (named ? 'get' : read);
}

function found(json: unknown, otherwise: Answer = PAGE_NOT_FOUND): Answer {
  return json === undefined ? otherwise : ok(json);
}
