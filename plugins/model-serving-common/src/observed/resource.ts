/**
 * A kind of object that clusters may serve. Which of the versions is used is
 * discovered per cluster; none of them served is a fact, not an error.
 *
 * @public
 */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** Newest first. */
  readonly versions: readonly string[];
}

/**
 * Turns a raw object into the few fields that are kept of it.
 *
 * A record is plain JSON, so that it can be stored and sent as it is.
 *
 * @public
 */
export interface Projection<R extends ObservedRecord> {
  readonly resource: ResourceType;
  /**
   * Returns `undefined` for an object that does not concern Modelfleet, so
   * that it leaves no record.
   *
   * @throws InvalidObjectError with the path of the field that cannot be read.
   */
  project(raw: unknown): R | undefined;
}

/** What every record has. @public */
export interface ObservedRecord {
  readonly meta: RecordMeta;
}

/** The part of an object's metadata that is kept. @public */
export interface RecordMeta {
  readonly name: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation?: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Set while the object waits for its finalizers. ISO 8601. */
  readonly deletedAt?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Only those that a judgement or a match reads. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The owner with `controller: true`. */
  readonly controller?: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
}

/** Asked for many times in each view of each cluster. */
const ids = new WeakMap<ResourceType, string>();

/**
 * Names a resource as kubectl does: `pods`, `deployments.apps`.
 *
 * @public
 */
export function resourceId(resource: ResourceType): string {
  const known = ids.get(resource);
  if (known !== undefined) return known;
  const id = resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
  ids.set(resource, id);
  return id;
}

/** The key of a record within its resource: `namespace/name`, or `name`. @public */
export function recordKey(meta: { namespace?: string; name: string }): string {
  return meta.namespace ? `${meta.namespace}/${meta.name}` : meta.name;
}
