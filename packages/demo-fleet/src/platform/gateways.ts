import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import type { FaultBoard } from '../faults/faultBoard';
import { keyOf, keyText, parseKey } from '../objects/kubeObject';
import type { Condition, ConditionChange } from '../resources/conditions';
import { findCondition, withCondition } from '../resources/conditions';
import type {
  Gateway,
  HttpRoute,
  ParentRef,
  RouteParentStatus,
} from '../resources/gateway';

const CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller';
const GROUP = 'gateway.networking.k8s.io';

/** How long a gateway takes to take up a change: simulated. */
const DELAY_MS = 300;

/** Sets what gateways and their routes say, as Gateway API v1.6 has it. */
export function startGateways(
  cluster: Cluster,
  faults: FaultBoard,
  onError: ErrorSink,
): void {
  const gateways = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: key => takeUp(cluster, key),
    onError,
  });
  const routes = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: key => answer(cluster, faults, key),
    onError,
  });
  const allRoutes = () => {
    for (const route of cluster.httpRoutes.list()) {
      routes.add(keyText(keyOf(route)));
    }
  };
  const allGateways = () => {
    for (const gateway of cluster.gateways.list()) {
      gateways.add(keyText(keyOf(gateway)));
    }
  };
  cluster.gateways.onChange(() => {
    allGateways();
    allRoutes();
  });
  cluster.httpRoutes.onChange(({ object }) => {
    routes.add(keyText(keyOf(object)));
    allGateways();
  });
  cluster.services.onChange(allRoutes);
  faults.onChange(({ fault }) => {
    if (fault.type === 'route-not-accepted') {
      allRoutes();
    }
  });
}

function takeUp(cluster: Cluster, key: string): void {
  const now = cluster.clock.timestamp();
  cluster.gateways.modify(parseKey(key), gateway => {
    const before = gateway.status;
    const attached = (listener: string) =>
      cluster.httpRoutes
        .list()
        .filter(route =>
          (route.status?.parents ?? []).some(
            ({ parentRef, conditions }) =>
              isOf(parentRef, route, gateway) &&
              (parentRef.sectionName ?? listener) === listener &&
              findCondition(conditions, 'Accepted')?.status === 'True',
          ),
        ).length;
    return {
      ...gateway,
      status: {
        addresses: [
          {
            type: 'Hostname',
            value: `gateway.${cluster.definition.ingressDomain}`,
          },
        ],
        conditions: observed(
          gateway,
          before?.conditions,
          [
            {
              type: 'Accepted',
              status: 'True',
              reason: 'Accepted',
              message: 'The Gateway has been scheduled by Envoy Gateway',
            },
            {
              type: 'Programmed',
              status: 'True',
              reason: 'Programmed',
              message:
                'Address assigned to the Gateway, 2/2 replicas available',
            },
          ],
          now,
        ),
        listeners: gateway.spec.listeners.map(({ name }) => ({
          name,
          attachedRoutes: attached(name),
          conditions: observed(
            gateway,
            before?.listeners?.find(listener => listener.name === name)
              ?.conditions,
            [{ type: 'Programmed', status: 'True', reason: 'Programmed' }],
            now,
          ),
        })),
      },
    };
  });
}

function answer(cluster: Cluster, faults: FaultBoard, key: string): void {
  const now = cluster.clock.timestamp();
  cluster.httpRoutes.modify(parseKey(key), route => {
    const parents = (route.spec.parentRefs ?? []).flatMap(
      (parentRef): RouteParentStatus[] => {
        const gateway = cluster.gateways
          .list()
          .find(candidate => isOf(parentRef, route, candidate));
        // What is no gateway of this controller gets no answer from it.
        if (!gateway) return [];
        const before = route.status?.parents.find(
          status => status.parentRef.name === parentRef.name,
        );
        return [
          {
            parentRef,
            controllerName: CONTROLLER,
            conditions: observed(
              route,
              before?.conditions,
              [
                accepted(route, parentRef, gateway, faults),
                resolved(cluster, route),
              ],
              now,
            ),
          },
        ];
      },
    );
    return parents.length > 0 || route.status
      ? { ...route, status: { parents } }
      : route;
  });
}

function accepted(
  route: HttpRoute,
  { sectionName }: ParentRef,
  gateway: Gateway,
  faults: FaultBoard,
): ConditionChange {
  const refused = (reason: string, message: string): ConditionChange => ({
    type: 'Accepted',
    status: 'False',
    reason,
    message,
  });
  if (faults.hits('route-not-accepted', route)) {
    return refused(
      'NotAllowedByListeners',
      'No listeners included by this parent ref allowed this attachment.',
    );
  }
  const listeners = gateway.spec.listeners.filter(
    listener => sectionName === undefined || listener.name === sectionName,
  );
  if (listeners.length === 0) {
    return refused('NoMatchingParent', 'No listeners match this parent ref');
  }
  const hostnames = route.spec.hostnames ?? [];
  const fits = listeners.some(
    listener =>
      hostnames.length === 0 ||
      hostnames.some(hostname => covers(listener.hostname, hostname)),
  );
  return fits
    ? {
        type: 'Accepted',
        status: 'True',
        reason: 'Accepted',
        message: 'Route is accepted',
      }
    : refused(
        'NoMatchingListenerHostname',
        'There were no hostname intersections between the HTTPRoute and this parent ref’s Listener(s).',
      );
}

function resolved(cluster: Cluster, route: HttpRoute): ConditionChange {
  const missing = (route.spec.rules ?? [])
    .flatMap(rule => rule.backendRefs ?? [])
    .find(
      ({ kind, name, namespace }) =>
        (kind ?? 'Service') === 'Service' &&
        !cluster.services.get({
          namespace: namespace ?? route.metadata.namespace,
          name,
        }),
    );
  return missing
    ? {
        type: 'ResolvedRefs',
        status: 'False',
        reason: 'BackendNotFound',
        message: `Service ${
          missing.namespace ?? route.metadata.namespace ?? ''
        }/${missing.name} not found`,
      }
    : {
        type: 'ResolvedRefs',
        status: 'True',
        reason: 'ResolvedRefs',
        message: 'Resolved all the Object references for the Route',
      };
}

function isOf(parent: ParentRef, route: HttpRoute, gateway: Gateway): boolean {
  return (
    (parent.kind ?? 'Gateway') === 'Gateway' &&
    (parent.group ?? GROUP) === GROUP &&
    parent.name === gateway.metadata.name &&
    (parent.namespace ?? route.metadata.namespace) ===
      gateway.metadata.namespace
  );
}

/** A wildcard stands for any number of labels in front (Gateway API v1.6). */
function covers(pattern: string | undefined, hostname: string): boolean {
  return (
    pattern === undefined ||
    pattern === hostname ||
    (pattern.startsWith('*.') && hostname.endsWith(pattern.slice(1)))
  );
}

/** These conditions also say which generation they are about. */
function observed(
  { metadata }: Gateway | HttpRoute,
  before: readonly Condition[] | undefined,
  changes: readonly ConditionChange[],
  now: string,
): Condition[] {
  return changes
    .reduce<Condition[]>(
      (list, change) => withCondition(list, change, now),
      [...(before ?? [])],
    )
    .map(condition => ({
      ...condition,
      observedGeneration: metadata.generation,
    }));
}
