export {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
  type AcceleratorUnit,
} from './accelerators';
export * from './effectiveRequest';
export * from './totals';
