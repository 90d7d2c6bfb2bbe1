import type {
  ServiceOperations,
  ServiceRuntime,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** Values of the action fields that ask for a service. */
export interface RequestInput {
  readonly service: string;
  readonly tenant: string;
  readonly repository?: string | undefined;
  readonly namespace?: string | undefined;
  readonly model: string;
  readonly variant?: string | undefined;
  readonly contextLength?: number | undefined;
  readonly placements: readonly PlacementInput[];
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly system?: string | undefined;
  readonly lifecycle?: string | undefined;
  readonly runtime?: ServiceRuntime | undefined;
  readonly operations?: OpenOperations | undefined;
}

/** One entry of `placements`. */
export interface PlacementInput {
  readonly cluster: string;
  readonly product?: string | undefined;
  readonly replicas: number;
  readonly maxReplicas?: number | undefined;
  readonly gpusPerReplica: number;
  readonly resourceName?: string | undefined;
}

/** The choices that were made; the others are open. */
export type OpenOperations = {
  readonly [N in keyof ServiceOperations]?: ServiceOperations[N] | undefined;
};
