import type { ObservedRecord } from '@modelfleet/backstage-plugin-model-serving-common';

type Records = ReadonlyMap<string, ObservedRecord>;
type Lists = ReadonlyMap<string, readonly ObservedRecord[]>;

const NONE: readonly ObservedRecord[] = [];

/**
 * Records by namespace, made when someone asks. A change makes a new one, which
 * has all other lists in common with this one.
 */
export class Namespaces {
  #lists: Lists | undefined;

  static create(): Namespaces {
    return new Namespaces(undefined);
  }

  private constructor(lists: Lists | undefined) {
    this.#lists = lists;
  }

  /**
   * In the order of the records.
   *
   * @param records - what this is of.
   */
  list(namespace: string, records: Records): readonly ObservedRecord[] {
    this.#lists ??= listsOf(records);
    return this.#lists.get(namespace) ?? NONE;
  }

  put(known: ObservedRecord | undefined, record: ObservedRecord): Namespaces {
    return this.#changed(record, list =>
      known
        ? list.map(other => (other === known ? record : other))
        : [...list, record],
    );
  }

  delete(known: ObservedRecord): Namespaces {
    return this.#changed(known, list => list.filter(other => other !== known));
  }

  /** Nothing is made for those who never asked; who asks later asks of others. */
  #changed(
    { meta: { namespace = '' } }: ObservedRecord,
    change: (list: readonly ObservedRecord[]) => readonly ObservedRecord[],
  ): Namespaces {
    if (!this.#lists) return Namespaces.create();
    const list = change(this.#lists.get(namespace) ?? NONE);
    return new Namespaces(new Map(this.#lists).set(namespace, list));
  }
}

function listsOf(records: Records): Lists {
  const lists = new Map<string, ObservedRecord[]>();
  for (const record of records.values()) {
    const { namespace = '' } = record.meta;
    const list = lists.get(namespace);
    if (list) list.push(record);
    else lists.set(namespace, [record]);
  }
  return lists;
}
