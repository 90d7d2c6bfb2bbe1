import type { Entity } from '@backstage/catalog-model';
import type { PresentRequest } from '../api';
import { askableChoices, type PlatformPolicy } from '../gitops';
import { isModelEntity } from '../model';
import {
  inComponentOrder,
  parseService,
  readComponent,
  renderService,
  type NotUnderstood,
  type ParsedService,
  type ReadComponent,
  type ServiceFiles,
} from '../rendering';
import { SERVICE_PATHS } from '../rendering/paths';
import { chooseModel } from './chooseModel';
import { matchVariant } from './matchVariant';
import { readPlacements } from './readPlacements';
import { toServiceRequest, type ServicePlace } from './toServiceRequest';

/**
 * What configuration and the catalog say of a service whose files are read.
 *
 * @public
 */
export interface ReadContext {
  readonly place: Omit<ServicePlace, 'clusters' | 'namespace'>;
  readonly platform: PlatformPolicy | undefined;
  /** What the catalog has under the Model that the files name. */
  readonly model: Entity | undefined;
  /** Clusters that the caller may not change, with the reason. */
  readonly refused?: ReadonlyMap<string, string>;
}

/** A request that was read back from the files that it made. @public */
export interface ReadRequest {
  readonly request: PresentRequest;
  /** What is not part of the request, and why; it stays as it is. */
  readonly notes: readonly NotUnderstood[];
  /** Paths that the same request would write differently today. */
  readonly rewritten: readonly string[];
  /** Why the request could not be made again as it is. */
  readonly problem?: string;
}

/**
 * The Model that the files of a service name; `undefined` when they name none.
 *
 * @public
 */
export function servedModelRef(files: ServiceFiles): string | undefined {
  return parseService(files).modelRef;
}

/**
 * Reads from the files of a service what a person would ask for to get them.
 * What it cannot read it leaves out and says; it never guesses. Whether it
 * read rightly is tried: the request is rendered over the files, and what
 * would change in them is said too.
 *
 * @public
 */
export function readRequest(
  files: ServiceFiles,
  context: ReadContext,
): ReadRequest {
  const { place, platform, model } = context;
  const parsed = parseService(files, platform?.costLabel);
  const notes: NotUnderstood[] = [...parsed.notUnderstood];
  const component = componentOf(files, place.service, notes);
  const placed = readPlacements(
    parsed,
    inComponentOrder(files.get(SERVICE_PATHS.component), parsed.placements),
    context.refused,
  );
  const {
    refused,
    runtime,
    operations = {},
  } = askableChoices(platform, parsed);
  notes.push(
    ...placed.notes,
    ...refused.map(message => ({
      path: SERVICE_PATHS.baseKustomization,
      message,
    })),
  );
  const variant = variantOf(parsed, model, notes);
  const { owner: _, ...words } = component;
  const request: PresentRequest = {
    service: place.service,
    tenant: place.tenant,
    namespace: placed.namespace ?? '',
    ...words,
    ...(parsed.modelRef ? { model: parsed.modelRef } : {}),
    ...(variant ? { variant } : {}),
    ...(parsed.contextLength === undefined
      ? {}
      : { contextLength: parsed.contextLength }),
    ...(runtime ? { runtime } : {}),
    ...(parsed.runtime ? { operations: { ...operations } } : {}),
    placements: [...placed.placements],
  };
  return { request, notes, ...tryAgain(request, files, context) };
}

function componentOf(
  files: ServiceFiles,
  service: string,
  notes: NotUnderstood[],
): ReadComponent {
  const path = SERVICE_PATHS.component;
  const text = files.get(path);
  if (text === undefined) {
    return {};
  }
  try {
    return readComponent(path, text, service);
  } catch (error) {
    notes.push({ path, message: messageOf(error) });
    return {};
  }
}

function variantOf(
  { modelRef, artifactUri, runtime }: ParsedService,
  model: Entity | undefined,
  notes: NotUnderstood[],
): string | undefined {
  const path =
    runtime === 'deployment'
      ? SERVICE_PATHS.deployment
      : SERVICE_PATHS.inferenceService;
  const say = (message: string) => {
    notes.push({ path, message });
    return undefined;
  };
  if (runtime === undefined) {
    return undefined;
  }
  if (modelRef === undefined) {
    return say('It does not say which Model it serves; choose one');
  }
  if (!model || !isModelEntity(model)) {
    return say(`The catalog has no ${modelRef} that you may see`);
  }
  if (artifactUri === undefined) {
    return say('It does not say which weights it serves; choose a variant');
  }
  const match = matchVariant(model, artifactUri);
  if (!match) {
    return say(
      `It serves ${artifactUri}, which is no variant of ${modelRef}; choose one`,
    );
  }
  if (!match.isSameRevision) {
    say(
      `It serves ${artifactUri}; the catalog names another revision now, and this takes that one`,
    );
  }
  return match.artifact.name;
}

/** Renders what was read over the files that it was read from. */
function tryAgain(
  request: PresentRequest,
  files: ServiceFiles,
  { place, platform, model }: ReadContext,
): Pick<ReadRequest, 'rewritten' | 'problem'> {
  const lack = missingIn(request, model);
  if (lack || !model || !request.model) {
    return { rewritten: [], ...(lack ? { problem: lack } : {}) };
  }
  try {
    const { changed, removed } = renderService(
      toServiceRequest(
        request,
        { ...place, namespace: request.namespace, clusters: [] },
        chooseModel(model, request.model, request.variant),
        platform,
      ),
      files,
    );
    return { rewritten: [...changed, ...removed].sort() };
  } catch (error) {
    return { rewritten: [], problem: messageOf(error) };
  }
}

function missingIn(
  { placements, variant }: PresentRequest,
  model: Entity | undefined,
): string | undefined {
  if (!model) {
    return 'The Model that it serves is not known; choose one';
  }
  if (variant === undefined) {
    return 'The variant that it serves is not known; choose one';
  }
  return placements.length === 0
    ? 'None of its clusters could be read; choose them anew'
    : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
