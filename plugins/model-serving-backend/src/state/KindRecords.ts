import { isDeepStrictEqual } from 'node:util';
import { recordKey } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  Instant,
  ObservedRecord,
  ResourceKnowledge,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What a reader gets; never changes once given away. */
export interface KindView {
  readonly knowledge: ResourceKnowledge;
  readonly records: ReadonlyMap<string, ObservedRecord>;
  readonly changedAt: ReadonlyMap<string, Instant>;
}

export const UNKNOWN_KIND: KindView = {
  knowledge: { status: 'never' },
  records: new Map(),
  changedAt: new Map(),
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

  static create(): KindRecords {
    return new KindRecords();
  }

  private constructor() {}

  view(): KindView {
    this.#shared = true;
    return {
      knowledge: this.#knowledge,
      records: this.#records,
      changedAt: this.#changedAt,
    };
  }

  replace(
    records: Iterable<ObservedRecord>,
    at: Instant,
    unreadable: ReadonlySet<string>,
  ): boolean {
    const before = this.#records;
    const changedBefore = this.#changedAt;
    this.#records = new Map();
    this.#changedAt = new Map();
    this.#shared = false;
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
      keep(key, record, (same && changedBefore.get(key)) || at);
    }
    for (const key of unreadable) {
      const known = before.get(key);
      if (known) {
        keep(key, known, changedBefore.get(key) ?? at);
      }
    }
    changed ||= before.size !== this.#records.size;
    return this.#know({ status: 'observed', confirmedAt: at }) || changed;
  }

  put(record: ObservedRecord, at: Instant): boolean {
    const key = recordKey(record.meta);
    const known = this.#records.get(key);
    const same = known !== undefined && isSame(known, record);
    this.#unshare();
    this.#records.set(key, record);
    if (!same) {
      this.#changedAt.set(key, at);
    }
    return this.confirm(at) || !same;
  }

  delete(key: string, at: Instant): boolean {
    const had = this.#records.has(key);
    if (had) {
      this.#unshare();
      this.#records.delete(key);
      this.#changedAt.delete(key);
    }
    return this.confirm(at) || had;
  }

  /** Only what was listed can be confirmed. */
  confirm(at: Instant): boolean {
    if (this.#knowledge.status === 'observed') {
      this.#knowledge = { status: 'observed', confirmedAt: at };
    }
    return false;
  }

  absent(at: Instant): boolean {
    const had = this.#records.size > 0;
    if (had) {
      this.#records = new Map();
      this.#changedAt = new Map();
      this.#shared = false;
    }
    return this.#know({ status: 'absent', confirmedAt: at }) || had;
  }

  forbidden(message: string): boolean {
    return this.#know({ status: 'forbidden', message });
  }

  #know(knowledge: ResourceKnowledge): boolean {
    const changed = this.#knowledge.status !== knowledge.status;
    this.#knowledge = knowledge;
    return changed;
  }

  #unshare(): void {
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
  return (
    a.meta.resourceVersion === b.meta.resourceVersion ||
    isDeepStrictEqual(withoutVersion(a), withoutVersion(b))
  );
}

function withoutVersion(record: ObservedRecord): ObservedRecord {
  return { ...record, meta: { ...record.meta, resourceVersion: '' } };
}
