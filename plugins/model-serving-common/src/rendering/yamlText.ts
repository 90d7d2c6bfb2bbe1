import { ConflictError } from '@backstage/errors';
import {
  Document,
  isMap,
  isNode,
  isScalar,
  parseAllDocuments,
  type Node,
  type YAMLMap,
} from 'yaml';
import { isDeepEqual } from './isDeepEqual';

type Path = readonly (string | number)[];

/** How every file is written: nothing wraps, so that a diff shows one line a change. */
const FORMAT = { lineWidth: 0 } as const;

// The same object in two places stays two objects for whoever reads the file.
const CREATE = { aliasDuplicateObjects: false } as const;

/** A new document with the given content; key order is that of the object. */
export function newDocument(content: unknown): Document {
  return new Document(content, CREATE);
}

/** Puts a comment over a key of a mapping. */
export function commentOver(document: Document, path: Path, text: string) {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    for (const pair of parent.items) {
      if (isScalar(pair.key) && pair.key.value === key) {
        pair.key.commentBefore = text
          .split('\n')
          .map(line => ` ${line}`)
          .join('\n');
      }
    }
  }
}

/** The comment over a key of a mapping. */
export function commentOf(document: Document, path: Path): string | undefined {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(
        item => isScalar(item.key) && item.key.value === path.at(-1),
      )
    : undefined;
  const comment = isScalar(pair?.key) ? pair.key.commentBefore : undefined;
  return comment?.replace(/^ /gm, '');
}

/** The text of one document. */
export function formatDocument(document: Document): string {
  return document.toString(FORMAT);
}

/** The text of a file with several documents. */
export function formatDocuments(documents: readonly Document[]): string {
  return documents
    .map((document, index) => {
      const text = formatDocument(document);
      return index > 0 && !text.startsWith('---') ? `---\n${text}` : text;
    })
    .join('');
}

/** Reads every document of a file that others may have changed. */
export function readDocuments(path: string, text: string): Document[] {
  const documents: readonly Document[] = [...parseAllDocuments(text)];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      const [reason] = error.message.split('\n');
      throw new ConflictError(
        `${path} is not readable YAML (${reason}); correct it in the repository first`,
      );
    }
  }
  return documents.filter(document => document.contents !== null);
}

/** Reads a file that holds one mapping. */
export function readDocument(path: string, text: string): Document<YAMLMap> {
  const documents = readDocuments(path, text);
  const [document] = documents;
  if (documents.length !== 1 || !document || !isMap(document.contents)) {
    throw new ConflictError(
      `${path} holds ${documents.length} YAML documents where one object is expected; correct it in the repository first`,
    );
  }
  return document as Document<YAMLMap>;
}

/** What a document says at a path, as plain data. */
export function valueAt(document: Document, path: Path): unknown {
  const node: unknown = document.getIn(path, true);
  return toPlain(document, node);
}

/** A node of a document as plain data. */
export function toPlain(document: Document, node: unknown): unknown {
  return isNode(node) ? (node as Node).toJS(document) : node;
}

/** Sets what is at a path, unless it says so already. */
export function setAt(document: Document, path: Path, value: unknown): boolean {
  if (isDeepEqual(valueAt(document, path), value)) {
    return false;
  }
  // A key without a value ("annotations:") is no collection to add to.
  for (let depth = 1; depth < path.length; depth += 1) {
    const parent = path.slice(0, depth);
    if (valueAt(document, parent) === null) {
      document.deleteIn(parent);
    }
  }
  document.setIn(path, document.createNode(value, CREATE));
  return true;
}

/** Sets what is at a path when nothing is there. */
export function defaultAt(
  document: Document,
  path: Path,
  value: unknown,
): boolean {
  const present = valueAt(document, path);
  return present === undefined || present === null
    ? setAt(document, path, value)
    : false;
}
