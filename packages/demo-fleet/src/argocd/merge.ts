import { isRecord } from '../objects/json';
import type { Manifest } from './manifest';

/** What was applied last, by tracking id: fields taken out of Git must go. */
export type LastApplied = Map<string, Manifest>;

/**
 * Three-way merge: what Git says is set, what it said before and no longer
 * says is removed, what others added stays. Lists are taken whole.
 */
export function threeWayMerge(
  live: unknown,
  wanted: unknown,
  before: unknown,
): unknown {
  if (!isRecord(wanted)) {
    return wanted;
  }
  const merged: Record<string, unknown> = isRecord(live) ? { ...live } : {};
  const old = isRecord(before) ? before : {};
  for (const key of Object.keys(old)) {
    if (!(key in wanted)) {
      delete merged[key];
    }
  }
  for (const [key, value] of Object.entries(wanted)) {
    merged[key] = threeWayMerge(merged[key], value, old[key]);
  }
  return merged;
}
