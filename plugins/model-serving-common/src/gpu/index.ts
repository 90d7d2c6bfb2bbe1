export {
  acceleratorTable,
  type ConfiguredAccelerator,
} from './acceleratorTable';
export {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorDriver,
  type AcceleratorRule,
  type AcceleratorUnit,
  type DeviceCounting,
} from './accelerators';
export type { AllocatedDevices } from './devices/DeviceSlots';
export * from './effectiveRequest';
export * from './totals';
