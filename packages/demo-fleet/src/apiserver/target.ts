/** What a request path points at. */
export type Target =
  | { kind: 'version' }
  | { kind: 'health' }
  | { kind: 'groups' }
  | { kind: 'coreVersions' }
  | { kind: 'group'; group: string }
  | { kind: 'groupVersion'; group: string; version: string }
  | { kind: 'openapiIndex' }
  | { kind: 'openapi'; group: string; version: string }
  | ResourceTarget
  | { kind: 'unknown' };

export interface ResourceTarget {
  readonly kind: 'resource';
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What follows `proxy/`. */
  readonly rest?: string;
}

/** Reads a path as the API server does. */
export function parseTarget(path: string): Target {
  const [root, ...segments] = path
    .split('/')
    .filter(segment => segment !== '')
    .map(decodeSegment);
  switch (root) {
    case 'version':
      return segments.length === 0 ? { kind: 'version' } : { kind: 'unknown' };
    case 'healthz':
    case 'livez':
    case 'readyz':
      return { kind: 'health' };
    case 'api':
      return coreTarget(segments);
    case 'apis':
      return groupTarget(segments);
    case 'openapi':
      return openapiTarget(segments);
    default:
      return { kind: 'unknown' };
  }
}

function coreTarget([version, ...segments]: string[]): Target {
  if (version === undefined) {
    return { kind: 'coreVersions' };
  }
  return inVersion('', version, segments);
}

function groupTarget([group, version, ...segments]: string[]): Target {
  if (group === undefined) {
    return { kind: 'groups' };
  }
  if (version === undefined) {
    return { kind: 'group', group };
  }
  return inVersion(group, version, segments);
}

function openapiTarget([edition, root, ...segments]: string[]): Target {
  if (edition !== 'v3') {
    return { kind: 'unknown' };
  }
  if (root === undefined) {
    return { kind: 'openapiIndex' };
  }
  const [group, version] = root === 'api' ? ['', segments[0]] : segments;
  return group === undefined || version === undefined
    ? { kind: 'unknown' }
    : { kind: 'openapi', group, version };
}

function inVersion(group: string, version: string, segments: string[]): Target {
  if (segments.length === 0) {
    return { kind: 'groupVersion', group, version };
  }
  const [first, second, third] = segments;
  // `namespaces/x` alone is the namespace itself, and so are its sub-resources.
  const scoped =
    first === 'namespaces' &&
    third !== undefined &&
    third !== 'status' &&
    third !== 'finalize';
  const [plural, name, subresource, ...rest] = scoped
    ? segments.slice(2)
    : segments;
  if (plural === undefined) {
    return { kind: 'unknown' };
  }
  return {
    kind: 'resource',
    group,
    version,
    plural,
    ...(scoped && second !== undefined ? { namespace: second } : {}),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    ...(subresource === 'proxy' ? { rest: rest.join('/') } : {}),
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
