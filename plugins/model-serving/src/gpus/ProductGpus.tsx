import type {
  EntityGpuUse,
  GpuProductActivity,
  GpuTotals,
  PhysicalGpus,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  GpuMeter,
  formatMemory,
  gpuShares,
  type GpuShares,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { ProductActivity } from './ProductActivity';
import { unitName } from './unitNames';
import styles from './GpuList.module.css';

/** One product of one cluster: the bar, and the same in figures. */
export function ProductGpus(props: {
  totals: GpuTotals;
  use: readonly EntityGpuUse[];
  entityLabel: string;
  physical: PhysicalGpus | undefined;
  activity: GpuProductActivity | undefined;
  /** Why there is no activity, where other products have some. */
  unmeasured: string | undefined;
}) {
  const { totals, use, entityLabel, physical, activity, unmeasured } = props;
  const { product, resourceName, memoryBytes, nodes, unit } = totals;
  const shares = gpuShares(totals, use);
  return (
    <div className={styles.product}>
      <div className={styles.heading}>
        <span title={resourceName}>
          {product === 'unknown'
            ? `unknown product (${resourceName})`
            : product}
        </span>
        <span className={styles.minor}>
          {[
            `${shares.total} ${unitName(unit, shares.total)} on ${nodes} ${
              nodes === 1 ? 'node' : 'nodes'
            }`,
            ...sharedOut(totals, physical),
            ...(memoryBytes === undefined
              ? []
              : [`${formatMemory(memoryBytes)} each`]),
          ].join(', ')}
        </span>
      </div>
      <GpuMeter
        shares={shares}
        entityLabel={entityLabel}
        unit={unitName(unit)}
      />
      <p className={styles.figures}>
        {figures(shares, totals, entityLabel).map(({ key, text, strong }) => (
          <span key={key} data-part={key}>
            {strong ? <strong>{text}</strong> : text}
          </span>
        ))}
      </p>
      {activity && <ProductActivity activity={activity} />}
      {!activity && unmeasured && <p className={styles.minor}>{unmeasured}</p>}
    </div>
  );
}

const SHARING = {
  mig: 'split by MIG',
  'time-slicing': 'shared by time-slicing',
  mps: 'shared by MPS',
  partitions: 'split into partitions',
} as const;

/** Of how many devices slices are, as far as nodes say. */
function sharedOut(
  { unit, product, byClaim }: GpuTotals,
  physical: PhysicalGpus | undefined,
): string[] {
  const of =
    unit === 'slice'
      ? physical?.products.find(
          each => each.sharing && product.startsWith(each.product),
        )
      : undefined;
  const how = of?.sharing && SHARING[of.sharing];
  return [
    ...(of && how
      ? [
          `of ${of.devices} physical ${
            of.devices === 1 ? 'GPU' : 'GPUs'
          } ${how}`,
        ]
      : []),
    ...(byClaim ? ['given out by claims (DRA)'] : []),
  ];
}

function figures(shares: GpuShares, totals: GpuTotals, entityLabel: string) {
  const { entity, others, free, unavailable, pending, entityPending } = shares;
  const block =
    free > 0 && totals.largestFreeBlock < free
      ? `, at most ${totals.largestFreeBlock} on one node`
      : '';
  const ownWaiting =
    entityPending > 0 ? `, ${entityPending} of it for ${entityLabel}` : '';
  return [
    { key: 'entity', text: `${entityLabel} ${entity}`, strong: true },
    { key: 'others', text: `others ${others}` },
    { key: 'free', text: `free ${free}${block}` },
    ...(unavailable > 0
      ? [
          {
            key: 'unavailable',
            text: `unavailable ${unavailable}${because(totals)}`,
          },
        ]
      : []),
    ...(pending > 0
      ? [
          {
            key: 'pending',
            text: `waiting for a GPU: ${pending}${ownWaiting}`,
            strong: entityPending > 0,
          },
        ]
      : []),
  ];
}

const REASONS = [
  ['notReady', 'on machines that are not ready'],
  ['cordoned', 'on machines that were closed (cordoned)'],
  ['tainted', 'on machines kept for others (tainted)'],
  ['unhealthy', 'unhealthy'],
] as const;

function because({ unavailableBecause = {} }: GpuTotals): string {
  const reasons = REASONS.flatMap(([reason, words]) => {
    const amount = unavailableBecause[reason];
    return amount ? [`${amount} ${words}`] : [];
  });
  return reasons.length > 0 ? `: ${reasons.join(', ')}` : '';
}
