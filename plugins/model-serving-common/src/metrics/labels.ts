/**
 * How exporters and stores call what a sample is of.
 *
 * The exporter of DCGM says `pod`, `namespace` and `container`. Prometheus
 * renames them to `exported_…` unless the scrape has `honorLabels`, and puts
 * the exporter's own pod in their place. Old exporters say `pod_name`.
 *
 * @public
 */
export interface SampleLabels {
  /**
   * The first that a sample has counts. The last is the one that engines' own
   * series have, which are asked for by it.
   */
  readonly pod: readonly string[];
  readonly namespace: readonly string[];
  /** The device's product, as its exporter calls it. */
  readonly product: readonly string[];
}

/** @public */
export const DEFAULT_LABELS: SampleLabels = {
  pod: ['exported_pod', 'pod_name', 'pod'],
  namespace: ['exported_namespace', 'pod_namespace', 'namespace'],
  product: ['modelName', 'card_model'],
};

/** The value of the first label that is there and not empty. */
export function firstLabel(
  labels: Readonly<Record<string, string>>,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    if (labels[name]) return labels[name];
  }
  return undefined;
}
