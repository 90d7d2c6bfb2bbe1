// NVIDIA GPU feature discovery and AMD's node labeller; other vendors label
// no product that could be selected.
const PRODUCT_LABELS: Readonly<Record<string, string>> = {
  'nvidia.com': 'nvidia.com/gpu.product',
  'amd.com': 'amd.com/gpu.product-name',
};

/**
 * The node label that names the product behind an extended resource;
 * `undefined` when its vendor labels none.
 */
export function productLabelOf(resourceName: string): string | undefined {
  return PRODUCT_LABELS[resourceName.split('/')[0] ?? ''];
}

/** Whether a label names a GPU product. */
export function isProductLabel(label: string): boolean {
  return Object.values(PRODUCT_LABELS).includes(label);
}

/** Whether a resource of a container is an accelerator. */
export function isAcceleratorResource(name: string): boolean {
  return name.includes('/');
}
