import { podsToDiagnose } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSnapshot,
  PodFindings,
  PodToDiagnose,
  Refusal,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { DiagnoseSettings } from './settings';

interface Entry {
  readonly stamp: string;
  readonly findings: PodFindings;
}

interface KeptRefusal {
  readonly refusal: Refusal;
  readonly until: number;
}

/** What is known of the pods in trouble of one cluster, and what is to be asked. */
export class ClusterFindings {
  readonly #settings: DiagnoseSettings;
  #entries: ReadonlyMap<string, Entry> = new Map();
  readonly #lookedAt = new Map<string, number>();
  /** By namespace: the right may be given in some only. */
  readonly #refused = new Map<string, Map<Refusal['what'], KeptRefusal>>();
  #lent:
    | {
        readonly of: ClusterSnapshot;
        readonly entries: ReadonlyMap<string, Entry>;
        readonly with: ClusterSnapshot;
      }
    | undefined;

  static create(settings: DiagnoseSettings): ClusterFindings {
    return new ClusterFindings(settings);
  }

  private constructor(settings: DiagnoseSettings) {
    this.#settings = settings;
  }

  /**
   * The pods to ask about now. Forgets those that are well or gone; while the
   * cluster is away, what was found stays.
   */
  due(cluster: ClusterSnapshot, now: Date): readonly PodToDiagnose[] {
    if (cluster.cluster.state.status !== 'live') {
      return [];
    }
    const pods = podsToDiagnose(cluster, now).slice(0, this.#settings.kept);
    this.#retain(new Set(pods.map(({ uid }) => uid)));
    return pods
      .filter(pod => this.#isDue(pod, now.getTime()))
      .slice(0, this.#settings.podsOfABatch);
  }

  /** Nothing is known of any pod. */
  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Returns whether readers see a difference. */
  put(pod: PodToDiagnose, findings: PodFindings): boolean {
    const { uid, stamp, namespace } = pod;
    const before = this.#entries.get(uid)?.findings;
    this.#entries = new Map(this.#entries).set(uid, { stamp, findings });
    const until = Date.parse(findings.fetchedAt) + this.#settings.retryMs;
    const refused =
      this.#refused.get(namespace) ?? new Map<Refusal['what'], KeptRefusal>();
    for (const refusal of findings.refusals) {
      if (refusal.forbidden && !refused.has(refusal.what)) {
        refused.set(refusal.what, { refusal, until });
      }
    }
    this.#refused.set(namespace, refused);
    return contents(before) !== contents(findings);
  }

  /** What the cluster refused lately in a namespace. */
  refused(namespace: string, now: Date): ReadonlyMap<Refusal['what'], Refusal> {
    const refused =
      this.#refused.get(namespace) ?? new Map<Refusal['what'], KeptRefusal>();
    for (const [what, { until }] of refused) {
      if (until <= now.getTime()) {
        refused.delete(what);
      }
    }
    if (refused.size === 0) {
      this.#refused.delete(namespace);
    }
    return new Map([...refused].map(([what, { refusal }]) => [what, refusal]));
  }

  /** The same cluster, with what was found. Who asks for a pod looks at it. */
  lend(cluster: ClusterSnapshot, now: () => Date): ClusterSnapshot {
    const entries = this.#entries;
    if (entries.size === 0) {
      return cluster;
    }
    if (this.#lent?.of !== cluster || this.#lent.entries !== entries) {
      const lent: ClusterSnapshot = {
        ...cluster,
        refusedReads: forbiddenIn(entries),
        findings: uid => {
          const entry = entries.get(uid);
          if (entry) {
            this.#lookedAt.set(uid, now().getTime());
          }
          return entry?.findings;
        },
      };
      this.#lent = { of: cluster, entries, with: lent };
    }
    return this.#lent.with;
  }

  #isDue({ uid, stamp }: PodToDiagnose, now: number): boolean {
    const known = this.#entries.get(uid);
    if (!known || known.stamp !== stamp) {
      return true;
    }
    const { renewMs, lookMs } = this.#settings;
    const looked = this.#lookedAt.get(uid) ?? 0;
    const age = now - Date.parse(known.findings.fetchedAt);
    return age >= renewMs && now - looked < lookMs;
  }

  #retain(uids: ReadonlySet<string>): void {
    for (const uid of this.#lookedAt.keys()) {
      if (!uids.has(uid)) {
        this.#lookedAt.delete(uid);
      }
    }
    const kept = [...this.#entries].filter(([uid]) => uids.has(uid));
    if (kept.length < this.#entries.size) {
      this.#entries = new Map(kept);
    }
  }
}

/** Kept as long as the pods: only asking again can tell whether it changed. */
function forbiddenIn(
  entries: ReadonlyMap<string, Entry>,
): readonly Refusal['what'][] {
  const refusals = [...entries.values()].flatMap(
    ({ findings }) => findings.refusals,
  );
  return [
    ...new Set(
      refusals.filter(({ forbidden }) => forbidden).map(({ what }) => what),
    ),
  ];
}

function contents(findings: PodFindings | undefined): string {
  return JSON.stringify({ ...findings, fetchedAt: '' });
}
