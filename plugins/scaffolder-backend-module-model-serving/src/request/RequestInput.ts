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
}

/** One entry of `placements`. */
export interface PlacementInput {
  readonly cluster: string;
  readonly product?: string | undefined;
  readonly replicas: number;
  readonly gpusPerReplica: number;
  readonly resourceName?: string | undefined;
}
