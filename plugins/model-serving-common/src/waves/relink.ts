import { isScalar, isSeq, parseDocument } from 'yaml';
import type { ServiceFiles } from '../rendering/types';

/**
 * Lets the kustomizations of a cluster's folder build on another base. Every
 * other letter of the files stays, so that what is led there and back is the
 * same.
 *
 * @param from - Name of the base's folder.
 */
export function relink(
  overlay: ServiceFiles,
  from: string,
  to: string,
): ServiceFiles {
  return new Map(
    [...overlay].map(([path, text]) => [
      path,
      /^kustomization\.ya?ml$|^Kustomization$/.test(path)
        ? relinkText(text, from, to)
        : text,
    ]),
  );
}

function relinkText(text: string, from: string, to: string): string {
  const resources: unknown = parseDocument(text).getIn(['resources'], true);
  if (!isSeq(resources)) {
    return text;
  }
  let changed = text;
  // From the end, for a change moves what follows it.
  for (const item of [...resources.items].reverse()) {
    if (isScalar(item) && isLink(item.value, from) && item.range) {
      const [start, end] = item.range;
      const link = changed.slice(start, end);
      const at = start + link.lastIndexOf(from);
      changed = changed.slice(0, at) + to + changed.slice(at + from.length);
    }
  }
  return changed;
}

function isLink(value: unknown, folder: string): boolean {
  return (
    typeof value === 'string' &&
    value.replace(/^\.\//, '').replace(/\/$/, '') === `../../${folder}`
  );
}
