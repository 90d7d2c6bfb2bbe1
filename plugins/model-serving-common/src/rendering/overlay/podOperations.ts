import {
  isAcceleratorResource,
  isProductLabel,
  productLabelOf,
} from '../accelerator';
import { contextLengthArg, readContextLengthArg } from '../engineArgs';
import { hostResources } from '../resources';
import type { CheckedPlacement } from '../validateRequest';
import { escapeToken, unescapeToken } from './pointer';
import type { BaseFacts, PatchFigures, PatchOperation } from './types';

/** Where an object has its pod and the engine's container (RFC 6901). */
export interface PodPlaces {
  readonly pod: string;
  readonly container: string;
}

const TENSOR_PARALLEL = '--tensor-parallel-size=';

/**
 * What makes a pod fit one cluster: GPUs, what they need of their host, how
 * they work together, which product they are.
 *
 * Operations are `add` where the base may lack the field: on a field that is
 * there, `add` replaces (RFC 6902, 4.1).
 */
export function operationsOn(
  { pod, container }: PodPlaces,
  placement: CheckedPlacement,
  base: Pick<BaseFacts, 'hasNodeSelector' | 'hasTolerations'>,
): PatchOperation[] {
  const { gpusPerReplica, resourceName, product, contextLength } = placement;
  return [
    {
      op: 'add',
      path: `${container}/resources/limits/${escapeToken(resourceName)}`,
      value: `${gpusPerReplica}`,
    },
    ...(gpusPerReplica > 1 ? severalGpus(container, gpusPerReplica) : []),
    // Of an argument that is there twice, vLLM takes the last.
    ...(contextLength === undefined
      ? []
      : [
          {
            op: 'add',
            path: `${container}/args/-`,
            value: contextLengthArg(contextLength),
          },
        ]),
    ...(product ? [selectProduct(pod, resourceName, product, base)] : []),
    tolerate(pod, resourceName, base),
  ];
}

/**
 * Nodes with GPUs are kept free of other pods by a taint with the name of the
 * resource (Kubernetes: ExtendedResourceToleration; not every cluster adds the
 * toleration by itself). Where there is no such taint it does nothing.
 */
function tolerate(
  pod: string,
  resourceName: string,
  { hasTolerations }: Pick<BaseFacts, 'hasTolerations'>,
): PatchOperation {
  const toleration = {
    key: resourceName,
    operator: 'Exists',
    effect: 'NoSchedule',
  };
  return hasTolerations
    ? { op: 'add', path: `${pod}/tolerations/-`, value: toleration }
    : { op: 'add', path: `${pod}/tolerations`, value: [toleration] };
}

function severalGpus(
  container: string,
  gpusPerReplica: number,
): PatchOperation[] {
  const quantities = Object.entries(hostResources(gpusPerReplica));
  return [
    ...quantities.flatMap(([kind, amounts]) =>
      Object.entries(amounts).map(([name, value]) => ({
        op: 'replace',
        path: `${container}/resources/${kind}/${name}`,
        value,
      })),
    ),
    // Without it vLLM serves from the first GPU and leaves the others idle.
    {
      op: 'add',
      path: `${container}/args/-`,
      value: `${TENSOR_PARALLEL}${gpusPerReplica}`,
    },
  ];
}

function selectProduct(
  pod: string,
  resourceName: string,
  product: string,
  base: Pick<BaseFacts, 'hasNodeSelector'>,
): PatchOperation {
  const label = productLabelOf(resourceName) ?? '';
  const path = `${pod}/nodeSelector`;
  return base.hasNodeSelector
    ? { op: 'add', path: `${path}/${escapeToken(label)}`, value: product }
    : { op: 'add', path, value: { [label]: product } };
}

/**
 * Reads one operation, when it is of the kind that {@link operationsOn}
 * writes; `undefined` for what somebody else wrote.
 */
export function readOperationOn(
  { pod, container }: PodPlaces,
  { op, path, value }: PatchOperation,
): PatchFigures | undefined {
  if (op !== 'add' && op !== 'replace') {
    return undefined;
  }
  switch (path) {
    case `${container}/args/-`:
      return readArgument(value);
    case `${pod}/nodeSelector`:
      return readSelector(value);
    case `${pod}/tolerations`:
    case `${pod}/tolerations/-`:
      return isGpuToleration(value) ? {} : undefined;
    default:
      return (
        readResource(below(`${container}/resources`, path), value) ??
        readSelectorKey(below(`${pod}/nodeSelector`, path), value)
      );
  }
}

function below(parent: string, path: string): string {
  return path.startsWith(`${parent}/`) ? path.slice(parent.length + 1) : '';
}

function readArgument(value: unknown): PatchFigures | undefined {
  if (typeof value === 'string' && value.startsWith(TENSOR_PARALLEL)) {
    return {};
  }
  const contextLength = readContextLengthArg(value);
  return contextLength === undefined ? undefined : { contextLength };
}

function readResource(path: string, value: unknown): PatchFigures | undefined {
  const match = /^(requests|limits)\/([^/]+)$/.exec(path);
  const name = match?.[2] && unescapeToken(match[2]);
  if (!name) {
    return undefined;
  }
  if (['cpu', 'memory'].includes(name)) {
    return {};
  }
  const count = Number(value);
  return match?.[1] === 'limits' &&
    isAcceleratorResource(name) &&
    Number.isInteger(count)
    ? { resourceName: name, gpusPerReplica: count }
    : undefined;
}

function readSelectorKey(
  path: string,
  value: unknown,
): PatchFigures | undefined {
  return isProductLabel(unescapeToken(path)) && typeof value === 'string'
    ? { product: value }
    : undefined;
}

/** One toleration of a GPU's taint and nothing beside it. */
function isGpuToleration(value: unknown): boolean {
  const [only, ...others]: unknown[] = Array.isArray(value) ? value : [value];
  const fields = Object.entries(only ?? {});
  return (
    others.length === 0 &&
    fields.length === 3 &&
    fields.every(([name, text]) => {
      switch (name) {
        case 'key':
          return typeof text === 'string' && isAcceleratorResource(text);
        case 'operator':
          return text === 'Exists';
        default:
          return name === 'effect' && text === 'NoSchedule';
      }
    })
  );
}

/** A whole selector is ours when it selects the product and nothing else. */
function readSelector(value: unknown): PatchFigures | undefined {
  const entries = Object.entries(value ?? {});
  const [label, product] = entries[0] ?? ['', undefined];
  return entries.length === 1 &&
    isProductLabel(label) &&
    typeof product === 'string'
    ? { product }
    : undefined;
}
