import type {
  EntityGpuUse,
  GpuTotals,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  GpuMeter,
  formatMemory,
  gpuShares,
  type GpuShares,
} from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './GpuList.module.css';

const unitNames: Readonly<Record<GpuTotals['unit'], string>> = {
  gpu: 'GPUs',
  slice: 'GPU slices',
  core: 'cores',
  chip: 'chips',
};

/** One product of one cluster: the bar, and the same in figures. */
export function ProductGpus(props: {
  totals: GpuTotals;
  use: readonly EntityGpuUse[];
  entityLabel: string;
}) {
  const { totals, use, entityLabel } = props;
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
            `${shares.total} ${unitNames[unit]} on ${nodes} ${
              nodes === 1 ? 'node' : 'nodes'
            }`,
            ...(memoryBytes === undefined
              ? []
              : [`${formatMemory(memoryBytes)} each`]),
          ].join(', ')}
        </span>
      </div>
      <GpuMeter
        shares={shares}
        entityLabel={entityLabel}
        unit={unitNames[unit]}
      />
      <p className={styles.figures}>
        {figures(shares, totals, entityLabel).map(({ key, text, strong }) => (
          <span key={key} data-part={key}>
            {strong ? <strong>{text}</strong> : text}
          </span>
        ))}
      </p>
    </div>
  );
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
      ? [{ key: 'unavailable', text: `unavailable ${unavailable}` }]
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
