/**
 * What is measured of pods, whoever measures it. Figures are made of these.
 * Every measure but `kvCache` can be added up over pods.
 *
 * @public
 */
export type MeasureName =
  /** Sum of the devices' utilisation, each 0 to 1. */
  | 'gpuBusy'
  /** Devices that say how busy they are. */
  | 'gpuBusyDevices'
  /** Devices that are reported at all; a MIG slice is one. */
  | 'gpuDevices'
  /** Bytes. */
  | 'gpuMemoryUsed'
  /** Bytes. */
  | 'gpuMemoryFree'
  /** Bytes that drivers keep for themselves. */
  | 'gpuMemoryReserved'
  /** Watts. */
  | 'gpuPower'
  /** Joules per second, from a counter of energy. */
  | 'gpuEnergy'
  /** Highest utilisation of a device in the idle period, 0 to 1. */
  | 'gpuPeak'
  /** When a device was last busier than the idle limit; seconds since 1970. */
  | 'gpuLastBusy'
  /** Fullest KV cache, 0 to 1. */
  | 'kvCache'
  /** Requests that are being answered. */
  | 'running'
  /** Requests that wait. */
  | 'queued'
  /** Requests that ended, per second, however they ended. */
  | 'requests'
  /** Of `requests`: ended by a fault of the server, per second. */
  | 'errors'
  /** Of `requests`: given up by who asked, per second. */
  | 'aborts'
  /** Ended by a fault and not counted in `requests`, per second. */
  | 'otherErrors'
  /** HTTP requests per second, where an engine counts those. */
  | 'httpRequests'
  /** Of these, answered with a status of 500 or more. */
  | 'httpErrors'
  /** Tokens that were generated, per second. */
  | 'outputTokens'
  /** Seconds to the first token; a histogram of rates. */
  | 'ttft'
  /** Seconds between tokens; a histogram of rates. */
  | 'interTokenLatency';

/** How a measure is read. @public */
export interface MeasureRule {
  /** A GPU's exporter reports it, of pods; or an engine, of itself. */
  readonly of: 'device' | 'engine';
  /**
   * `gauge`: the last value. `count`: how many series have one. `counter`:
   * its rate. `histogram`: the rates of its buckets. `peak`: the highest of
   * a gauge in a period. `lastBusy`: when a gauge was last over a limit.
   */
  readonly read:
    | 'gauge'
    | 'count'
    | 'counter'
    | 'histogram'
    | 'peak'
    | 'lastBusy';
  readonly combine: 'sum' | 'max';
  /** Whose metric names it is read from; default: its own. */
  readonly from?: MeasureName;
}

/** @public */
export const MEASURES: Readonly<Record<MeasureName, MeasureRule>> = {
  gpuBusy: { of: 'device', read: 'gauge', combine: 'sum' },
  gpuBusyDevices: {
    of: 'device',
    read: 'count',
    combine: 'sum',
    from: 'gpuBusy',
  },
  gpuDevices: {
    of: 'device',
    read: 'count',
    combine: 'sum',
    from: 'gpuMemoryUsed',
  },
  gpuMemoryUsed: { of: 'device', read: 'gauge', combine: 'sum' },
  gpuMemoryFree: { of: 'device', read: 'gauge', combine: 'sum' },
  gpuMemoryReserved: { of: 'device', read: 'gauge', combine: 'sum' },
  gpuPower: { of: 'device', read: 'gauge', combine: 'sum' },
  gpuEnergy: { of: 'device', read: 'counter', combine: 'sum' },
  gpuPeak: { of: 'device', read: 'peak', combine: 'max', from: 'gpuBusy' },
  gpuLastBusy: {
    of: 'device',
    read: 'lastBusy',
    combine: 'max',
    from: 'gpuBusy',
  },
  kvCache: { of: 'engine', read: 'gauge', combine: 'max' },
  running: { of: 'engine', read: 'gauge', combine: 'sum' },
  queued: { of: 'engine', read: 'gauge', combine: 'sum' },
  requests: { of: 'engine', read: 'counter', combine: 'sum' },
  errors: { of: 'engine', read: 'counter', combine: 'sum' },
  aborts: { of: 'engine', read: 'counter', combine: 'sum' },
  otherErrors: { of: 'engine', read: 'counter', combine: 'sum' },
  httpRequests: { of: 'engine', read: 'counter', combine: 'sum' },
  httpErrors: { of: 'engine', read: 'counter', combine: 'sum' },
  outputTokens: { of: 'engine', read: 'counter', combine: 'sum' },
  ttft: { of: 'engine', read: 'histogram', combine: 'sum' },
  interTokenLatency: { of: 'engine', read: 'histogram', combine: 'sum' },
};

/** All, in the order of the table. @public */
export const MEASURE_NAMES: readonly MeasureName[] =
  Object.keys(MEASURES).filter(isMeasureName);

/** @public */
export function isMeasureName(name: string): name is MeasureName {
  return Object.hasOwn(MEASURES, name);
}

/** How far back a store is asked when a GPU was last busy. @public */
export const LAST_BUSY_SECONDS = 24 * 3_600;

/** Seconds over which rates and quantiles of now are. @public */
export const RATE_WINDOW_SECONDS = 300;

/** Whether it is a rate of something that only grows. @public */
export function isCounted(measure: MeasureName): boolean {
  const { read } = MEASURES[measure];
  return read === 'counter' || read === 'histogram';
}

/** Over how many seconds one value of a series is. @public */
export function seriesWindow(measure: MeasureName, step: number): number {
  return isCounted(measure) ? Math.max(step, RATE_WINDOW_SECONDS) : step;
}
