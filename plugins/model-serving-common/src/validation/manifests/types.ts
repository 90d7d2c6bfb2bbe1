/** A YAML object as plain data. */
export type PlainObject = Readonly<Record<string, unknown>>;

/**
 * One object as a cluster would get it.
 *
 * @public
 */
export interface Manifest {
  /** The file that holds it, below the service's folder. */
  readonly file: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/**
 * Something in the files that cannot be applied, or that is not resolved here.
 *
 * @public
 */
export interface ManifestNote {
  /** Below the service's folder. */
  readonly file: string;
  /** One sentence for a person. */
  readonly message: string;
}

/**
 * What an overlay comes to.
 *
 * @public
 */
export interface ResolvedOverlay {
  readonly manifests: readonly Manifest[];
  /** What kustomize would refuse as well. */
  readonly errors: readonly ManifestNote[];
  /** What kustomize takes without a word, and nobody can have meant. */
  readonly warnings: readonly ManifestNote[];
  /** What kustomize may know and this does not: the result is not complete. */
  readonly notResolved: readonly ManifestNote[];
}

/** Whether a value is a mapping. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
