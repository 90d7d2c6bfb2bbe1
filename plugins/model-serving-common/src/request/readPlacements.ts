import type {
  NotUnderstood,
  ParsedPlacement,
  ParsedService,
  Placement,
} from '../rendering';
import { overlayPath } from '../rendering/paths';

/** The clusters of a service that a request can name as they are. */
export interface ReadPlacements {
  readonly namespace: string | undefined;
  readonly placements: readonly Placement[];
  readonly notes: readonly NotUnderstood[];
}

/**
 * The placements that a service has. A cluster whose figures are not all there
 * is left out and said: a request that leaves it out keeps it as it is.
 *
 * @param placements - In the order in which they shall be.
 * @param refused - Clusters that the caller may not change, with the reason.
 */
export function readPlacements(
  { contextLength, operations }: ParsedService,
  placements: readonly ParsedPlacement[],
  refused: ReadonlyMap<string, string> = new Map(),
): ReadPlacements {
  const scales = (operations?.autoscaling ?? 'none') !== 'none';
  const namespace = placements.find(entry => entry.namespace)?.namespace;
  const notes: NotUnderstood[] = [];
  const read = placements.flatMap(parsed => {
    const fault = refused.get(parsed.cluster) ?? faultOf(parsed, namespace);
    const path = overlayPath(parsed.cluster);
    if (fault) {
      notes.push({
        path,
        message: `${fault}; ${parsed.cluster} stays as it is`,
      });
      return [];
    }
    if (
      parsed.contextLength !== undefined &&
      parsed.contextLength !== contextLength
    ) {
      notes.push({
        path,
        message: `${parsed.cluster} has a context length of its own, ${parsed.contextLength} tokens; it takes that of the request when one is given`,
      });
    }
    return [toPlacement(parsed, scales)];
  });
  return { namespace, placements: read, notes };
}

/** A figure that is there and one that a request may have. */
function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}

function faultOf(
  parsed: ParsedPlacement,
  namespace: string | undefined,
): string | undefined {
  if (parsed.namespace === undefined) {
    return 'It names no namespace';
  }
  if (parsed.namespace !== namespace) {
    return `It is in the namespace '${parsed.namespace}', others are in '${namespace}'`;
  }
  if (!isCount(parsed.replicas)) {
    return 'It does not say how many replicas run';
  }
  if (!isCount(parsed.gpusPerReplica) || parsed.resourceName === undefined) {
    return 'It does not say how many GPUs a replica has';
  }
  return undefined;
}

function toPlacement(parsed: ParsedPlacement, scales: boolean): Placement {
  const { cluster, product, resourceName, maxReplicas } = parsed;
  const { replicas = 1, gpusPerReplica = 1 } = parsed;
  return {
    cluster,
    ...(product ? { product } : {}),
    replicas,
    ...(scales && isCount(maxReplicas) && maxReplicas >= replicas
      ? { maxReplicas }
      : {}),
    gpusPerReplica,
    ...(resourceName ? { resourceName } : {}),
  };
}
