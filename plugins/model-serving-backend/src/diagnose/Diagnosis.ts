import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  ClusterSnapshot,
  FleetSnapshot,
  PodToDiagnose,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterAccess,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { inSteps } from '../inSteps';
import { ListGate } from '../observe';
import type { Clock } from '../observe';
import { lazily, type FleetReader } from '../state';
import type { ClusterTransport } from '../transport';
import { ClusterFindings } from './ClusterFindings';
import { diagnosePod } from './diagnosePod';
import type { DiagnoseSettings } from './settings';

export interface DiagnosisOptions {
  readonly reader: FleetReader;
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly settings: DiagnoseSettings;
  readonly logger: LoggerService;
  createTransport(cluster: AccessibleCluster): ClusterTransport;
}

/**
 * The fleet with what events and logs tell of pods in trouble.
 *
 * A reader never waits: it gets what was fetched before, and a change follows
 * when there is more. Clusters are asked when a pod gets into trouble or into
 * another one, and from time to time while someone looks at it. Each replica of
 * Backstage asks for itself; nothing is stored.
 */
export class Diagnosis implements FleetReader {
  readonly #options: DiagnosisOptions;
  readonly #gate: ListGate;
  readonly #clusters = new Map<string, ClusterFindings>();
  readonly #batches = new Map<string, Promise<void>>();
  /** When a snapshot had nothing to ask about, nor what was asked before. */
  readonly #untroubled = new WeakMap<ClusterSnapshot, number>();
  readonly #listeners = new Set<() => void>();
  #counter = 0;
  #wake = new AbortController();

  static create(options: DiagnosisOptions): Diagnosis {
    return new Diagnosis(options);
  }

  private constructor(options: DiagnosisOptions) {
    this.#options = options;
    this.#gate = ListGate.create(options.settings.clustersAtOnce);
  }

  snapshot(): FleetSnapshot {
    const { reader, clock } = this.#options;
    const fleet = reader.snapshot();
    const lent = lazily(() =>
      fleet.clusters.map(
        cluster =>
          this.#clusters
            .get(cluster.cluster.name)
            ?.lend(cluster, () => clock.now()) ?? cluster,
      ),
    );
    return {
      version: `${fleet.version}.${this.#counter}`,
      now: fleet.now,
      get clusters() {
        return lent();
      },
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    const unsubscribe = this.#options.reader.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      unsubscribe();
    };
  }

  /** Asks clusters until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { reader, clock, settings } = this.#options;
    const unsubscribe = reader.subscribe(() => this.#wake.abort());
    try {
      while (!signal.aborted) {
        this.#wake = new AbortController();
        await inSteps(this.#consider(signal));
        await clock
          .sleep(settings.sweepMs, AbortSignal.any([signal, this.#wake.signal]))
          .catch(() => undefined);
        await clock.sleep(settings.settleMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      unsubscribe();
      await Promise.all(this.#batches.values());
    }
  }

  /** Yields after each cluster. */
  *#consider(signal: AbortSignal): Generator<void, void> {
    const { reader, clock, settings } = this.#options;
    const fleet = reader.snapshot();
    const now = clock.now();
    const names = new Set(fleet.clusters.map(({ cluster }) => cluster.name));
    for (const name of this.#clusters.keys()) {
      if (!names.has(name)) {
        this.#clusters.delete(name);
      }
    }
    for (const cluster of fleet.clusters) {
      const { name } = cluster.cluster;
      if (signal.aborted || this.#batches.has(name)) {
        continue;
      }
      // What time alone does to it is noticed when all are looked at again.
      const untroubledAt = this.#untroubled.get(cluster) ?? -Infinity;
      if (now.getTime() - untroubledAt < settings.sweepMs) {
        continue;
      }
      const findings =
        this.#clusters.get(name) ?? ClusterFindings.create(settings);
      const due = findings.due(cluster, now);
      if (due.length > 0) {
        this.#clusters.set(name, findings);
        this.#start(cluster, findings, due, signal);
      } else if (findings.isEmpty) {
        this.#untroubled.set(cluster, now.getTime());
      }
      yield;
    }
  }

  #start(
    { cluster }: ClusterSnapshot,
    findings: ClusterFindings,
    due: readonly PodToDiagnose[],
    signal: AbortSignal,
  ): void {
    const { clock, settings, logger } = this.#options;
    const batch = this.#gate
      .run(signal, () => this.#ask(cluster.name, findings, due, signal))
      .then(() => settings.pauseMs)
      .catch(error => {
        if (!signal.aborted) {
          logger.debug(
            `Events and logs of cluster '${cluster.name}' could not be read: ${
              isError(error) ? error.message : error
            }`,
          );
        }
        return settings.retryMs;
      })
      // A cluster that is in trouble itself must not be troubled by questions.
      .then(pauseMs => clock.sleep(pauseMs, signal))
      .catch(() => undefined)
      .finally(() => {
        this.#batches.delete(cluster.name);
        this.#wake.abort();
      });
    this.#batches.set(cluster.name, batch);
  }

  async #ask(
    name: string,
    findings: ClusterFindings,
    due: readonly PodToDiagnose[],
    signal: AbortSignal,
  ): Promise<void> {
    const { access, clock, settings, createTransport } = this.#options;
    const clusters = await access.list({ signal });
    const cluster = clusters.find(candidate => candidate.name === name);
    if (!cluster || cluster.unsupported) {
      throw new Error('it cannot be dialled from here');
    }
    const transport = createTransport(cluster);
    try {
      for (const pod of due) {
        const found = await diagnosePod(pod, {
          cluster: name,
          transport,
          settings,
          signal,
          now: () => clock.now(),
          refused: findings.refused(pod.namespace, clock.now()),
        });
        if (findings.put(pod, found)) {
          this.#changed();
        }
      }
    } finally {
      await transport.close();
    }
  }

  #changed(): void {
    this.#counter += 1;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
