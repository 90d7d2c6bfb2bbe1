import { parseEntityRef } from '@backstage/catalog-model';
import type {
  FiguresOptions,
  RequestOptions,
  RolloutsQuestion,
  WorkloadsQuery,
} from './ModelServingApi';

// How a call is written as a request.

function entityPath(entityRef: string) {
  const { kind, namespace, name } = parseEntityRef(entityRef, {
    defaultNamespace: 'default',
  });
  return { kind: kind.toLocaleLowerCase('en-US'), namespace, name };
}

export function unconditional(options: RequestOptions | undefined) {
  return {
    signal: options?.signal ?? null,
    headers: options?.token ? { authorization: `Bearer ${options.token}` } : {},
  };
}

export function conditional(options: RequestOptions | undefined) {
  const header = options?.ifNoneMatch
    ? { 'if-none-match': options.ifNoneMatch }
    : {};
  return { ...unconditional(options), params: { header } };
}

export function figuresQuery(options: FiguresOptions | undefined) {
  const { range, series, cluster } = options ?? {};
  return {
    ...(range && { range }),
    ...(series && { series: [...series] }),
    ...(cluster && { cluster }),
  };
}

export function rolloutsQuery(question: RolloutsQuestion | undefined) {
  const { verdict, text, limit } = question ?? {};
  return {
    ...(verdict && { verdict: [...verdict] }),
    ...(text && { text }),
    ...(limit !== undefined && { limit }),
  };
}

/** Lists that may be changed, as the client wants them. */
export function workloadsQuery({ verdict, ...query }: WorkloadsQuery) {
  const { catalogued, text, limit, cursor, ...lists } = query;
  const { cluster, namespace, kind, tenant, owner, entityRef } = lists;
  return {
    ...(cluster && { cluster: [...cluster] }),
    ...(namespace && { namespace: [...namespace] }),
    ...(verdict && { verdict: [...verdict] }),
    ...(kind && { kind: [...kind] }),
    ...(tenant && { tenant: [...tenant] }),
    ...(owner && { owner: [...owner] }),
    ...(entityRef && { entityRef: [...entityRef] }),
    ...(catalogued !== undefined && { catalogued }),
    ...(text && { text }),
    ...(limit !== undefined && { limit }),
    ...(cursor && { cursor }),
  };
}

export function ofEntity(
  entityRef: string,
  options: RequestOptions | undefined,
) {
  const { params, ...rest } = conditional(options);
  return { ...rest, params: { ...params, path: entityPath(entityRef) } };
}
