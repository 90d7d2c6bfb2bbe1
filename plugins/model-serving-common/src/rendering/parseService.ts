import { MODELFLEET_ANNOTATIONS } from '../gitops';
import type { Document } from 'yaml';
import { INFERENCE_SERVICE, readContextLength } from './inferenceService';
import { clusterOfOverlay, SERVICE_PATHS } from './paths';
import { readOperation } from './patchOperations';
import { readPatches } from './readPatches';
import type {
  NotUnderstood,
  ParsedPlacement,
  ParsedService,
  ServiceFiles,
} from './types';
import { readDocument, valueAt } from './yamlText';

// What an overlay may hold (the layout's rule); of these, `labels`, `images`
// and `replicas` are understood to be others' and need no word.
const OVERLAY_FIELDS = new Set([
  'apiVersion',
  'kind',
  'namespace',
  'resources',
  'patches',
  'labels',
  'images',
  'replicas',
]);

const KNOWN_PATHS: ReadonlySet<string> = new Set(Object.values(SERVICE_PATHS));

/**
 * Reads the files of a service. Never throws for what is in them: what is not
 * understood is said so, and stays.
 *
 * @public
 */
export function parseService(files: ServiceFiles): ParsedService {
  const notUnderstood: NotUnderstood[] = [];
  const placements: ParsedPlacement[] = [];
  const report = (path: string, message: string) =>
    notUnderstood.push({ path, message });
  for (const [path, text] of sorted(files)) {
    const cluster = clusterOfOverlay(path);
    if (cluster !== undefined) {
      const document = tryRead(path, text, report);
      placements.push(
        document ? readOverlay(path, cluster, document, report) : { cluster },
      );
    } else if (!KNOWN_PATHS.has(path)) {
      report(path, 'This file was added by others');
    }
  }
  return { ...readServing(files, report), placements, notUnderstood };
}

type Report = (path: string, message: string) => void;

function readServing(
  files: ServiceFiles,
  report: Report,
): Pick<
  ParsedService,
  'service' | 'modelRef' | 'artifactUri' | 'contextLength'
> {
  const path = SERVICE_PATHS.inferenceService;
  const text = files.get(path);
  const document = text === undefined ? undefined : tryRead(path, text, report);
  if (!document) {
    return {};
  }
  const kind = valueAt(document, ['kind']);
  if (kind !== INFERENCE_SERVICE.kind) {
    report(path, `This is no ${INFERENCE_SERVICE.kind}`);
    return {};
  }
  const service = valueAt(document, ['metadata', 'name']);
  const modelRef = valueAt(document, [
    'metadata',
    'annotations',
    MODELFLEET_ANNOTATIONS.modelRef,
  ]);
  const uri = valueAt(document, ['spec', 'predictor', 'model', 'storageUri']);
  const contextLength = readContextLength(document);
  return {
    ...(typeof service === 'string' ? { service } : {}),
    ...(typeof modelRef === 'string' ? { modelRef } : {}),
    ...(typeof uri === 'string' ? { artifactUri: uri } : {}),
    ...(contextLength === undefined ? {} : { contextLength }),
  };
}

function readOverlay(
  path: string,
  cluster: string,
  document: Document,
  report: Report,
): ParsedPlacement {
  const namespace = valueAt(document, ['namespace']);
  let placement: ParsedPlacement = {
    cluster,
    ...(typeof namespace === 'string' ? { namespace } : {}),
  };
  const patches = attempt(path, () => readPatches(path, document, undefined));
  if (patches.error) {
    report(path, patches.error);
  }
  const read = patches.value ?? [];
  for (const { operations } of read) {
    for (const operation of operations) {
      const figures = readOperation(operation);
      if (figures) {
        placement = { ...placement, ...figures };
      } else {
        report(path, `The patch of ${operation.path} was added by others`);
      }
    }
  }
  const others = countOf(valueAt(document, ['patches'])) - read.length;
  if (others > 0) {
    report(path, `${others} of its patches were added by others`);
  }
  for (const field of Object.keys(valueAt(document, []) ?? {})) {
    if (!OVERLAY_FIELDS.has(field)) {
      report(path, `The field '${field}' was added by others`);
    }
  }
  return placement;
}

function tryRead(
  path: string,
  text: string,
  report: Report,
): Document | undefined {
  const { value, error } = attempt(path, () => readDocument(path, text));
  if (error) {
    report(path, error);
  }
  return value;
}

function attempt<T>(
  path: string,
  read: () => T,
): { value?: T; error?: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : `${path} fails` };
  }
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function sorted(files: ServiceFiles): [string, string][] {
  return [...files].sort(([left], [right]) => (left < right ? -1 : 1));
}
