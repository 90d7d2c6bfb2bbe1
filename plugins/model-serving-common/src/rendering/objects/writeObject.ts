import { isMap, isSeq, type Document } from 'yaml';
import { mergeObject, placeOf } from '../mergeObject';
import {
  commentOver,
  formatDocument,
  formatDocuments,
  newDocument,
  readDocuments,
  valueAt,
} from '../yamlText';
import { MANAGED_BY } from '../labels';
import type { ServiceObject } from './types';

/** The text of a new object, with its comments. */
export function writeObject({ content, comments = [] }: ServiceObject): string {
  const document = newDocument(content);
  for (const { at, text } of comments) {
    const place = placeOf(document, at);
    if (place) {
      commentOver(document, place, text);
    }
  }
  return formatDocument(document);
}

/**
 * Brings a file to an object. Other objects in it stay, and so does an object
 * that others took over by taking our label off.
 */
export function updateObject(text: string, object: ServiceObject): string {
  const documents = readDocuments(object.path, text);
  const document = documents.find(candidate => isSame(candidate, object));
  if (!document) {
    return formatDocuments([...documents, newDocument(object.content)]);
  }
  return isOurs(document) && mergeObject(document, object)
    ? formatDocuments(documents)
    : text;
}

/**
 * A file without the object that it was made for; `undefined` when nothing is
 * left of it.
 */
export function withoutObject(path: string, text: string): string | undefined {
  const documents = readDocuments(path, text);
  const kept = documents.filter(document => !isOurs(document));
  if (kept.length === documents.length) {
    return text;
  }
  return kept.length > 0 ? formatDocuments(kept) : undefined;
}

/** Whether we look after an object. */
export function isOurs(document: Document): boolean {
  return (
    valueAt(document, ['metadata', 'labels', MANAGED_BY.key]) ===
    MANAGED_BY.value
  );
}

function isSame(document: Document, { content }: ServiceObject): boolean {
  const metadata: unknown = document.getIn(['metadata'], true);
  return (
    !isSeq(document.contents) &&
    isMap(metadata) &&
    valueAt(document, ['kind']) === content.kind
  );
}
