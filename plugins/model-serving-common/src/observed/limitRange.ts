import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** Amounts by resource name, in cores, bytes or pieces. @public */
export type Amounts = Readonly<Record<string, number>>;

/** What a namespace asks of each container, pod or claim. @public */
export interface LimitRangeItem {
  /** `Container`, `Pod` or `PersistentVolumeClaim`. */
  readonly type: string;
  readonly min?: Amounts;
  readonly max?: Amounts;
  /** Limits of a container that states none. */
  readonly defaults?: Amounts;
  /** Requests of a container that states none. */
  readonly defaultRequests?: Amounts;
  /** How often the request goes into the limit, at most. */
  readonly maxRatio?: Amounts;
}

/**
 * What one container, pod or claim of a namespace may have.
 *
 * @public
 */
export interface LimitRangeRecord extends ObservedRecord {
  readonly items: readonly LimitRangeItem[];
}

/**
 * The projection of limit ranges, Kubernetes v1.36 `core/v1.LimitRange`.
 *
 * @public
 */
export const limitRangeProjection: Projection<LimitRangeRecord> = {
  resource: {
    group: '',
    kind: 'LimitRange',
    plural: 'limitranges',
    versions: ['v1'],
  },
  project(raw) {
    const range = ObjectReader.create(raw, 'LimitRange');
    return {
      meta: readMeta(range, () => false),
      items: range
        .object('spec')
        .list('limits')
        .map(item => ({
          type: item.string('type'),
          ...amountsOf(item, 'min', 'min'),
          ...amountsOf(item, 'max', 'max'),
          ...amountsOf(item, 'default', 'defaults'),
          ...amountsOf(item, 'defaultRequest', 'defaultRequests'),
          ...amountsOf(item, 'maxLimitRequestRatio', 'maxRatio'),
        })),
    };
  },
};

function amountsOf<K extends string>(
  item: ObjectReader,
  field: string,
  key: K,
): { readonly [N in K]?: Amounts } {
  const amounts = item.object(field);
  const entries = amounts.keys().flatMap(name => {
    const amount = amounts.optionalAmount(name);
    return amount === undefined ? [] : [[name, amount] as const];
  });
  // A computed key widens to an index signature.
  const read: { [N in K]?: Amounts } = {};
  if (entries.length > 0) read[key] = Object.fromEntries(entries);
  return read;
}
