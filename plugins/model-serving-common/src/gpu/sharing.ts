/** How a node gives one device to several pods. */
export type Sharing = 'mig' | 'time-slicing' | 'mps' | 'partitions';

type Labels = Readonly<Record<string, string>>;

/** NVIDIA GPU feature discovery v0.20. */
const GFD = {
  product: 'nvidia.com/gpu.product',
  count: 'nvidia.com/gpu.count',
  replicas: 'nvidia.com/gpu.replicas',
  strategy: 'nvidia.com/gpu.sharing-strategy',
} as const;

/** Google's own device plugin shares in its own words. */
const GKE = {
  product: 'cloud.google.com/gke-accelerator',
  strategy: 'cloud.google.com/gke-gpu-sharing-strategy',
  clients: 'cloud.google.com/gke-max-shared-clients-per-gpu',
  partition: 'cloud.google.com/gke-gpu-partition-size',
} as const;

/** AMD's node labeller; older ones label under `beta.`. */
const AMD_MODE = [
  'amd.com/gpu.compute-memory-partition',
  'beta.amd.com/gpu.compute-memory-partition',
] as const;

/** How the NVIDIA GPUs of a node are shared out; `undefined` when they are not, or nodes do not say. */
export function nvidiaSharing(labels: Labels): Sharing | undefined {
  const product = labels[GFD.product] ?? '';
  if (/-MIG-/.test(product) || labels[GKE.partition]) return 'mig';
  const strategy = labels[GFD.strategy] ?? labels[GKE.strategy] ?? 'none';
  if (strategy === 'mps') return 'mps';
  const shared =
    strategy !== 'none' ||
    product.endsWith('-SHARED') ||
    (wholeNumber(labels[GFD.replicas]) ?? 0) > 1;
  return shared ? 'time-slicing' : undefined;
}

/**
 * The NVIDIA GPUs of a node; `undefined` when its labels do not say, or say
 * what cannot be.
 *
 * `gpu.count` counts GPUs, with MIG strategy "mixed" those that are split as
 * well; with MIG strategy "single" it counts instances, and how many GPUs they
 * are of is not said.
 *
 * @param units - of each resource name that the node advertises.
 */
export function nvidiaDevices(
  labels: Labels,
  units: ReadonlyMap<string, number>,
): number | undefined {
  const whole = units.get('nvidia.com/gpu') ?? 0;
  const renamed = units.get('nvidia.com/gpu.shared') ?? 0;
  const split = [...units.keys()].some(name => name.includes('/mig-'));
  const sharing = nvidiaSharing(labels);
  const count = wholeNumber(labels[GFD.count]);
  if (sharing === 'mig') return undefined;
  if (sharing || renamed > 0) {
    const shared = whole + renamed;
    const clients =
      wholeNumber(labels[GKE.clients]) ?? wholeNumber(labels[GFD.replicas]);
    // Every GPU gives one unit at least.
    return (
      plausible(count, 1, split ? Infinity : shared) ??
      (split ? undefined : quotient(shared, clients))
    );
  }
  if (split) return plausible(count, Math.max(1, whole), Infinity);
  const says =
    count !== undefined || labels[GFD.product] || labels[GKE.product];
  return says ? whole : undefined;
}

/** The AMD GPUs of a node, from the partitions that it advertises. */
export function amdDevices(
  labels: Labels,
  product: string | undefined,
  units: ReadonlyMap<string, number>,
): number | undefined {
  let devices = 0;
  for (const [name, amount] of units) {
    const mode = amdMode(labels, name);
    // Only GPUs that can be partitioned have a mode.
    const parts = mode || product ? amdParts(mode, product) : undefined;
    const part = quotient(amount, parts);
    if (part === undefined) return undefined;
    devices += part;
  }
  return devices;
}

/** How the AMD GPUs behind a resource name are partitioned; `undefined` when they are whole. */
export function amdSharing(labels: Labels, name: string): Sharing | undefined {
  const mode = amdMode(labels, name);
  return mode && mode !== 'spx' ? 'partitions' : undefined;
}

/** The Intel GPUs of a node, which its plugin may share out. */
export function intelDevices(labels: Labels): number | undefined {
  return wholeNumber(labels['gpu.intel.com/device.count']);
}

function amdMode(labels: Labels, name: string): string | undefined {
  const [, named] = /^amd\.com\/([a-z]px)_/.exec(name) ?? [];
  if (named) return named;
  const label = AMD_MODE.map(key => labels[key]).find(Boolean);
  return label?.toLocaleLowerCase('en-US').split('_')[0];
}

/** An MI300A has 6 dies to compute on, the other MI300 and MI350 have 8. */
function amdParts(
  mode: string | undefined,
  product: string | undefined,
): number | undefined {
  switch (mode) {
    case undefined:
    case 'spx':
      return 1;
    case 'dpx':
      return 2;
    case 'tpx':
      return 3;
    case 'qpx':
      return 4;
    case 'cpx':
      if (/MI300A/i.test(product ?? '')) return 6;
      return /MI3[0-9]{2}X/i.test(product ?? '') ? 8 : undefined;
    default:
      return undefined;
  }
}

function plausible(
  count: number | undefined,
  least: number,
  most: number,
): number | undefined {
  return count !== undefined && count >= least && count <= most
    ? count
    : undefined;
}

/** What is left over shows that the parts are others than was thought. */
function quotient(
  amount: number,
  parts: number | undefined,
): number | undefined {
  return parts && amount % parts === 0 ? amount / parts : undefined;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text)
    ? Number(text)
    : undefined;
}
