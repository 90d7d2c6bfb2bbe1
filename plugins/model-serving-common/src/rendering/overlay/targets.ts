import type { ServiceFacts } from '../facts';
import { hostnameOf, hostsDiffer } from '../objects/hostname';
import { SERVING_KINDS, type ObjectKind } from '../serving';
import type { CheckedPlacement } from '../validateRequest';
import type { BaseFacts, PatchFigures, PatchOperation } from './types';

/** A kind of object that overlays patch, and how its operations are read. */
export interface PatchTarget extends ObjectKind {
  /** Whether it is what runs the model. */
  readonly isServing: boolean;
  readOperation(operation: PatchOperation): PatchFigures | undefined;
}

/** The operations of one overlay on one object. */
export interface TargetedPatch {
  readonly target: PatchTarget;
  readonly operations: readonly PatchOperation[];
}

const HPA: PatchTarget = {
  group: 'autoscaling',
  version: 'v2',
  kind: 'HorizontalPodAutoscaler',
  isServing: false,
  readOperation: boundsReader('/spec/minReplicas', '/spec/maxReplicas'),
};

const SCALED_OBJECT: PatchTarget = {
  group: 'keda.sh',
  version: 'v1alpha1',
  kind: 'ScaledObject',
  isServing: false,
  readOperation: boundsReader('/spec/minReplicaCount', '/spec/maxReplicaCount'),
};

const HTTP_ROUTE: PatchTarget = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  kind: 'HTTPRoute',
  isServing: false,
  readOperation: pathReader('/spec/hostnames/0'),
};

const INGRESS: PatchTarget = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'Ingress',
  isServing: false,
  readOperation: pathReader('/spec/rules/0/host', '/spec/tls/0/hosts/0'),
};

const SERVING: readonly PatchTarget[] = Object.values(SERVING_KINDS).map(
  ({ kind, readOperation }) => ({ ...kind, isServing: true, readOperation }),
);

/** Every kind that overlays patch, what runs the model first. */
export const PATCH_TARGETS: readonly PatchTarget[] = [
  ...SERVING,
  HPA,
  SCALED_OBJECT,
  HTTP_ROUTE,
  INGRESS,
];

/** What an overlay patches so that the base fits its cluster. */
export function patchesFor(
  facts: ServiceFacts,
  placement: CheckedPlacement,
  base: BaseFacts,
): TargetedPatch[] {
  const { choices } = facts;
  const serving = SERVING_KINDS[choices.runtime];
  const target = SERVING.find(({ kind }) => kind === serving.kind.kind);
  return [
    ...(target
      ? [{ target, operations: serving.operations(facts, placement, base) }]
      : []),
    ...bounds(facts, placement),
    ...hosts(facts, placement.cluster),
  ];
}

function bounds(
  { choices }: ServiceFacts,
  { replicas, maxReplicas }: CheckedPlacement,
): TargetedPatch[] {
  const within = (min: string, max: string) => [
    { op: 'replace', path: min, value: replicas },
    { op: 'replace', path: max, value: maxReplicas },
  ];
  switch (choices.autoscaling) {
    case 'hpa':
      return [
        {
          target: HPA,
          operations: within('/spec/minReplicas', '/spec/maxReplicas'),
        },
      ];
    case 'keda':
      return [
        {
          target: SCALED_OBJECT,
          operations: within('/spec/minReplicaCount', '/spec/maxReplicaCount'),
        },
      ];
    default:
      return [];
  }
}

function hosts(
  { request, choices }: ServiceFacts,
  cluster: string,
): TargetedPatch[] {
  if (!hostsDiffer(request)) {
    return [];
  }
  const value = hostnameOf(request, cluster);
  return choices.exposure === 'httproute'
    ? [
        {
          target: HTTP_ROUTE,
          operations: [{ op: 'replace', path: '/spec/hostnames/0', value }],
        },
      ]
    : [
        {
          target: INGRESS,
          operations: [
            { op: 'replace', path: '/spec/rules/0/host', value },
            { op: 'replace', path: '/spec/tls/0/hosts/0', value },
          ],
        },
      ];
}

function boundsReader(min: string, max: string) {
  return ({ op, path, value }: PatchOperation): PatchFigures | undefined => {
    if (op !== 'replace' || typeof value !== 'number') {
      return undefined;
    }
    if (path === min) {
      return { replicas: value };
    }
    return path === max ? { maxReplicas: value } : undefined;
  };
}

function pathReader(...paths: readonly string[]) {
  return ({ op, path }: PatchOperation): PatchFigures | undefined =>
    op === 'replace' && paths.includes(path) ? {} : undefined;
}
