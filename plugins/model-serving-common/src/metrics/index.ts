export {
  SampleIndex,
  type MeasureAnswer,
  type MetricsAnswers,
  type SeriesAnswer,
} from './answers';
export { parseExposition, type ExposedSample } from './exposition';
export { figureNames } from './figures';
export {
  figuresView,
  planFigures,
  type FiguresPlan,
  type FiguresRequest,
} from './figuresView';
export {
  GPU_ACTIVITY_MEASURES,
  GPU_ACTIVITY_PAST,
  gpuActivityView,
  type GpuActivityRequest,
} from './gpuActivityView';
export { addBuckets, histogramQuantile, type Bucket } from './histogram';
export type { IdleRule } from './idle';
export { DEFAULT_LABELS, type SampleLabels } from './labels';
export {
  isCounted,
  isMeasureName,
  MEASURE_NAMES,
  MEASURES,
  RATE_WINDOW_SECONDS,
  seriesWindow,
  type MeasureName,
  type MeasureRule,
} from './measures';
export * from './names';
export {
  comparableProduct,
  costOf,
  type AcceleratorPrices,
  type Cost,
} from './prices';
export * from './promql';
export type { MetricsRow } from './rows';
export {
  podSetOf,
  type PodSample,
  type SetSeries,
  type TimeGrid,
} from './samples';
export * from './scraped';
