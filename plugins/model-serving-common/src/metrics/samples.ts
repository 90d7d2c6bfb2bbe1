/**
 * One value of one measure of one pod, or of devices that no pod holds.
 *
 * @public
 */
export interface PodSample {
  readonly cluster: string;
  /** Empty for devices that no pod holds. */
  readonly namespace: string;
  readonly pod: string;
  /** Of devices, as their exporter calls it. */
  readonly product?: string;
  /** Of a histogram's bucket: its upper bound, in seconds; may be infinite. */
  readonly le?: number;
  readonly value: number;
}

/**
 * The values of one measure of a set of pods: those that one controller made
 * and whose names differ in the last part only.
 *
 * @public
 */
export interface SetSeries {
  readonly cluster: string;
  readonly namespace: string;
  /** Empty where the series is of a product's devices. */
  readonly set: string;
  readonly product?: string;
  readonly le?: number;
  /** One a step; NaN where there is none. */
  readonly values: readonly number[];
}

/** Equal steps in time, in whole seconds since 1970. @public */
export interface TimeGrid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** The part of a pod's name that its siblings have too. @public */
export function podSetOf(pod: string): string {
  const end = pod.lastIndexOf('-');
  return end > 0 ? pod.slice(0, end) : pod;
}
