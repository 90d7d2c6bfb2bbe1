import type { ProcessRecord } from '../processes/processes';

/** What controllers are started with. */
export interface ControllerOptions<Command extends string> {
  readonly commands: Readonly<Record<Command, string>>;
  /** A folder of its own. */
  readonly directory: string;
  /** Called at once for every process, so that it can be stopped whatever follows. */
  readonly started: (process: ProcessRecord) => void;
}
