import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A Gateway of the Gateway API: where requests come into a cluster.
 *
 * @public
 */
export interface GatewayRecord extends ObservedRecord {
  /** `Accepted` and `Programmed`; `Ready` and `Scheduled` are of the past. */
  readonly conditions: readonly ConditionRecord[];
  /** Absent in what was kept from before they were read. */
  readonly listeners?: readonly {
    readonly name: string;
    /** `HTTP`, `HTTPS`, … */
    readonly protocol: string;
  }[];
}

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'Accepted',
  'Programmed',
]);

/**
 * The projection of Gateways, Gateway API v1.6 `gateway.networking.k8s.io/v1`;
 * the fields that are read are the same in v1beta1.
 *
 * @public
 */
export const gatewayProjection: Projection<GatewayRecord> = {
  resource: {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    plural: 'gateways',
    versions: ['v1', 'v1beta1'],
  },
  project(raw) {
    const gateway = ObjectReader.create(raw, 'Gateway');
    return {
      meta: readMeta(gateway, () => false),
      conditions: readConditions(gateway.object('status'), READ_CONDITIONS),
      listeners: gateway
        .object('spec')
        .list('listeners')
        .map(listener => ({
          name: listener.optionalString('name') ?? '',
          protocol: listener.optionalString('protocol') ?? '',
        })),
    };
  },
};
