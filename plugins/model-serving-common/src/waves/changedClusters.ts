import type { ManifestChange } from '../api/types';
import { isDeepEqual } from '../rendering/isDeepEqual';
import type { ServiceFiles } from '../rendering/types';
import { resolveOverlay } from '../validation/manifests/resolveOverlay';
import { identityOf } from '../validation/manifests/transform';
import { isPlainObject, type Manifest } from '../validation/manifests/types';
import { clustersOf, filesIn } from './paths';

/** Clusters that come to something else, by name: new, changed and left. @public */
export function changedClusters(
  before: ServiceFiles,
  after: ServiceFiles,
): string[] {
  return [...new Set([...clustersOf(before), ...clustersOf(after)])]
    .filter(cluster => !isSameBuild(before, after, cluster))
    .sort();
}

/**
 * What changes in what one cluster gets, field by field.
 *
 * @public
 */
export function clusterChanges(
  before: ServiceFiles,
  after: ServiceFiles,
  cluster: string,
): ManifestChange[] {
  const olds = built(before, cluster);
  const news = built(after, cluster);
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap(object => {
    const from = olds.get(object);
    const to = news.get(object);
    return from && to
      ? fieldChanges(object, [], from, to)
      : [
          {
            object,
            path: '',
            ...(from ? { from: 'present' } : { to: 'present' }),
          },
        ];
  });
}

/**
 * Whether a cluster gets the same. Where something is not resolved here, only
 * the same text is known to be.
 */
export function isSameBuild(
  before: ServiceFiles,
  after: ServiceFiles,
  cluster: string,
): boolean {
  const [left, right] = [before, after].map(files =>
    resolveOverlay(files, cluster),
  );
  const isWhole = [left, right].every(
    overlay => overlay?.errors.length === 0 && overlay.notResolved.length === 0,
  );
  if (isWhole && left && right) {
    return isDeepEqual(
      Object.fromEntries(byIdentity(left.manifests)),
      Object.fromEntries(byIdentity(right.manifests)),
    );
  }
  return isDeepEqual(sources(before, cluster), sources(after, cluster));
}

function built(files: ServiceFiles, cluster: string) {
  return byIdentity(resolveOverlay(files, cluster).manifests);
}

function byIdentity(manifests: readonly Manifest[]) {
  return new Map(
    manifests.map(({ object }) => {
      const { kind, name } = identityOf(object);
      return [`${kind} ${name}`, object] as const;
    }),
  );
}

/** Everything that a build may read, save where the base is. */
function sources(files: ServiceFiles, cluster: string) {
  const overlay = filesIn(files, `clusters/${cluster}`);
  const isNext = [...overlay.values()].some(text => /\.\.\/next\b/.test(text));
  return Object.fromEntries([
    ...filesIn(files, isNext ? 'next' : 'base'),
    ...[...overlay].map(([path, text]) => [
      `${cluster}/${path}`,
      text.replaceAll('../../next', '../../base'),
    ]),
  ]);
}

function fieldChanges(
  object: string,
  place: readonly string[],
  from: unknown,
  to: unknown,
): ManifestChange[] {
  if (isDeepEqual(from, to)) {
    return [];
  }
  if (isPlainObject(from) && isPlainObject(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap(key =>
      fieldChanges(object, [...place, key], from[key], to[key]),
    );
  }
  const named = [from, to].map(namedEntries);
  if (named[0] && named[1]) {
    return fieldChanges(object, place, named[0], named[1]);
  }
  return [
    {
      object,
      path: place.join('.'),
      ...(from === undefined ? {} : { from: textOf(from) }),
      ...(to === undefined ? {} : { to: textOf(to) }),
    },
  ];
}

/** A list of things with names, by these. */
function namedEntries(value: unknown): Record<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return undefined;
  }
  const list: readonly unknown[] = value;
  const entries = list.map(entry =>
    isPlainObject(entry) && typeof entry.name === 'string'
      ? ([entry.name, entry] as const)
      : undefined,
  );
  return entries.every(entry => entry !== undefined)
    ? Object.fromEntries(entries)
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
