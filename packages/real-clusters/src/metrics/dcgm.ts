/** A machine with NVIDIA GPUs, and the pods that hold them. */
export interface GpuMachine {
  readonly name: string;
  /** As feature discovery labels it, for example `NVIDIA-L4`. */
  readonly product: string;
  readonly memoryMiB: number;
  readonly gpus: number;
  readonly holders: readonly GpuHolder[];
}

/** A container that holds GPUs. */
export interface GpuHolder {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly gpus: number;
}

/** What a GPU that is held does, and one that is not. */
const BUSY = { active: 0.83, memory: 0.9, watts: 520 };
const IDLE = { active: 0, memory: 0, watts: 70 };

interface Field {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  value(state: typeof BUSY, memoryMiB: number, seconds: number): number;
}

/** Of the fields that the exporter collects by default, those that say what GPUs do. */
const FIELDS: readonly Field[] = [
  {
    name: 'DCGM_FI_DEV_GPU_UTIL',
    type: 'gauge',
    help: 'GPU utilization (in %).',
    value: ({ active }) => Math.round(active * 100),
  },
  {
    name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    type: 'gauge',
    help: 'Ratio of time the graphics engine is active.',
    value: ({ active }) => active,
  },
  {
    name: 'DCGM_FI_DEV_FB_USED',
    type: 'gauge',
    help: 'Framebuffer memory used (in MiB).',
    value: ({ memory }, memoryMiB) => Math.round(memory * memoryMiB),
  },
  {
    name: 'DCGM_FI_DEV_FB_FREE',
    type: 'gauge',
    help: 'Framebuffer memory free (in MiB).',
    value: ({ memory }, memoryMiB) =>
      memoryMiB - Math.round(memory * memoryMiB),
  },
  {
    name: 'DCGM_FI_DEV_POWER_USAGE',
    type: 'gauge',
    help: 'Power draw (in W).',
    value: ({ watts }) => watts,
  },
  {
    name: 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
    type: 'counter',
    help: 'Total energy consumption since boot (in mJ).',
    value: ({ watts }, _memoryMiB, seconds) =>
      Math.round(watts * seconds * 1e3),
  },
];

function labelsOf(
  machine: GpuMachine,
  index: number,
  holder: GpuHolder | undefined,
): string {
  const labels = {
    gpu: String(index),
    UUID: `GPU-${machine.name}-${index}`,
    pci_bus_id: `00000000:${(16 + index).toString(16)}:00.0`,
    device: `nvidia${index}`,
    modelName: machine.product.replaceAll('-', ' '),
    Hostname: machine.name,
    DCGM_FI_DRIVER_VERSION: '580.65.06',
    ...(holder && {
      container: holder.container,
      namespace: holder.namespace,
      pod: holder.pod,
    }),
  };
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
}

/**
 * What dcgm-exporter 4 says of machines in the text format of Prometheus:
 * names, units and labels are its own, what the GPUs do is not measured.
 *
 * @param seconds - Since the machines were started.
 */
export function exposeGpus(
  machines: readonly GpuMachine[],
  seconds: number,
): string {
  const devices = machines.flatMap(machine => {
    const held = machine.holders.flatMap(holder =>
      Array.from({ length: holder.gpus }, () => holder),
    );
    return Array.from({ length: machine.gpus }, (_, index) => ({
      machine,
      labels: labelsOf(machine, index, held[index]),
      state: held[index] ? BUSY : IDLE,
    }));
  });
  return FIELDS.map(field =>
    [
      `# HELP ${field.name} ${field.help}`,
      `# TYPE ${field.name} ${field.type}`,
      ...devices.map(
        ({ machine, labels, state }) =>
          `${field.name}{${labels}} ${field.value(
            state,
            machine.memoryMiB,
            seconds,
          )}`,
      ),
      '',
    ].join('\n'),
  ).join('');
}
