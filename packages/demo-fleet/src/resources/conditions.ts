import { z } from 'zod';

export const condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  severity: z.string().optional(),
  lastTransitionTime: z.string().optional(),
  lastUpdateTime: z.string().optional(),
  lastProbeTime: z.string().nullable().optional(),
  lastHeartbeatTime: z.string().optional(),
});

export const conditions = z.array(condition);

export type Condition = z.infer<typeof condition>;

export type ConditionStatus = 'True' | 'False' | 'Unknown';

export interface ConditionChange {
  type: string;
  status: ConditionStatus;
  reason?: string | undefined;
  message?: string | undefined;
}

/**
 * The list with one condition set. The transition time moves only when the
 * status changes, which is what ages on a page are read from.
 */
export function withCondition(
  list: readonly Condition[] | undefined,
  change: ConditionChange,
  now: string,
): Condition[] {
  const before = findCondition(list, change.type);
  const moved = before?.status !== change.status;
  const next: Condition = {
    type: change.type,
    status: change.status,
    ...(change.reason ? { reason: change.reason } : {}),
    ...(change.message ? { message: change.message } : {}),
    lastTransitionTime: moved ? now : before?.lastTransitionTime ?? now,
  };
  const rest = (list ?? []).filter(item => item.type !== change.type);
  return [...rest, next].sort((a, b) => (a.type < b.type ? -1 : 1));
}

export function findCondition(
  list: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return (list ?? []).find(item => item.type === type);
}

export function isTrue(
  list: readonly Condition[] | undefined,
  type: string,
): boolean {
  return findCondition(list, type)?.status === 'True';
}
