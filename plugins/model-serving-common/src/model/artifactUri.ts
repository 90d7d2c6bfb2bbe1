/** Where an artifact is, and which revision of it. @public */
export interface ArtifactLocation {
  /**
   * Equal for two URIs exactly when they mean the same artifact, whatever its
   * revision. A key to compare, not a URI to fetch.
   */
  readonly coordinate: string;
  /** What the URI itself pins: a revision, a tag or a digest. */
  readonly revision?: string;
}

const HUB_HOSTS = ['huggingface.co', 'hf.co', 'www.huggingface.co'];
const DOCKER_HUB_HOSTS = ['index.docker.io', 'registry-1.docker.io'];

/**
 * Reads the URI of an artifact.
 *
 * @remarks
 *
 * - The scheme is in lower case; `oci+native` is `oci`: they differ in how the
 *   image is mounted, not in which image it is.
 * - The host (bucket, claim) is in lower case, without user, password and the
 *   scheme's default port. Slashes at the end are dropped, and for `http(s)`
 *   the fragment.
 * - `hf`: organisation and name are in lower case, since the Hub takes
 *   repository names in any case. The revision is what follows `:` (KServe) or
 *   `@` (huggingface_hub) after the name; a path behind it stays, in its case,
 *   for a repository may hold several variants as files. A web address of a
 *   model at huggingface.co is read as its `hf` URI.
 * - `oci`: the revision is the digest if there is one, else the tag. A
 *   reference without a registry means Docker Hub, as for a container runtime.
 * - Elsewhere `:` and `@` belong to the path, and there is no revision.
 *
 * A `pvc` or `file` coordinate says nothing across namespaces or nodes:
 * compare it only where the claim or the disk is the same one.
 *
 * @returns `undefined` when the text is no URI.
 * @public
 */
export function readArtifactUri(uri: string): ArtifactLocation | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^\s]*)$/i.exec(uri.trim());
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2]?.replace(/\/+$/, '');
  if (!scheme || !rest) {
    return undefined;
  }
  switch (scheme) {
    case 'hf':
      return readHubPath(rest);
    case 'oci':
    case 'oci+native':
      return readImage(rest);
    case 'http':
    case 'https':
      return readWebAddress(scheme, rest);
    default: {
      const { host, path } = splitHost(rest);
      return { coordinate: `${scheme}://${host.toLowerCase()}${path}` };
    }
  }
}

/**
 * The coordinate of an artifact, for comparing; the rules are those of
 * {@link readArtifactUri}. Text that is no URI is only trimmed.
 *
 * @public
 */
export function normalizeArtifactUri(uri: string): string {
  return readArtifactUri(uri)?.coordinate ?? uri.trim();
}

/** `org/name[:revision|@revision][/path]`; a few old models have no `org`. */
function readHubPath(path: string): ArtifactLocation {
  // Revisions of conversions and pull requests are the only ones with slashes.
  const match =
    /^((?:[^/@:]+\/)?[^/@:]+)(?:[:@](refs\/(?:convert|pr)\/[^/]+|[^/]+))?(\/.*)?$/.exec(
      path,
    );
  const [, repository, revision, file = ''] = match ?? [];
  if (!repository) {
    return { coordinate: `hf://${path.toLowerCase()}` };
  }
  return {
    coordinate: `hf://${repository.toLowerCase()}${file}`,
    ...(revision && { revision: decodeURIComponentSafely(revision) }),
  };
}

/** `[registry/]repository[:tag][@digest]`. */
function readImage(reference: string): ArtifactLocation {
  const [name = '', digest] = reference.split('@', 2);
  // A colon before the last slash is that of a port.
  const tagAt = name.indexOf(':', name.lastIndexOf('/') + 1);
  const repository = tagAt < 0 ? name : name.slice(0, tagAt);
  const tag = tagAt < 0 ? undefined : name.slice(tagAt + 1);
  const revision = digest || tag;
  return {
    coordinate: `oci://${withRegistry(repository.replace(/\/+$/, ''))}`,
    ...(revision && { revision }),
  };
}

function withRegistry(repository: string): string {
  const { host, path } = splitHost(repository);
  const registry = host.toLowerCase();
  const isRegistry = /[.:]/.test(registry) || registry === 'localhost';
  if (!path) {
    return `docker.io/library/${repository.toLowerCase()}`;
  }
  if (!isRegistry) {
    return `docker.io/${repository.toLowerCase()}`;
  }
  return DOCKER_HUB_HOSTS.includes(registry)
    ? `docker.io${path}`
    : `${registry.replace(/:443$/, '')}${path}`;
}

function readWebAddress(
  scheme: 'http' | 'https',
  rest: string,
): ArtifactLocation {
  const { host: authority, path } = splitHost(rest);
  const host = authority
    .replace(/^.*@/, '')
    .toLowerCase()
    .replace(scheme === 'https' ? /:443$/ : /:80$/, '');
  const address = path.replace(/#.*$/, '').replace(/\/+$/, '');
  if (HUB_HOSTS.includes(host)) {
    const model = readHubAddress(address);
    if (model) {
      return model;
    }
  }
  return { coordinate: `${scheme}://${host}${address}` };
}

/** `/org/name[/tree|blob|resolve/revision[/path]]` of the Hub's website. */
function readHubAddress(address: string): ArtifactLocation | undefined {
  const match =
    /^\/([^/?]+\/[^/?]+)(?:\/(?:tree|blob|resolve)\/([^/?]+)(\/[^?]*)?)?(?:\?.*)?$/.exec(
      address,
    );
  const [, repository, revision, file = ''] = match ?? [];
  if (!repository || /^(datasets|spaces|api|docs|models)\//.test(repository)) {
    return undefined;
  }
  return readHubPath(
    `${repository}${revision ? `@${revision}` : ''}${file.replace(/\/+$/, '')}`,
  );
}

function splitHost(rest: string): { host: string; path: string } {
  const end = rest.search(/[/?#]/);
  return end < 0
    ? { host: rest, path: '' }
    : { host: rest.slice(0, end), path: rest.slice(end) };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
