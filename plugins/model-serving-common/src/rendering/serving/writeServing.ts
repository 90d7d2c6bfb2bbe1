import { ConflictError } from '@backstage/errors';
import type { Document } from 'yaml';
import { contextLengthOf, setArgs, setContextLength } from '../engineArgs';
import type { ServiceFacts } from '../facts';
import { lookUp, mergeObject, placeOf, valueOf } from '../mergeObject';
import { writeObject } from '../objects/writeObject';
import { defaultAt, formatDocument, readDocument, valueAt } from '../yamlText';
import { turnStrategy } from './strategy';
import type { ServingKind } from './types';

/** The text of a new serving object. */
export function newServing(serving: ServingKind, facts: ServiceFacts): string {
  return writeObject(serving.object(facts));
}

/**
 * Brings a serving object that is in the repository to a request. What it says
 * beyond that stays, comments included.
 *
 * @param isShared - Clusters that the request leaves out have it too: their
 * pods would start anew for any change, so only what the overlays build on is
 * filled in where it is absent.
 */
export function updateServing(
  serving: ServingKind,
  text: string,
  facts: ServiceFacts,
  isShared: boolean,
): string {
  const { path } = serving;
  const document = readDocument(path, text);
  requireSameObject(serving, document, facts.request.service);
  const isChanged = isShared
    ? fillIn(serving, document, withoutContextLength(facts))
    : bringTo(serving, document, facts);
  return isChanged ? formatDocument(document) : text;
}

function bringTo(
  serving: ServingKind,
  document: Document,
  facts: ServiceFacts,
): boolean {
  const object = serving.object(facts);
  const isTurned = turnStrategy(serving, document, object, facts.choices);
  const isMerged = mergeObject(document, object) || isTurned;
  const place = placeOf(document, serving.args);
  const wanted = lookUp(object.content, serving.args);
  if (!place || !Array.isArray(wanted)) {
    return isMerged;
  }
  const ours = wanted.filter(
    (arg: string) =>
      !arg.startsWith('--') ||
      serving.ownFlags.includes(arg.split('=')[0] ?? ''),
  );
  const { contextLength } = facts.request;
  const changes = [
    isMerged,
    ...(serving.ownFlags.length > 0
      ? [setArgs(document, place, ours, serving.ownFlags)]
      : []),
    ...(contextLength === undefined
      ? []
      : [setContextLength(document, place, contextLength)]),
  ];
  return changes.includes(true);
}

function fillIn(
  serving: ServingKind,
  document: Document,
  facts: ServiceFacts,
): boolean {
  const { content } = serving.object(facts);
  return serving.needed
    .map(path => {
      const parent = placeOf(document, path.slice(0, 1)) ? path : undefined;
      const place = parent && nearest(document, parent);
      return place ? defaultAt(document, place, lookUp(content, path)) : false;
    })
    .includes(true);
}

/** Where something is, or would be: names of list entries must be there. */
function nearest(
  document: Document,
  path: readonly string[],
): (string | number)[] | undefined {
  const known = path.findLastIndex(step => step.startsWith('[')) + 1;
  const place = placeOf(document, path.slice(0, known));
  return place && [...place, ...path.slice(known)];
}

/** The context length that a serving object sets, in tokens. */
export function readContextLength(
  serving: ServingKind,
  document: Document,
): number | undefined {
  return contextLengthOf(valueOf(document, serving.args));
}

/** A context length that only some clusters want is in their overlays. */
function withoutContextLength(facts: ServiceFacts): ServiceFacts {
  const { contextLength: _, ...request } = facts.request;
  return { ...facts, request };
}

function requireSameObject(
  { path, kind: { group, version, kind } }: ServingKind,
  document: Document,
  service: string,
) {
  const found = ['apiVersion', 'kind'].map(key => valueAt(document, [key]));
  const name = valueAt(document, ['metadata', 'name']);
  const wanted = [group ? `${group}/${version}` : version, kind];
  if (found.join() !== wanted.join() || name !== service) {
    throw new ConflictError(
      `${path} holds ${found.join(' ')} '${name}' where ${wanted.join(
        ' ',
      )} '${service}' is expected; choose another service name, or change it in the repository`,
    );
  }
}
