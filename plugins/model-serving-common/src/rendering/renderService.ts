import { ConflictError } from '@backstage/errors';
import type { Replacement } from '../gitops';
import { writeBase } from './base';
import { renderComponent, updateComponent } from './component';
import { factsOf } from './facts';
import { joinFleet } from './joinFleet';
import { placeOf, valueOf } from './mergeObject';
import { renderOverlay, updateOverlay } from './overlay/overlay';
import type { BaseFacts } from './overlay/types';
import { parseService } from './parseService';
import { clusterOfOverlay, overlayPath, SERVICE_PATHS } from './paths';
import { SERVING_KINDS, type ServingKind } from './serving';
import { ENGINE } from './serving/container';
import { changedClusters } from '../waves/changedClusters';
import { requireNoWaves } from '../waves/plan';
import { readContextLength } from './serving/writeServing';
import type {
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
import { readDocument } from './yamlText';

/**
 * The files of a service, from a request and from what is in the repository.
 *
 * @remarks
 *
 * The same input gives the same bytes, and a request that the files already
 * meet changes none of them. Clusters that the request does not name keep
 * their overlays; what others added to any file stays, comments included. How
 * a new version takes over by the room of a cluster is decided anew where that
 * cluster gets something else, and stays as it is where it does not.
 *
 * @param request - What a person asked for.
 * @param existing - The files of the service's folder, empty for a new one.
 * @throws InputError when a value of the request cannot be written or is not
 * for this service to choose, ConflictError when a file in the repository
 * cannot be brought to it.
 * @public
 */
export function renderService(
  request: ServiceRequest,
  existing: ServiceFiles = new Map(),
): RenderedService {
  requireNoWaves(existing);
  const before = parseService(existing, request.platform?.costLabel);
  const present = presentReplacements(before);
  const kept = renderOver(
    {
      ...request,
      replacements: { ...request.replacements, ...present },
    },
    existing,
    before,
  );
  const changed = changedClusters(existing, kept.files);
  const asked = Object.entries(request.replacements ?? {}).filter(
    ([cluster, replacement]) =>
      changed.includes(cluster) && present[cluster] !== replacement,
  );
  return kept.choices.replacement === 'byRoom' && asked.length > 0
    ? renderOver(
        {
          ...request,
          replacements: { ...present, ...Object.fromEntries(asked) },
        },
        existing,
        before,
      )
    : kept;
}

function presentReplacements({
  placements,
}: ParsedService): Record<string, Replacement> {
  return Object.fromEntries(
    placements.flatMap(({ cluster, replacement }) =>
      replacement ? [[cluster, replacement]] : [],
    ),
  );
}

function renderOver(
  request: ServiceRequest,
  existing: ServiceFiles,
  before: ParsedService,
): RenderedService {
  const { choices, isShared, notes, requireSameModel } = joinFleet(
    request,
    before,
  );
  const checked = checkRequest(withPresentBounds(request, before), choices);
  notes.push(...requireSameModel(checked));
  requireOneNamespace(checked, before);
  const clusters = clustersOf(checked, before);
  const facts = factsOf(checked);
  const serving = SERVING_KINDS[choices.runtime];

  const files = new Map(existing);
  const write = (path: string, change: (text?: string) => string) =>
    files.set(path, change(existing.get(path)));

  writeBase(files, serving, facts, isShared);
  const base = baseFactsOf(serving, files.get(serving.path) ?? '');
  for (const asked of checked.placements) {
    const placement = withContextLength(asked, checked, before, base);
    const path = pathOfOverlay(existing, placement.cluster);
    write(path, text =>
      text === undefined
        ? renderOverlay(facts, placement, base)
        : updateOverlay(path, text, facts, placement, base),
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
    removed: [...existing.keys()].filter(path => !files.has(path)),
    notUnderstood: [...before.notUnderstood, ...notes],
    choices,
  };
}

/** An upper bound that a request leaves out stays, where it still is one. */
function withPresentBounds(
  request: ServiceRequest,
  before: ParsedService,
): ServiceRequest {
  const placements = request.placements.map(placement => {
    const present = before.placements.find(
      ({ cluster }) => cluster === placement.cluster,
    )?.maxReplicas;
    return placement.maxReplicas === undefined &&
      present !== undefined &&
      present >= placement.replicas
      ? { ...placement, maxReplicas: present }
      : placement;
  });
  return { ...request, placements };
}

/**
 * What is measured and what is asked names the namespace, and is shared by
 * every cluster.
 */
function requireOneNamespace(request: CheckedRequest, before: ParsedService) {
  const { autoscaling, alerts } = request.choices;
  const other = before.placements.find(
    ({ cluster, namespace }) =>
      namespace !== undefined &&
      namespace !== request.namespace &&
      !request.placements.some(placement => placement.cluster === cluster),
  );
  if (other && (autoscaling === 'keda' || alerts)) {
    throw new ConflictError(
      `The service is in the namespace '${other.namespace}' in ${other.cluster}; its alerts and its autoscaling name one namespace, so choose that one here too, or leave both out`,
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

function baseFactsOf(serving: ServingKind, text: string): BaseFacts {
  const document = readDocument(serving.path, text);
  const engine = [...serving.pod, 'containers', `[${ENGINE}]`];
  const selector = valueOf(document, [...serving.pod, 'nodeSelector']);
  const tolerations = valueOf(document, [...serving.pod, 'tolerations']);
  const container = placeOf(document, engine)?.at(-1);
  const image = valueOf(document, [...engine, 'image']);
  return {
    hasNodeSelector: selector !== undefined && selector !== null,
    hasTolerations: tolerations !== undefined && tolerations !== null,
    contextLength: readContextLength(serving, document),
    container: typeof container === 'number' ? container : 0,
    image: typeof image === 'string' ? image : undefined,
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
  base: BaseFacts,
): CheckedPlacement {
  const present = before.placements.find(
    ({ cluster }) => cluster === placement.cluster,
  );
  const wanted = request.contextLength ?? present?.contextLength;
  return wanted === undefined || wanted === base.contextLength
    ? placement
    : { ...placement, contextLength: wanted };
}
