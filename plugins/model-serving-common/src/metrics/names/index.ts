export {
  DEFAULT_NAMES,
  mergeNames,
  namesOf,
  overrideNames,
  type NamesTable,
} from './table';
export type { MetricAlternative, MetricNames } from './types';
