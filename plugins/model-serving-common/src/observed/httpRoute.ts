import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** What a route refers to. @public */
export interface RouteReference {
  readonly group: string;
  readonly kind: string;
  /** That of the route where it says none. */
  readonly namespace: string;
  readonly name: string;
  /** The listener of a gateway; any that takes the host when absent. */
  readonly section?: string;
}

/**
 * An HTTPRoute of the Gateway API: which requests a gateway sends where.
 *
 * @public
 */
export interface HttpRouteRecord extends ObservedRecord {
  /** Gateways, or Services of a mesh, that should take it. */
  readonly parents: readonly RouteReference[];
  /** Without repetitions, of all its rules. */
  readonly backends: readonly RouteReference[];
  readonly hostnames: readonly string[];
  /** What each parent says; one that is no parent any more may still be here. */
  readonly statuses: readonly {
    readonly parent: RouteReference;
    readonly conditions: readonly ConditionRecord[];
  }[];
}

const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const SHOWN_HOSTNAMES = 3;

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'Accepted',
  'ResolvedRefs',
  'PartiallyInvalid',
  'Programmed',
]);

/**
 * The projection of HTTPRoutes, Gateway API v1.6
 * `gateway.networking.k8s.io/v1`; the fields that are read are the same in
 * v1beta1.
 *
 * @public
 */
export const httpRouteProjection: Projection<HttpRouteRecord> = {
  resource: {
    group: GATEWAY_GROUP,
    kind: 'HTTPRoute',
    plural: 'httproutes',
    versions: ['v1', 'v1beta1'],
  },
  project(raw) {
    const route = ObjectReader.create(raw, 'HTTPRoute');
    const meta = readMeta(route, () => false);
    const spec = route.object('spec');
    const gateway = reader(meta.namespace, GATEWAY_GROUP, 'Gateway');
    const backend = reader(meta.namespace, '', 'Service');
    const backends = new Map(
      spec
        .list('rules')
        .flatMap(rule => rule.list('backendRefs'))
        // A weight of 0 gets no requests.
        .filter(reference => reference.optionalInteger('weight') !== 0)
        .map(reference => {
          const found = backend(reference);
          return [JSON.stringify(found), found] as const;
        }),
    );
    return {
      meta,
      parents: spec.list('parentRefs').map(gateway),
      backends: [...backends.values()],
      hostnames: spec.strings('hostnames').slice(0, SHOWN_HOSTNAMES),
      statuses: route
        .object('status')
        .list('parents')
        .map(status => ({
          parent: gateway(status.object('parentRef')),
          conditions: readConditions(status, READ_CONDITIONS),
        })),
    };
  },
};

function reader(namespace: string | undefined, group: string, kind: string) {
  return (reference: ObjectReader): RouteReference => {
    const section = reference.optionalString('sectionName');
    return {
      group: reference.optionalString('group') ?? group,
      kind: reference.optionalString('kind') ?? kind,
      namespace: reference.optionalString('namespace') ?? namespace ?? '',
      name: reference.optionalString('name') ?? '',
      ...(section && { section }),
    };
  };
}
