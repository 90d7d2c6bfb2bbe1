import { MODELFLEET_ANNOTATIONS } from '../gitops';
import type { Document } from 'yaml';
import { readPatches } from './overlay/readPatches';
import { clusterOfOverlay, SERVICE_PATHS } from './paths';
import { readChoices, servingIn } from './readChoices';
import { readArtifact } from './serving/readArtifact';
import { readContextLength } from './serving/writeServing';
import type {
  NotUnderstood,
  ParsedPlacement,
  ParsedService,
  ServiceFiles,
} from './types';
import { isOfPlan, WAVES_FILE } from '../waves/paths';
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
 * @param costLabel - Of the platform, when it has one of its own.
 * @public
 */
export function parseService(
  files: ServiceFiles,
  costLabel?: string,
): ParsedService {
  const notUnderstood: NotUnderstood[] = [];
  const placements: ParsedPlacement[] = [];
  const report = (path: string, message: string) =>
    notUnderstood.push({ path, message });
  const isPlanned = files.has(WAVES_FILE);
  for (const [path, text] of sorted(files)) {
    const cluster = clusterOfOverlay(path);
    if (cluster !== undefined) {
      const document = tryRead(path, text, report);
      placements.push(
        document ? readOverlay(path, cluster, document, report) : { cluster },
      );
    } else if (!KNOWN_PATHS.has(path) && !(isPlanned && isOfPlan(path))) {
      report(path, 'This file was added by others');
    }
  }
  const choices = withReplacement(readChoices(files, costLabel), placements);
  const scales = (choices.operations?.autoscaling ?? 'none') !== 'none';
  return {
    ...readServing(files, report),
    ...choices,
    placements: scales ? placements : placements.map(withoutSameBound),
    notUnderstood,
  };
}

type Report = (path: string, message: string) => void;

function readServing(
  files: ServiceFiles,
  report: Report,
): Pick<
  ParsedService,
  'service' | 'modelRef' | 'artifactUri' | 'contextLength'
> {
  const serving = servingIn(files);
  const text = serving && files.get(serving.path);
  const document =
    serving && text !== undefined
      ? tryRead(serving.path, text, report)
      : undefined;
  if (!serving || !document) {
    return {};
  }
  if (valueAt(document, ['kind']) !== serving.kind.kind) {
    report(serving.path, `This is no ${serving.kind.kind}`);
    return {};
  }
  const service = valueAt(document, ['metadata', 'name']);
  const modelRef = valueAt(document, [
    'metadata',
    'annotations',
    MODELFLEET_ANNOTATIONS.modelRef,
  ]);
  const uri = readArtifact(serving, document);
  const contextLength = readContextLength(serving, document);
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
  for (const { target, operations } of read) {
    for (const operation of operations) {
      const figures = target.readOperation(operation);
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

/** Where overlays say it, each cluster has what it had room for. */
function withReplacement(
  { operations, ...others }: ReturnType<typeof readChoices>,
  placements: readonly ParsedPlacement[],
): ReturnType<typeof readChoices> {
  const isByRoom = placements.some(({ replacement }) => replacement);
  return operations
    ? {
        ...others,
        operations: isByRoom
          ? { ...operations, replacement: 'byRoom' }
          : operations,
      }
    : others;
}

/** Without an autoscaler the upper bound is no figure of its own. */
function withoutSameBound(placement: ParsedPlacement): ParsedPlacement {
  const { maxReplicas, ...rest } = placement;
  return maxReplicas === placement.replicas ? rest : placement;
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
