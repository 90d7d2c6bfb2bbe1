import { resourceId } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { NO_METER } from '../ObserverMeter';
import type { ObserverMeter } from '../ObserverMeter';
import type { MeterCounts, Report } from './messages';

interface Run {
  readonly sink: ClusterSink;
  /** Of lists that are not told completely yet. */
  readonly parts: Map<string, ObservedRecord[]>;
}

/** Takes what a thread tells to where it belongs. */
export class Reports {
  readonly #kinds: ReadonlyMap<string, ResourceType>;
  readonly #meter: ObserverMeter;
  readonly #runs = new Map<number, Run>();
  readonly #watches: (() => void)[] = [];

  static create(options: {
    readonly kinds: readonly ResourceType[];
    readonly meter?: ObserverMeter;
  }): Reports {
    return new Reports(options.kinds, options.meter ?? NO_METER);
  }

  private constructor(kinds: readonly ResourceType[], meter: ObserverMeter) {
    this.#kinds = new Map(kinds.map(kind => [resourceId(kind), kind]));
    this.#meter = meter;
  }

  /** Until it is closed; what is told of it later is dropped. */
  open(run: number, sink: ClusterSink): void {
    this.#runs.set(run, { sink, parts: new Map() });
  }

  close(run: number): void {
    this.#runs.delete(run);
  }

  /** Nothing more comes. */
  end(): void {
    this.#runs.clear();
    this.#watches.splice(0).forEach(closed => closed());
  }

  take(text: string): void {
    const reports: readonly Report[] = JSON.parse(text);
    for (const report of reports) {
      if (report.tell === 'counts') this.#count(report.counts);
      else this.#tell(report);
    }
  }

  #tell(report: Exclude<Report, { tell: 'counts' }>): void {
    const run = this.#runs.get(report.run);
    if (!run) return;
    const { sink, parts } = run;
    if (report.tell === 'state') {
      sink.state(report.state);
      return;
    }
    if (report.tell === 'version') {
      sink.version(report.version);
      return;
    }
    const kind = this.#kinds.get(report.kind);
    if (!kind) return;
    switch (report.tell) {
      case 'part': {
        const known = parts.get(report.kind);
        if (known) known.push(...report.records);
        else parts.set(report.kind, [...report.records]);
        break;
      }
      case 'replace': {
        const records = parts.get(report.kind) ?? [];
        parts.delete(report.kind);
        const { unreadable, version } = report;
        sink.replace(kind, records, report.at, {
          unreadable: new Set(unreadable),
          ...(version !== undefined && { version }),
        });
        break;
      }
      case 'put':
        sink.put(kind, report.record, report.at);
        break;
      case 'delete':
        sink.delete(kind, report.key, report.at);
        break;
      case 'forbidden': {
        const { message, retryAt } = report;
        sink.forbidden(kind, message, retryAt ? { retryAt } : {});
        break;
      }
      default:
        sink[report.tell](kind, report.at);
    }
  }

  #count({ events, lists, failures, watches }: MeterCounts): void {
    for (const [type, times] of entries(events)) {
      this.#meter.watchEvent(type, times);
    }
    for (const [cause, times] of entries(lists)) {
      for (let time = 0; time < times; time++) this.#meter.listed(cause);
    }
    for (const [kind, times] of entries(failures)) {
      for (let time = 0; time < times; time++) this.#meter.failed(kind);
    }
    while (this.#watches.length < watches) {
      this.#watches.push(this.#meter.watchOpened());
    }
    this.#watches.splice(watches).forEach(closed => closed());
  }
}

function entries<K extends string>(
  counts: Partial<Record<K, number>>,
): [K, number][] {
  // Only these keys were written.
  return Object.entries(counts) as [K, number][];
}
