import type { ClusterSnapshot } from '../fleet/snapshot';
import type { AcceleratorRule } from '../gpu/accelerators';
import {
  accountGpus,
  countsAlike,
  type ClaimedDevices,
  type GpuAccount,
} from '../gpu/totals';
import { deviceClassProjection } from '../observed/deviceClass';
import { nodeProjection } from '../observed/node';
import { podProjection, type PodRecord } from '../observed/pod';
import {
  resourceClaimProjection,
  resourceClaimTemplateProjection,
} from '../observed/resourceClaim';
import type { ObservedRecord } from '../observed/resource';
import { resourceSliceProjection } from '../observed/resourceSlice';

type Records<R extends ObservedRecord> = ReadonlyMap<string, R>;
type Groups<R extends ObservedRecord> = ReadonlyMap<string, readonly R[]>;

interface Counted {
  /** The records that it was counted from, but pods. */
  readonly from: readonly unknown[];
  readonly account: GpuAccount;
  readonly pods: Records<PodRecord>;
  /** The same by namespace, where the cluster keeps such lists. */
  readonly lists?: PodLists;
}

type PodLists = ReadonlyMap<string, readonly PodRecord[]>;

/**
 * What is looked up in a cluster's records again and again. A snapshot's
 * records never change, so that an index of them holds for as long as they are
 * in use, by whatever later snapshot.
 */
export class RecordIndexes {
  readonly #byNamespace = new WeakMap<object, Groups<ObservedRecord>>();
  readonly #byController = new WeakMap<object, Groups<ObservedRecord>>();
  readonly #byUid = new WeakMap<object, ReadonlyMap<string, string>>();
  readonly #gpus = new WeakMap<object, Counted>();
  /** By nodes, which change less often than pods do. */
  readonly #lastCounted = new WeakMap<object, Counted>();

  static create(): RecordIndexes {
    return new RecordIndexes();
  }

  private constructor() {}

  byNamespace<R extends ObservedRecord>(records: Records<R>): Groups<R> {
    return grouped(
      this.#byNamespace,
      records,
      ({ meta }) => meta.namespace ?? '',
    );
  }

  byController<R extends ObservedRecord>(records: Records<R>): Groups<R> {
    return grouped(
      this.#byController,
      records,
      ({ meta }) => meta.controller?.uid ?? '',
    );
  }

  /** The keys of records. */
  byUid(records: Records<ObservedRecord>): ReadonlyMap<string, string> {
    const known = this.#byUid.get(records);
    if (known) return known;
    const keys = new Map<string, string>();
    for (const [key, { meta }] of records) keys.set(meta.uid, key);
    this.#byUid.set(records, keys);
    return keys;
  }

  /**
   * `undefined` when the cluster does not show its nodes and pods; with
   * `lastKnown`, when it never did.
   */
  gpus(
    cluster: ClusterSnapshot,
    accelerators: readonly AcceleratorRule[],
    options: { readonly lastKnown?: boolean } = {},
  ): GpuAccount | undefined {
    const nodes = cluster.records(nodeProjection);
    const pods: Records<PodRecord> = cluster.records(podProjection);
    if (!seesGpus(cluster, options)) return undefined;
    const slices = cluster.records(resourceSliceProjection);
    const claims = cluster.records(resourceClaimProjection);
    const classes = cluster.records(deviceClassProjection);
    const templates = cluster.records(resourceClaimTemplateProjection);
    const seesDevices = seesClaimedDevices(cluster);
    const from = [
      nodes,
      accelerators,
      slices,
      claims,
      classes,
      templates,
      seesDevices,
    ];
    const known = this.#gpus.get(pods);
    if (known?.from.every((each, index) => each === from[index])) {
      return known.account;
    }
    const last = this.#lastCounted.get(nodes);
    if (last?.from.every((each, index) => each === from[index])) {
      const alike = countedAlike(last, cluster, pods);
      if (alike) {
        this.#gpus.set(pods, alike);
        this.#lastCounted.set(nodes, alike);
        return alike.account;
      }
    }
    const claimed: ClaimedDevices | undefined =
      seesDevices && slices.size + claims.size > 0
        ? {
            slices: slices.values(),
            claims,
            classes: classes.values(),
            templates,
          }
        : undefined;
    const account = accountGpus(
      nodes.values(),
      pods.values(),
      accelerators,
      claimed,
    );
    const lists = podLists(cluster, pods);
    const counted = { from, account, pods, ...(lists && { lists }) };
    this.#gpus.set(pods, counted);
    this.#lastCounted.set(nodes, counted);
    return account;
  }
}

/** Most changes of pods change nothing of what they take. */
function countedAlike(
  last: Counted,
  cluster: ClusterSnapshot,
  pods: Records<PodRecord>,
): Counted | undefined {
  if (last.pods.size !== pods.size) return undefined;
  const lists = last.lists && listsAlike(last.lists, cluster, pods.size);
  if (lists) return { ...last, pods, lists };
  // In another order, or nowhere listed, they may be the same.
  for (const [key, pod] of pods) {
    const other = last.pods.get(key);
    if (!other || !countsAlike(other, pod)) return undefined;
  }
  const made = podLists(cluster, pods);
  return { ...last, pods, ...(made && { lists: made }) };
}

/**
 * A namespace whose pods did not change has the same list, so that only those
 * of the others are compared.
 *
 * @param size - how many pods there are in all namespaces.
 */
function listsAlike(
  before: PodLists,
  cluster: ClusterSnapshot,
  size: number,
): PodLists | undefined {
  const lists = new Map<string, readonly PodRecord[]>();
  let listed = 0;
  for (const [namespace, list] of before) {
    const now = cluster.podsIn?.(namespace) ?? [];
    const alike =
      now === list ||
      (now.length === list.length &&
        now.every((pod, index) => {
          const other = list[index];
          return other !== undefined && countsAlike(other, pod);
        }));
    if (!alike) return undefined;
    lists.set(namespace, now);
    listed += now.length;
  }
  return listed === size ? lists : undefined;
}

function podLists(
  { podsIn }: ClusterSnapshot,
  pods: Records<PodRecord>,
): PodLists | undefined {
  if (!podsIn) return undefined;
  const lists = new Map<string, readonly PodRecord[]>();
  for (const { meta } of pods.values()) {
    const { namespace = '' } = meta;
    if (!lists.has(namespace)) lists.set(namespace, podsIn(namespace));
  }
  return lists;
}

/** A count of only one of them would be false. */
function seesGpus(
  cluster: ClusterSnapshot,
  { lastKnown = false }: { readonly lastKnown?: boolean },
): boolean {
  return [nodeProjection, podProjection].every(({ resource }) => {
    const knowledge = cluster.knowledge(resource);
    return (
      knowledge.status === 'observed' ||
      (lastKnown &&
        knowledge.status === 'forbidden' &&
        knowledge.lastConfirmedAt !== undefined)
    );
  });
}

/** What is given out to nobody knows whom would all look free. */
function seesClaimedDevices(cluster: ClusterSnapshot): boolean {
  return [resourceSliceProjection, resourceClaimProjection].every(
    ({ resource }) => cluster.knowledge(resource).status === 'observed',
  );
}

function grouped<R extends ObservedRecord>(
  kept: WeakMap<object, Groups<ObservedRecord>>,
  records: Records<R>,
  keyOf: (record: R) => string,
): Groups<R> {
  const known = kept.get(records);
  // Made of these very records, below.
  if (known) return known as Groups<R>;
  const groups = new Map<string, R[]>();
  for (const record of records.values()) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  kept.set(records, groups);
  return groups;
}
