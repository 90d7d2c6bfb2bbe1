import { isDeepStrictEqual } from 'node:util';
import { recordKey } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  Instant,
  ObservedRecord,
  ResourceKnowledge,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { KeptRecord } from './kept';
import { Namespaces } from './Namespaces';

/** What a reader gets; never changes once given away. */
export interface KindView {
  readonly knowledge: ResourceKnowledge;
  readonly records: ReadonlyMap<string, ObservedRecord>;
  readonly changedAt: ReadonlyMap<string, Instant>;
  /** The same list until one of its records changes. */
  inNamespace(namespace: string): readonly ObservedRecord[];
}

export const UNKNOWN_KIND: KindView = {
  knowledge: { status: 'never' },
  records: new Map(),
  changedAt: new Map(),
  inNamespace: () => [],
};

/**
 * The records of one kind of one cluster. Readers' maps are shared until the
 * next write, which then copies once: many writes between two reads cost one
 * copy.
 *
 * Each writing method says whether a reader would see a difference beyond the
 * time of confirmation.
 */
export class KindRecords {
  #knowledge: ResourceKnowledge = { status: 'never' };
  #records = new Map<string, ObservedRecord>();
  #changedAt = new Map<string, Instant>();
  #shared = false;
  #view: KindView | undefined;
  #namespaces = Namespaces.create();
  readonly #onRecord: (key: string) => void;

  /** @param onRecord - called for each record that is new, changed or gone */
  static create(onRecord: (key: string) => void = () => {}): KindRecords {
    return new KindRecords(onRecord);
  }

  private constructor(onRecord: (key: string) => void) {
    this.#onRecord = onRecord;
  }

  get knowledge(): ResourceKnowledge {
    return this.#knowledge;
  }

  keys(): Iterable<string> {
    return this.#records.keys();
  }

  read(key: string): KeptRecord | undefined {
    const record = this.#records.get(key);
    const changedAt = this.#changedAt.get(key);
    return record && changedAt ? { record, changedAt } : undefined;
  }

  /**
   * Takes what was kept elsewhere, with its own times.
   *
   * @param records - `undefined` for those that are gone
   * @param complete - whether other records are gone as well
   */
  restore(
    knowledge: ResourceKnowledge,
    records: ReadonlyMap<string, KeptRecord | undefined>,
    complete: boolean,
  ): boolean {
    const before = this.#records;
    if (complete || records.size > 0) {
      this.#records = new Map(complete ? [] : before);
      this.#changedAt = new Map(complete ? [] : this.#changedAt);
      this.#shared = false;
    }
    this.#forget();
    let changed = this.#know(knowledge);
    for (const [key, kept] of records) {
      if (kept) {
        this.#records.set(key, kept.record);
        this.#changedAt.set(key, kept.changedAt);
      } else {
        this.#records.delete(key);
        this.#changedAt.delete(key);
      }
      const known = before.get(key);
      changed ||= !(known && kept
        ? isSame(known, kept.record)
        : known === kept);
    }
    return changed || before.size !== this.#records.size;
  }

  view(): KindView {
    this.#shared = true;
    this.#view ??= this.#takeView();
    return this.#view;
  }

  #takeView(): KindView {
    const records = this.#records;
    const namespaces = this.#namespaces;
    return {
      knowledge: this.#knowledge,
      records,
      changedAt: this.#changedAt,
      inNamespace: namespace => namespaces.list(namespace, records),
    };
  }

  replace(
    records: Iterable<ObservedRecord>,
    at: Instant,
    {
      unreadable = new Set(),
      version,
    }: {
      readonly unreadable?: ReadonlySet<string>;
      readonly version?: string;
    } = {},
  ): boolean {
    const before = this.#records;
    const changedBefore = this.#changedAt;
    this.#records = new Map();
    this.#changedAt = new Map();
    this.#shared = false;
    this.#forget();
    let changed = false;
    const keep = (key: string, record: ObservedRecord, since: Instant) => {
      this.#records.set(key, record);
      this.#changedAt.set(key, since);
    };
    for (const record of records) {
      const key = recordKey(record.meta);
      const known = before.get(key);
      const same = known !== undefined && isSame(known, record);
      changed ||= !same;
      // What was judged of the same record still holds.
      keep(key, same ? known : record, (same && changedBefore.get(key)) || at);
      if (!same) {
        this.#onRecord(key);
      }
    }
    for (const key of unreadable) {
      const known = before.get(key);
      if (known) {
        keep(key, known, changedBefore.get(key) ?? at);
      }
    }
    for (const key of before.keys()) {
      if (!this.#records.has(key)) {
        changed = true;
        this.#onRecord(key);
      }
    }
    const knowledge: ResourceKnowledge = {
      status: 'observed',
      confirmedAt: at,
      ...(version && { version }),
      ...(unreadable.size > 0 && { unreadable: unreadable.size }),
    };
    return this.#know(knowledge) || changed;
  }

  put(record: ObservedRecord, at: Instant): boolean {
    const key = recordKey(record.meta);
    const known = this.#records.get(key);
    // What was judged of the same record still holds.
    const same = known !== undefined && isSame(known, record);
    if (!same) {
      this.#unshare();
      this.#records.set(key, record);
      this.#changedAt.set(key, at);
      this.#namespaces = this.#namespaces.put(known, record);
      this.#onRecord(key);
    }
    return this.confirm(at) || !same;
  }

  delete(key: string, at: Instant): boolean {
    const known = this.#records.get(key);
    if (known) {
      this.#unshare();
      this.#records.delete(key);
      this.#changedAt.delete(key);
      this.#namespaces = this.#namespaces.delete(known);
      this.#onRecord(key);
    }
    return this.confirm(at) || known !== undefined;
  }

  /** Only what was listed can be confirmed. */
  confirm(at: Instant): boolean {
    if (this.#knowledge.status === 'observed') {
      this.#knowledge = { ...this.#knowledge, confirmedAt: at };
      this.#view = undefined;
    }
    return false;
  }

  absent(at: Instant): boolean {
    const had = this.#records.size > 0;
    if (had) {
      for (const key of this.#records.keys()) {
        this.#onRecord(key);
      }
      this.#records = new Map();
      this.#changedAt = new Map();
      this.#shared = false;
      this.#forget();
    }
    return this.#know({ status: 'absent', confirmedAt: at }) || had;
  }

  /** What was seen before is kept, and with it when that was. */
  forbidden(message: string, retryAt?: Instant): boolean {
    const lastConfirmedAt = lastAllowed(this.#knowledge);
    return this.#know({
      status: 'forbidden',
      message,
      ...(lastConfirmedAt && { lastConfirmedAt }),
      ...(retryAt && { retryAt }),
    });
  }

  #know(knowledge: ResourceKnowledge): boolean {
    const changed = this.#knowledge.status !== knowledge.status;
    this.#knowledge = knowledge;
    this.#view = undefined;
    return changed;
  }

  /** For when the records are others altogether. */
  #forget(): void {
    this.#view = undefined;
    this.#namespaces = Namespaces.create();
  }

  #unshare(): void {
    this.#view = undefined;
    if (this.#shared) {
      this.#records = new Map(this.#records);
      this.#changedAt = new Map(this.#changedAt);
      this.#shared = false;
    }
  }
}

/**
 * Equal in all that was kept. Objects get a new resource version for changes
 * of fields that no one here reads, several times a minute for nodes.
 */
function isSame(a: ObservedRecord, b: ObservedRecord): boolean {
  // Not by the version alone: what is kept of an object can change without it,
  // when a newer release reads more of it than the one that saved it.
  return isDeepStrictEqual(withoutVersion(a), withoutVersion(b));
}

function withoutVersion(record: ObservedRecord): ObservedRecord {
  return { ...record, meta: { ...record.meta, resourceVersion: '' } };
}

/** When a kind was last confirmed while it was allowed. */
function lastAllowed(knowledge: ResourceKnowledge): Instant | undefined {
  switch (knowledge.status) {
    case 'observed':
      return knowledge.confirmedAt;
    case 'forbidden':
      return knowledge.lastConfirmedAt;
    default:
      return undefined;
  }
}
