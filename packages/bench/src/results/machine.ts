import os from 'node:os';

/** Where a run was made: figures are not comparable without it. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly platform: string;
  /** Of one minute, before the run: above 0, others used the machine as well. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  const [first] = os.cpus();
  return {
    cores: os.availableParallelism(),
    cpu: first?.model.trim() ?? 'not known',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    platform: `${os.type()} ${os.release()} ${os.arch()}`,
    loadBefore: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
  };
}
