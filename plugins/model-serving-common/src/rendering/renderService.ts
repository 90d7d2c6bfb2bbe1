import { ConflictError } from '@backstage/errors';
import { chooseOperations } from '../gitops';
import { normalizeArtifactUri } from '../model';
import { renderComponent, updateComponent } from './component';
import {
  readContextLength,
  renderInferenceService,
  updateInferenceService,
} from './inferenceService';
import {
  ensureResource,
  KUSTOMIZATION,
  requireKustomization,
} from './kustomization';
import { renderOverlay, updateOverlay } from './overlay';
import { parseService } from './parseService';
import { clusterOfOverlay, overlayPath, SERVICE_PATHS } from './paths';
import type {
  NotUnderstood,
  ParsedService,
  RenderedService,
  ServiceFiles,
  ServiceRequest,
} from './types';
import {
  checkRequest,
  type CheckedPlacement,
  type CheckedRequest,
} from './validateRequest';
import { formatDocument, newDocument, readDocument, valueAt } from './yamlText';

const SERVING_FILE = 'inferenceservice.yaml';

/**
 * The files of a service, from a request and from what is in the repository.
 *
 * @remarks
 *
 * The same input gives the same bytes, and a request that the files already
 * meet changes none of them. Clusters that the request does not name keep
 * their overlays; what others added to any file stays, comments included.
 *
 * @param request - What a person asked for.
 * @param existing - The files of the service's folder, empty for a new one.
 * @throws InputError when a value of the request cannot be written,
 * ConflictError when a file in the repository cannot be brought to it.
 * @public
 */
export function renderService(
  request: ServiceRequest,
  existing: ServiceFiles = new Map(),
): RenderedService {
  const before = parseService(existing);
  const checked = checkRequest(request);
  const { isShared, notes } = joinFleet(checked, before);
  const clusters = clustersOf(checked, before);

  const files = new Map(existing);
  const write = (path: string, change: (text?: string) => string) =>
    files.set(path, change(existing.get(path)));

  write(SERVICE_PATHS.baseKustomization, text =>
    baseKustomization(SERVICE_PATHS.baseKustomization, text),
  );
  const serving = SERVICE_PATHS.inferenceService;
  write(serving, text =>
    text === undefined
      ? renderInferenceService(checked)
      : updateInferenceService(serving, text, checked, isShared),
  );
  const base = factsOf(serving, files.get(serving) ?? '');
  for (const asked of checked.placements) {
    const placement = withContextLength(asked, checked, before, base);
    const path = pathOfOverlay(existing, placement.cluster);
    write(path, text =>
      text === undefined
        ? renderOverlay(checked, placement, base)
        : updateOverlay(path, text, checked, placement, base),
    );
  }
  const component = SERVICE_PATHS.component;
  write(component, text =>
    text === undefined
      ? renderComponent(checked, clusters)
      : updateComponent(component, text, checked, clusters, before.modelRef),
  );
  return {
    files,
    changed: [...files.keys()].filter(
      path => files.get(path) !== existing.get(path),
    ),
    removed: [],
    notUnderstood: [...before.notUnderstood, ...notes],
    choices: chooseOperations(request.platform, request, before),
  };
}

/**
 * The base is shared, so what changes in it changes in every cluster. A
 * request that leaves clusters out may not do that: it joins the revision that
 * they run, and another model is refused.
 */
function joinFleet(
  request: CheckedRequest,
  before: ParsedService,
): { isShared: boolean; notes: NotUnderstood[] } {
  const asked = request.placements.map(({ cluster }) => cluster);
  const others = before.placements
    .map(({ cluster }) => cluster)
    .filter(cluster => !asked.includes(cluster))
    .join(', ');
  if (others === '') {
    return { isShared: false, notes: [] };
  }
  const { modelRef = request.modelRef, artifactUri = request.storageUri } =
    before;
  const isSame =
    normalizeArtifactUri(artifactUri) ===
    normalizeArtifactUri(request.storageUri);
  requireSameModel(request, isSame ? modelRef : artifactUri, others);
  return {
    isShared: true,
    notes:
      artifactUri === request.storageUri
        ? []
        : [
            {
              path: SERVICE_PATHS.inferenceService,
              message: `Stays at ${artifactUri}, as in ${others}; ${request.storageUri} is taken when every cluster is chosen`,
            },
          ],
  };
}

function requireSameModel(
  { service, modelRef }: CheckedRequest,
  served: string,
  others: string,
) {
  if (served.toLowerCase() !== modelRef.toLowerCase()) {
    throw new ConflictError(
      `The service '${service}' serves ${served} and would be changed in ${others} too; choose these clusters as well, or another service name`,
    );
  }
}

function clustersOf(request: CheckedRequest, before: ParsedService): string[] {
  const names = [...before.placements, ...request.placements].map(
    ({ cluster }) => cluster,
  );
  return [...new Set(names)];
}

/** An overlay in a file that kustomize reads too is not doubled. */
function pathOfOverlay(existing: ServiceFiles, cluster: string): string {
  return (
    [...existing.keys()].find(path => clusterOfOverlay(path) === cluster) ??
    overlayPath(cluster)
  );
}

function baseKustomization(path: string, text: string | undefined): string {
  if (text === undefined) {
    return formatDocument(
      newDocument({ ...KUSTOMIZATION, resources: [SERVING_FILE] }),
    );
  }
  const document = readDocument(path, text);
  requireKustomization(path, document);
  return ensureResource(path, document, SERVING_FILE)
    ? formatDocument(document)
    : text;
}

function factsOf(path: string, text: string) {
  const document = readDocument(path, text);
  const selector = valueAt(document, ['spec', 'predictor', 'nodeSelector']);
  return {
    hasNodeSelector: selector !== undefined && selector !== null,
    contextLength: readContextLength(document),
  };
}

/**
 * An overlay states a context length only where the base cannot: where other
 * clusters share the base with another one. A request without one leaves it.
 */
function withContextLength(
  placement: CheckedPlacement,
  request: CheckedRequest,
  before: ParsedService,
  base: { contextLength: number | undefined },
): CheckedPlacement {
  const present = before.placements.find(
    ({ cluster }) => cluster === placement.cluster,
  );
  const wanted = request.contextLength ?? present?.contextLength;
  return wanted === undefined || wanted === base.contextLength
    ? placement
    : { ...placement, contextLength: wanted };
}
