import type { Device, DeviceBoard, Gpu } from '../load/deviceBoard';
import { Exposition } from './exposition';

type Labels = Record<string, string>;

const DRIVER = '580.95.05';

/**
 * `/metrics` of a node's dcgm-exporter: the default set of version 4.5. Of a
 * GPU that is cut (MIG) memory and activity are those of each instance, and
 * `GPU_UTIL` is missing, as DCGM has none; power, energy and temperature are
 * the whole GPU's.
 */
export function dcgmMetrics(board: DeviceBoard, node: string): string {
  const out = Exposition.create();
  for (const gpu of board.gpus(node)) {
    const labels = dcgmLabels(gpu, node);
    for (const device of gpu.devices) {
      addDevice(out, board, gpu, device, {
        ...labels,
        ...(device.slice && {
          GPU_I_PROFILE: device.slice.profile,
          GPU_I_ID: String(device.slice.id),
        }),
        ...holderLabels(board, device),
      });
    }
    const [whole] = gpu.devices;
    addBoard(out, board, gpu, {
      ...labels,
      ...(whole && !whole.slice ? holderLabels(board, whole) : {}),
    });
  }
  return out.text();
}

function dcgmLabels({ index, uuid, shape }: Gpu, node: string): Labels {
  return {
    gpu: String(index),
    UUID: uuid,
    pci_bus_id: `00000000:${(index * 16 + 16).toString(16).toUpperCase()}:00.0`,
    device: `nvidia${index}`,
    modelName: shape.modelName,
    Hostname: node,
    DCGM_FI_DRIVER_VERSION: DRIVER,
  };
}

function addDevice(
  out: Exposition,
  board: DeviceBoard,
  gpu: Gpu,
  device: Device,
  labels: Labels,
): void {
  const busy = board.usage(device);
  const used = board.memoryUsed(device);
  const reserved = Math.round(device.memoryMiB * 0.007);
  if (!device.slice) {
    out.gauge(
      'DCGM_FI_DEV_GPU_UTIL',
      'GPU utilization (in %).',
      labels,
      Math.round(busy * 100),
    );
  }
  for (const [name, help, value] of [
    [
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'Ratio of time the graphics engine is active.',
      busy,
    ],
    [
      'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
      'Ratio of cycles the tensor (HMMA) pipe is active.',
      busy * 0.31,
    ],
    [
      'DCGM_FI_PROF_DRAM_ACTIVE',
      'Ratio of cycles the device memory interface is active sending or receiving data.',
      busy * 0.62,
    ],
  ] as const) {
    out.gauge(name, help, labels, round(value));
  }
  for (const [name, help, value] of [
    ['DCGM_FI_DEV_FB_FREE', 'Framebuffer memory free (in MiB).', undefined],
    ['DCGM_FI_DEV_FB_USED', 'Framebuffer memory used (in MiB).', used],
    [
      'DCGM_FI_DEV_FB_RESERVED',
      'Framebuffer memory reserved (in MiB).',
      reserved,
    ],
  ] as const) {
    const free = Math.max(0, device.memoryMiB - used - reserved);
    out.gauge(name, help, labels, value ?? free);
  }
  const { slice } = device;
  if (!slice || slice.id === 1) {
    out.gauge(
      'DCGM_FI_DEV_XID_ERRORS',
      'Value of the last XID error encountered.',
      dcgmLabels(gpu, labels.Hostname ?? ''),
      0,
    );
  }
}

function addBoard(
  out: Exposition,
  board: DeviceBoard,
  gpu: Gpu,
  labels: Labels,
): void {
  const load = gpu.watts / gpu.shape.powerWatts;
  for (const [name, help, value] of [
    ['DCGM_FI_DEV_SM_CLOCK', 'SM clock frequency (in MHz).', 1410],
    ['DCGM_FI_DEV_GPU_TEMP', 'GPU temperature (in C).', 29 + 38 * load],
    ['DCGM_FI_DEV_MEMORY_TEMP', 'Memory temperature (in C).', 33 + 42 * load],
    ['DCGM_FI_DEV_POWER_USAGE', 'Power draw (in W).', gpu.watts],
  ] as const) {
    const whole = name === 'DCGM_FI_DEV_POWER_USAGE';
    out.gauge(name, help, labels, whole ? round(value) : Math.round(value));
  }
  out.counter(
    'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
    'Total energy consumption since boot (in mJ).',
    labels,
    Math.floor(board.joules(gpu) * 1e3),
  );
}

/** `/metrics` of AMD's device metrics exporter, version 1.5. */
export function amdMetrics(board: DeviceBoard, node: string): string {
  const out = Exposition.create();
  const gpus = board.gpus(node);
  out.gauge(
    'gpu_nodes_total',
    'Number of GPUs in the node.',
    { hostname: node },
    gpus.length,
  );
  for (const gpu of gpus) {
    const [device] = gpu.devices;
    if (device) {
      addAmd(out, board, gpu, device, node);
    }
  }
  return out.text();
}

function addAmd(
  out: Exposition,
  board: DeviceBoard,
  gpu: Gpu,
  device: Device,
  node: string,
): void {
  const busy = board.usage(device);
  const used = board.memoryUsed(device);
  const labels = {
    gpu_id: String(gpu.index),
    gpu_partition_id: '0',
    serial_number: gpu.serial,
    card_model: gpu.shape.modelName,
    hostname: node,
    deployment_mode: 'kubernetes',
    ...holderLabels(board, device),
  };
  const load = gpu.watts / gpu.shape.powerWatts;
  for (const [name, help, value] of [
    ['gpu_health', 'Health of the GPU (0 = Unhealthy | 1 = Healthy).', 1],
    [
      'gpu_gfx_activity',
      'Graphics engine usage in percentage (0 - 100).',
      Math.round(busy * 100),
    ],
    [
      'gpu_umc_activity',
      'Memory engine usage in percentage (0 - 100).',
      Math.round(busy * 62),
    ],
    ['gpu_total_vram', 'Total VRAM (in MB).', device.memoryMiB],
    ['gpu_used_vram', 'Used VRAM (in MB).', used],
    ['gpu_free_vram', 'Free VRAM (in MB).', device.memoryMiB - used],
    ['gpu_package_power', 'Current socket power (in Watts).', round(gpu.watts)],
    ['gpu_power_usage', 'Power usage (in Watts).', round(gpu.watts)],
    [
      'gpu_junction_temperature',
      'Current junction temperature (in Celsius).',
      Math.round(35 + 45 * load),
    ],
  ] as const) {
    out.gauge(name, help, labels, value);
  }
  out.counter(
    'gpu_energy_consumed',
    'Accumulated energy consumed by the GPU (in uJ).',
    labels,
    Math.floor(board.joules(gpu) * 1e6),
  );
}

/** Empty for a device that nobody holds, as both exporters have it. */
function holderLabels(board: DeviceBoard, device: Device): Labels {
  const pod = board.holderOf(device);
  return {
    namespace: pod?.metadata.namespace ?? '',
    pod: pod?.metadata.name ?? '',
    container: pod?.spec.containers[0]?.name ?? '',
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
