import { fullEntityRef } from './names';
import { clusterRef, componentIn } from './component';
import { readDocuments, valueAt } from './yamlText';

/**
 * What the Component of a service says, as far as a request can.
 *
 * @public
 */
export interface ReadComponent {
  readonly title?: string;
  readonly description?: string;
  readonly lifecycle?: string;
  /** Full entity ref. */
  readonly system?: string;
  /** Full entity ref. */
  readonly owner?: string;
}

/**
 * Reads the Component of a service back.
 *
 * @throws ConflictError when the file cannot be read or describes another,
 * InputError when one of its references is none.
 * @public
 */
export function readComponent(
  path: string,
  text: string,
  service: string,
): ReadComponent {
  const document = componentIn(readDocuments(path, text), path, service);
  const textAt = (...place: readonly string[]) => {
    const value = valueAt(document, place);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const title = textAt('metadata', 'title');
  const description = textAt('metadata', 'description');
  const lifecycle = textAt('spec', 'lifecycle');
  const system = textAt('spec', 'system');
  const owner = textAt('spec', 'owner');
  return {
    ...(title && { title }),
    ...(description && { description }),
    ...(lifecycle && { lifecycle }),
    ...(system && { system: fullEntityRef('System', system, 'system') }),
    ...(owner && { owner: fullEntityRef('Owner', owner, 'group') }),
  };
}

/**
 * The clusters of a service in the order in which its Component names them;
 * those that it does not name come last.
 *
 * @public
 */
export function inComponentOrder<T extends { readonly cluster: string }>(
  text: string | undefined,
  placements: readonly T[],
): T[] {
  const named = dependencies(text);
  const positionOf = ({ cluster }: T) => {
    const at = named.indexOf(clusterRef(cluster).toLowerCase());
    return at < 0 ? named.length : at;
  };
  return [...placements].sort((a, b) => positionOf(a) - positionOf(b));
}

function dependencies(text: string | undefined): string[] {
  if (text === undefined) {
    return [];
  }
  try {
    return readDocuments('', text).flatMap(document => {
      const list = valueAt(document, ['spec', 'dependsOn']);
      return Array.isArray(list)
        ? list.map(entry => String(entry).toLowerCase())
        : [];
    });
  } catch {
    // That it cannot be read is said where it is read.
    return [];
  }
}
