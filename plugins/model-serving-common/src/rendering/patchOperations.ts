import {
  isAcceleratorResource,
  isProductLabel,
  productLabelOf,
} from './accelerator';
import { contextLengthArg, readContextLengthArg } from './engineArgs';
import { hostResources } from './resources';
import type { CheckedPlacement } from './validateRequest';

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

const PREDICTOR = '/spec/predictor';
const RESOURCES = `${PREDICTOR}/model/resources`;
const ARGS_END = `${PREDICTOR}/model/args/-`;
const NODE_SELECTOR = `${PREDICTOR}/nodeSelector`;
const TENSOR_PARALLEL = '--tensor-parallel-size=';

/** What the base has, as far as a patch depends on it. */
export interface BaseFacts {
  /** Adding to a selector keeps it; adding one where it is replaces it. */
  readonly hasNodeSelector: boolean;
}

/**
 * What makes the base fit one cluster.
 *
 * Operations are `add` where the base may lack the field: on a field that is
 * there, `add` replaces (RFC 6902, 4.1).
 */
export function operationsFor(
  placement: CheckedPlacement,
  base: BaseFacts,
): PatchOperation[] {
  const { replicas, gpusPerReplica, resourceName, product, contextLength } =
    placement;
  return [
    {
      op: 'replace',
      path: `${PREDICTOR}/minReplicas`,
      value: replicas,
    },
    { op: 'replace', path: `${PREDICTOR}/maxReplicas`, value: replicas },
    {
      op: 'add',
      path: `${RESOURCES}/limits/${escape(resourceName)}`,
      value: `${gpusPerReplica}`,
    },
    ...(gpusPerReplica > 1 ? severalGpus(gpusPerReplica) : []),
    // Of an argument that is there twice, vLLM takes the last.
    ...(contextLength === undefined
      ? []
      : [
          { op: 'add', path: ARGS_END, value: contextLengthArg(contextLength) },
        ]),
    ...(product ? [selectProduct(resourceName, product, base)] : []),
  ];
}

function severalGpus(gpusPerReplica: number): PatchOperation[] {
  const quantities = Object.entries(hostResources(gpusPerReplica));
  return [
    ...quantities.flatMap(([kind, amounts]) =>
      Object.entries(amounts).map(([name, value]) => ({
        op: 'replace',
        path: `${RESOURCES}/${kind}/${name}`,
        value,
      })),
    ),
    // Without it vLLM serves from the first GPU and leaves the others idle.
    {
      op: 'add',
      path: ARGS_END,
      value: `${TENSOR_PARALLEL}${gpusPerReplica}`,
    },
  ];
}

function selectProduct(
  resourceName: string,
  product: string,
  base: BaseFacts,
): PatchOperation {
  const label = productLabelOf(resourceName) ?? '';
  return base.hasNodeSelector
    ? { op: 'add', path: `${NODE_SELECTOR}/${escape(label)}`, value: product }
    : { op: 'add', path: NODE_SELECTOR, value: { [label]: product } };
}

/** What a list of operations says about placement. */
export interface PatchFigures {
  readonly replicas?: number;
  readonly resourceName?: string;
  readonly gpusPerReplica?: number;
  readonly product?: string;
  readonly contextLength?: number;
}

/**
 * Reads one operation, when it is of the kind that {@link operationsFor}
 * writes; `undefined` for what somebody else wrote.
 */
export function readOperation(
  operation: PatchOperation,
): PatchFigures | undefined {
  const { op, path, value } = operation;
  if (op !== 'add' && op !== 'replace') {
    return undefined;
  }
  switch (path) {
    case `${PREDICTOR}/minReplicas`:
      return typeof value === 'number' ? { replicas: value } : undefined;
    case `${PREDICTOR}/maxReplicas`:
      return typeof value === 'number' ? {} : undefined;
    case ARGS_END:
      return readArgument(value);
    case NODE_SELECTOR:
      return readSelector(value);
    default:
      return readResource(path, value) ?? readSelectorKey(path, value);
  }
}

function readArgument(value: unknown): PatchFigures | undefined {
  if (typeof value === 'string' && value.startsWith(TENSOR_PARALLEL)) {
    return {};
  }
  const contextLength = readContextLengthArg(value);
  return contextLength === undefined ? undefined : { contextLength };
}

function readResource(path: string, value: unknown): PatchFigures | undefined {
  const match = /^(requests|limits)\/([^/]+)$/.exec(
    path.startsWith(`${RESOURCES}/`) ? path.slice(RESOURCES.length + 1) : '',
  );
  const name = match?.[2] && unescape(match[2]);
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
  const prefix = `${NODE_SELECTOR}/`;
  const label = path.startsWith(prefix)
    ? unescape(path.slice(prefix.length))
    : '';
  return isProductLabel(label) && typeof value === 'string'
    ? { product: value }
    : undefined;
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

// RFC 6901: a reference token may hold neither '~' nor '/'.
function escape(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unescape(token: string): string {
  return token.replace(/~1/g, '/').replace(/~0/g, '~');
}
