/** Times in milliseconds. */
export interface ValidateSettings {
  /** For the list of documents, which is small. */
  readonly indexMs: number;
  /** For one document, which may be megabytes. */
  readonly documentMs: number;
  /** Of schemas in memory, as JSON text. */
  readonly memoryBytes: number;
  /** Clusters that are asked at the same time, for all requests together. */
  readonly clustersAtOnce: number;
  /** Schemas that nobody confirmed for so long are dropped. */
  readonly keepMs: number;
}

export const DEFAULT_VALIDATE_SETTINGS: ValidateSettings = {
  indexMs: 10_000,
  documentMs: 30_000,
  memoryBytes: 24 * 1024 * 1024,
  clustersAtOnce: 8,
  keepMs: 90 * 24 * 3_600_000,
};
