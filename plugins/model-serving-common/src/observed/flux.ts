import type { ObjectReader } from './ObjectReader';

/**
 * The commit of a revision as Flux v2 writes it: `main@sha1:…` for Git,
 * `v1@sha256:…` for an image; older ones wrote `main/…`. What is neither,
 * such as the version of a chart, stays as it is.
 */
export function stripRevision(revision: string): string {
  const digest = /(?:^|[@:])sha\d+:([0-9a-f]{7,})$/i.exec(revision);
  if (digest?.[1]) return digest[1];
  return /^.+\/([0-9a-f]{40})$/i.exec(revision)?.[1] ?? revision;
}

/** A revision field without what Flux puts before the commit. */
export function readRevision(
  holder: ObjectReader,
  key: string,
): string | undefined {
  const revision = holder.optionalString(key);
  return revision ? stripRevision(revision) : undefined;
}

/** Where a source is: `sourceRef`, `chartRef`. @public */
export interface FluxSourceRef {
  readonly kind: string;
  readonly name: string;
  /** Absent where it is that of the object. */
  readonly namespace?: string;
}

export function readSourceRef(ref: ObjectReader): FluxSourceRef | undefined {
  const kind = ref.optionalString('kind');
  const name = ref.optionalString('name');
  const namespace = ref.optionalString('namespace');
  if (!kind || !name) return undefined;
  return { kind, name, ...(namespace && { namespace }) };
}

/**
 * The name of the Secret or ConfigMap with the access to another cluster;
 * never its content. `undefined` for Flux's own cluster.
 */
export function readKubeConfig(spec: ObjectReader): string | undefined {
  const kubeConfig = spec.object('kubeConfig');
  return (
    kubeConfig.object('secretRef').optionalString('name') ??
    kubeConfig.object('configMapRef').optionalString('name')
  );
}
