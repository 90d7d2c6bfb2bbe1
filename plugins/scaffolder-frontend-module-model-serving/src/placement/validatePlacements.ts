import { readValue } from '../form';
import { placementsShape } from './shape';

/** Why a value is not a placement in at least one cluster; none when it is. */
export function validatePlacements(value: unknown): string[] {
  const placements = readValue(placementsShape, value);
  if (!placements) {
    return Array.isArray(value)
      ? [
          'Give each cluster a name, a GPU product, and whole numbers of at least 1 for replicas and GPUs.',
        ]
      : ['Choose at least one cluster.'];
  }
  if (placements.length === 0) {
    return ['Choose at least one cluster.'];
  }
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { cluster, product, replicas, maxReplicas } of placements) {
    if (!cluster) {
      problems.push('Name the cluster of each row.');
    } else if (product === '') {
      problems.push(`Choose a GPU product for ${cluster}.`);
    }
    if (maxReplicas !== undefined && maxReplicas < replicas) {
      problems.push(
        `In ${cluster} at most ${maxReplicas} replicas are fewer than the ${replicas} that run at least.`,
      );
    }
    if (cluster && seen.has(cluster)) {
      problems.push(`${cluster} is there twice; put it into one row.`);
    }
    seen.add(cluster);
  }
  return problems;
}
