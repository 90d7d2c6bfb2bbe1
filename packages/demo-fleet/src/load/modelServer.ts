import { STORAGE_URI_ANNOTATION } from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
import { podDevices } from '../fleet/devices';
import { engineSettings } from '../models/gpuFit';
import { modelFacts } from '../models/modelFacts';
import type { Pod } from '../resources/pod';
import type { EngineReading } from './engineCounters';
import { EngineCounters } from './engineCounters';
import type { OperatingPoint, ServerShape } from './server';
import { AT_REST, capacity, nextQueue, operate, serverShape } from './server';
import type { ServiceProfile } from './serviceProfile';

const REVISION_LABEL = 'pod-template-hash';

/** How much a version makes of the same hardware: below 1 is faster. */
const FASTEST = 0.84;
const SLOWEST = 1.2;

/** The process in one pod that answers requests. */
export class ModelServer {
  /** Requests a second that one replica of the first version could take. */
  readonly reference: number;
  /** The instance of the container; another one starts counting anew. */
  readonly instance: string;
  readonly startedAt: number;
  readonly shape: ServerShape;
  readonly #profile: ServiceProfile;
  readonly #counters: EngineCounters;
  #point: OperatingPoint = AT_REST;
  #queue = 0;
  #settledAt: number;

  private constructor(
    shape: ServerShape,
    reference: number,
    profile: ServiceProfile,
    instance: string,
    now: number,
  ) {
    this.shape = shape;
    this.reference = reference;
    this.#profile = profile;
    this.#counters = EngineCounters.create(profile);
    this.instance = instance;
    this.startedAt = now;
    this.#settledAt = now;
  }

  /** `undefined` for a pod without an accelerator: it serves no model of ours. */
  static start(
    cluster: Cluster,
    pod: Pod,
    profile: ServiceProfile,
    instance: string,
  ): ModelServer | undefined {
    const devices = podDevices(cluster.definition, pod);
    if (!devices) {
      return undefined;
    }
    const uri = pod.metadata.annotations?.[STORAGE_URI_ANNOTATION] ?? '';
    const settings = engineSettings(pod.spec.containers[0]?.args ?? []);
    const shapeAt = (pace: number) =>
      serverShape(modelFacts(uri), devices, settings, profile, pace);
    const revision = pod.metadata.labels?.[REVISION_LABEL] ?? '';
    const pace = cluster.random
      .fork(`pace/${revision}`)
      .between(FASTEST, SLOWEST);
    return new ModelServer(
      shapeAt(pace),
      capacity(shapeAt(1), profile),
      profile,
      instance,
      cluster.clock.now(),
    );
  }

  get point(): OperatingPoint {
    return this.#point;
  }

  /** Books what passed since the last time, then goes on under a new load. */
  load(arrivals: number, now: number): void {
    const seconds = (now - this.#settledAt) / 1000;
    this.#counters.advance(this.#point, seconds);
    this.#settledAt = now;
    this.#queue = nextQueue(
      this.shape,
      this.#profile,
      arrivals,
      this.#queue,
      seconds,
    );
    this.#point = operate(this.shape, this.#profile, arrivals, this.#queue);
  }

  read(now: number): EngineReading {
    return this.#counters.read(this.#point, (now - this.#settledAt) / 1000);
  }
}
