import type { SimulationClock } from '../clock/clock';
import type { Collection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import { fingerprint } from '../random/random';
import type { Event } from '../resources/core';

/** Events live for an hour, as `--event-ttl` has it by default. */
const TIME_TO_LIVE_MS = 3_600_000;

export interface Occurrence {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string | undefined;
  fieldPath?: string | undefined;
}

/** Writes Events as controllers do: the same one again only raises its count. */
export class EventRecorder {
  readonly #clock: SimulationClock;
  readonly #events: Collection<Event>;

  private constructor(clock: SimulationClock, events: Collection<Event>) {
    this.#clock = clock;
    this.#events = events;
  }

  static create(
    clock: SimulationClock,
    events: Collection<Event>,
  ): EventRecorder {
    return new EventRecorder(clock, events);
  }

  record(object: KubeObject, occurrence: Occurrence): void {
    const now = this.#clock.timestamp();
    const { name, uid } = object.metadata;
    const namespace = object.metadata.namespace ?? 'default';
    const { reason, message, component } = occurrence;
    const key = {
      namespace,
      name: `${name}.${fingerprint(`${uid}/${reason}/${message}`, 16)}`,
    };
    const again = this.#events.modify(key, event => ({
      ...event,
      count: (event.count ?? 1) + 1,
      lastTimestamp: now,
    }));
    if (again) {
      return;
    }
    this.#events.create({
      metadata: { ...key },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name,
        uid,
        ...(object.metadata.namespace ? { namespace } : {}),
        ...(occurrence.fieldPath ? { fieldPath: occurrence.fieldPath } : {}),
      },
      reason,
      message,
      type: occurrence.type,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
      source: {
        component,
        ...(occurrence.host ? { host: occurrence.host } : {}),
      },
      reportingComponent: component,
    });
    this.#expireLater(key);
  }

  #expireLater(key: { namespace: string; name: string }): void {
    this.#clock.afterWall(TIME_TO_LIVE_MS, () => {
      const event = this.#events.get(key);
      const last = Date.parse(event?.lastTimestamp ?? '');
      if (event && this.#clock.now() - last < TIME_TO_LIVE_MS) {
        this.#expireLater(key);
      } else {
        this.#events.remove(key);
      }
    });
  }
}
