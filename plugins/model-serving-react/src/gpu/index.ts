export { GpuMeter, type GpuMeterProps, describeShares } from './GpuMeter';
export { type GpuShares, gpuShares } from './gpuShares';
