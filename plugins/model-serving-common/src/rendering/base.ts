import type { ServiceFacts } from './facts';
import {
  ensureResource,
  KUSTOMIZATION,
  removeResource,
  requireKustomization,
} from './kustomization';
import { objectsAround } from './objects';
import {
  updateObject,
  withoutObject,
  writeObject,
} from './objects/writeObject';
import { BASE_PATHS, resourceOf, SERVICE_PATHS } from './paths';
import { SERVING_KINDS, type ServingKind } from './serving';
import { newServing, updateServing } from './serving/writeServing';
import { formatDocument, newDocument, readDocument } from './yamlText';

/**
 * Writes what every cluster of a service shares, in place: the serving object,
 * what stands around it as it was chosen, and the list of both. What was ours
 * and is no longer chosen goes.
 *
 * @param isShared - Clusters that the request leaves out have it too.
 */
export function writeBase(
  files: Map<string, string>,
  serving: ServingKind,
  facts: ServiceFacts,
  isShared: boolean,
): void {
  const before = files.get(serving.path);
  if (isShared && before !== undefined) {
    files.set(serving.path, updateServing(serving, before, facts, true));
    listResources(files, [serving.path], []);
    return;
  }
  const objects = objectsAround(facts);
  const wanted = [serving.path, ...objects.map(({ path }) => path)].sort();
  const gone = removeUnwanted(files, wanted);
  listResources(files, wanted, gone);
  files.set(
    serving.path,
    before === undefined
      ? newServing(serving, facts)
      : updateServing(serving, before, facts, false),
  );
  for (const object of objects) {
    const text = files.get(object.path);
    files.set(
      object.path,
      text === undefined ? writeObject(object) : updateObject(text, object),
    );
  }
}

/** @returns the paths that are gone */
function removeUnwanted(
  files: Map<string, string>,
  wanted: readonly string[],
): string[] {
  const servingPaths: readonly string[] = Object.values(SERVING_KINDS).map(
    ({ path }) => path,
  );
  const gone: string[] = [];
  for (const path of Object.values(BASE_PATHS)) {
    const text = files.get(path);
    if (text !== undefined && !wanted.includes(path)) {
      // A service has one serving object: the other would serve beside it.
      const rest = servingPaths.includes(path)
        ? undefined
        : withoutObject(path, text);
      if (rest === undefined) {
        files.delete(path);
        gone.push(path);
      } else {
        files.set(path, rest);
      }
    }
  }
  return gone;
}

function listResources(
  files: Map<string, string>,
  wanted: readonly string[],
  gone: readonly string[],
): void {
  const path = SERVICE_PATHS.baseKustomization;
  const text = files.get(path);
  if (text === undefined) {
    files.set(
      path,
      formatDocument(
        newDocument({ ...KUSTOMIZATION, resources: wanted.map(resourceOf) }),
      ),
    );
    return;
  }
  const document = readDocument(path, text);
  requireKustomization(path, document);
  const changes = [
    ...gone.map(entry => removeResource(document, resourceOf(entry))),
    ...wanted.map(entry => ensureResource(path, document, resourceOf(entry))),
  ];
  if (changes.includes(true)) {
    files.set(path, formatDocument(document));
  }
}
