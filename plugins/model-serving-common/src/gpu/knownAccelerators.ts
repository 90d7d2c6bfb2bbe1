import type { AcceleratorRule } from './accelerators';

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

/** Kubernetes v1.36: a standard attribute that drivers share. */
const PCI_BUS_ID = 'resource.kubernetes.io/pciBusID';

/**
 * The resource names of the device plugins that are known: NVIDIA v0.20,
 * AMD, Intel v0.36, Gaudi, Google TPU, AWS Neuron and Huawei Ascend; and the
 * DRA drivers of NVIDIA v0.4, AMD and Intel. The first rule that matches
 * counts.
 *
 * @public
 */
export const DEFAULT_ACCELERATORS: readonly AcceleratorRule[] = [
  {
    pattern: /^nvidia\.com\/gpu$/,
    unit: 'gpu',
    productLabels: NVIDIA_PRODUCT,
    memoryLabel: NVIDIA_MEMORY,
    devices: 'nvidia',
    driver: {
      name: 'gpu.nvidia.com',
      classes: ['gpu.nvidia.com', 'mig.nvidia.com', 'vfio.gpu.nvidia.com'],
      productAttributes: ['productName'],
      hardwareAttributes: ['parentUUID', 'uuid'],
      profileAttribute: 'profile',
      profilePrefix: 'MIG-',
      partTypes: ['mig'],
    },
  },
  {
    pattern: /^nvidia\.com\/gpu\.shared$/,
    unit: 'slice',
    productLabels: NVIDIA_PRODUCT,
    memoryLabel: NVIDIA_MEMORY,
    devices: 'nvidia',
  },
  // MIG, strategy "mixed": one resource name for each profile.
  {
    pattern: /^nvidia\.com\/mig-[a-z0-9.-]+$/,
    unit: 'slice',
    productLabels: ['$resource.product', ...NVIDIA_PRODUCT],
    memoryLabel: { name: '$resource.memory', unit: 'MiB' },
    devices: 'nvidia',
  },
  {
    pattern: /^amd\.com\/gpu$/,
    unit: 'gpu',
    productLabels: AMD_PRODUCT,
    memoryLabel: AMD_MEMORY,
    devices: 'amd',
    driver: {
      name: 'gpu.amd.com',
      classes: ['gpu.amd.com'],
      productAttributes: ['productName'],
      // Partitions have the address of the device that they are of.
      hardwareAttributes: [PCI_BUS_ID],
      profileAttribute: 'partitionProfile',
      partTypes: ['amdgpu-partition'],
    },
  },
  // AMD, naming strategy "mixed": one name for each partition mode.
  {
    pattern: /^amd\.com\/[a-z]px_nps\d+$/,
    unit: 'slice',
    productLabels: AMD_PRODUCT,
    devices: 'amd',
  },
  // The `_monitoring` names beside these give no device to compute on.
  {
    pattern: /^gpu\.intel\.com\/(?:i915|xe)$/,
    unit: 'gpu',
    productLabels: INTEL_PRODUCT,
    devices: 'intel',
    driver: {
      name: 'gpu.intel.com',
      classes: ['gpu.intel.com'],
      productAttributes: ['model', 'family'],
      hardwareAttributes: [PCI_BUS_ID],
    },
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
    devices: 'each',
    driver: {
      name: 'gaudi.intel.com',
      classes: ['gaudi.intel.com'],
      productAttributes: ['model'],
      hardwareAttributes: [PCI_BUS_ID],
    },
  },
  {
    pattern: /^google\.com\/tpu$/,
    unit: 'chip',
    productLabels: ['cloud.google.com/gke-tpu-accelerator', INSTANCE_TYPE],
    devices: 'each',
  },
  {
    pattern: /^aws\.amazon\.com\/neuron$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
    devices: 'each',
  },
  {
    pattern: /^aws\.amazon\.com\/neurondevice$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
    sameHardwareAs: ['aws.amazon.com/neuron'],
    devices: 'each',
  },
  {
    pattern: /^aws\.amazon\.com\/neuroncore$/,
    unit: 'core',
    productLabels: [INSTANCE_TYPE],
    sameHardwareAs: ['aws.amazon.com/neuron', 'aws.amazon.com/neurondevice'],
  },
  {
    pattern: /^huawei\.com\/Ascend[A-Za-z0-9-]+$/,
    unit: 'chip',
    productLabels: [INSTANCE_TYPE],
    devices: 'each',
  },
];
