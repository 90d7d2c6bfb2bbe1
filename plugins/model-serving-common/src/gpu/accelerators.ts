import type { GpuTotals } from '../api/types';

/**
 * What one schedulable unit of a resource is: a whole device, a part of one,
 * a core or a chip.
 *
 * @public
 */
export type AcceleratorUnit = GpuTotals['unit'];

/**
 * A resource name under which nodes advertise accelerators.
 *
 * @public
 */
export interface AcceleratorRule {
  /** Matches the whole resource name. */
  readonly pattern: RegExp;
  readonly unit: AcceleratorUnit;
  /** Node labels that name the product, best first. */
  readonly productLabels: readonly string[];
  /** Node label with the memory of one device, and what its number counts. */
  readonly memoryLabel?: {
    readonly name: string;
    readonly unit: 'MiB' | 'text';
  };
  /**
   * The resource name that counts the same hardware; where a node advertises
   * both, requests for this one are converted and never added.
   */
  readonly sameHardwareAs?: string;
}

const INSTANCE_TYPE = 'node.kubernetes.io/instance-type';
const NVIDIA_PRODUCT = [
  'nvidia.com/gpu.product',
  'cloud.google.com/gke-accelerator',
];
const NVIDIA_MEMORY = { name: 'nvidia.com/gpu.memory', unit: 'MiB' } as const;
const AMD_PRODUCT = [
  'amd.com/gpu.product-name',
  'beta.amd.com/gpu.product-name',
];
const AMD_MEMORY = { name: 'amd.com/gpu.vram', unit: 'text' } as const;
const INTEL_PRODUCT = ['gpu.intel.com/product', 'gpu.intel.com/family'];

/**
 * The resource names of the device plugins that are known: NVIDIA v0.20,
 * AMD, Intel v0.36, Gaudi, Google TPU, AWS Neuron and Huawei Ascend. The
 * first rule that matches counts.
 *
 * @public
 */
export const DEFAULT_ACCELERATORS: readonly AcceleratorRule[] = [
  {
    pattern: /^nvidia\.com\/gpu$/,
    unit: 'gpu',
    productLabels: NVIDIA_PRODUCT,
    memoryLabel: NVIDIA_MEMORY,
  },
  {
    pattern: /^nvidia\.com\/gpu\.shared$/,
    unit: 'slice',
    productLabels: NVIDIA_PRODUCT,
    memoryLabel: NVIDIA_MEMORY,
  },
  // MIG, strategy "mixed": one resource name for each profile.
  {
    pattern: /^nvidia\.com\/mig-[a-z0-9.-]+$/,
    unit: 'slice',
    productLabels: ['$resource.product', ...NVIDIA_PRODUCT],
    memoryLabel: { name: '$resource.memory', unit: 'MiB' },
  },
  {
    pattern: /^amd\.com\/gpu$/,
    unit: 'gpu',
    productLabels: AMD_PRODUCT,
    memoryLabel: AMD_MEMORY,
  },
  // AMD, naming strategy "mixed": one name for each partition mode.
  {
    pattern: /^amd\.com\/[sdqc]px_nps\d+$/,
    unit: 'slice',
    productLabels: AMD_PRODUCT,
  },
  // The `_monitoring` names beside these give no device to compute on.
  {
    pattern: /^gpu\.intel\.com\/(?:i915|xe)$/,
    unit: 'gpu',
    productLabels: INTEL_PRODUCT,
  },
  { pattern: /^intel\.com\/gpu$/, unit: 'gpu', productLabels: INTEL_PRODUCT },
  {
    pattern: /^npu\.intel\.com\/accel$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
  },
  {
    pattern: /^habana\.ai\/gaudi$/,
    unit: 'chip',
    productLabels: ['habana.ai/product', INSTANCE_TYPE],
  },
  {
    pattern: /^google\.com\/tpu$/,
    unit: 'chip',
    productLabels: ['cloud.google.com/gke-tpu-accelerator', INSTANCE_TYPE],
  },
  {
    pattern: /^aws\.amazon\.com\/neuron$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
  },
  {
    pattern: /^aws\.amazon\.com\/neurondevice$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
    sameHardwareAs: 'aws.amazon.com/neuron',
  },
  {
    pattern: /^aws\.amazon\.com\/neuroncore$/,
    unit: 'core',
    productLabels: [INSTANCE_TYPE],
    sameHardwareAs: 'aws.amazon.com/neuron',
  },
  {
    pattern: /^huawei\.com\/Ascend[A-Za-z0-9-]+$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
  },
];

/** The rule for a resource name; `undefined` when it is no accelerator. @public */
export function acceleratorRule(
  resourceName: string,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): AcceleratorRule | undefined {
  return accelerators.find(rule => rule.pattern.test(resourceName));
}

/** The label of a rule, spelt out for one resource name. */
export function labelFor(template: string, resourceName: string): string {
  return template.replace('$resource', resourceName);
}
