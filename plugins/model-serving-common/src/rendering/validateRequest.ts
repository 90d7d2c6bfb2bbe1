import { InputError } from '@backstage/errors';
import {
  checkName,
  CLUSTER_NAME,
  DNS_LABEL,
  fullEntityRef,
  LABEL_VALUE,
  quote,
  RESOURCE_NAME,
  SERVICE_NAME,
} from './names';
import type { Replacement, ServiceChoices } from '../gitops';
import { productLabelOf } from './accelerator';
import { weightsSourceOf } from './serving/vllmModel';
import { storageUriOf } from './storageUri';
import type { Placement, ServiceRequest } from './types';

/** The default of {@link Placement.resourceName}. @public */
export const DEFAULT_GPU_RESOURCE = 'nvidia.com/gpu';

/** A placement with nothing left open but the product. */
export interface CheckedPlacement extends Placement {
  readonly resourceName: string;
  readonly maxReplicas: number;
  /** With the choice `byRoom`. */
  readonly replacement: Replacement;
  /** In tokens, where the base does not say the same. */
  readonly contextLength?: number;
}

/** A request whose every value is fit to be written. */
export interface CheckedRequest extends ServiceRequest {
  readonly serviceRef: string;
  readonly storageUri: string;
  readonly choices: ServiceChoices;
  readonly placements: readonly CheckedPlacement[];
}

// KServe calls the Service and the first label of the host
// `<service>-predictor-<namespace>`; a DNS label has at most 63 characters.
const HOST_LABEL_LENGTH = 63;

const MOST_REPLICAS = 1000;

/**
 * Checks a request: names by the rules of Kubernetes and of the catalog,
 * figures, and that what runs it can load the artifact. References come back
 * whole.
 *
 * @param choices - Every choice, made and checked.
 * @throws InputError naming the value and how it must look.
 */
export function checkRequest(
  request: ServiceRequest,
  choices: ServiceChoices,
): CheckedRequest {
  const service = checkName('Service name', request.service, SERVICE_NAME);
  const namespace = checkName('Namespace', request.namespace, DNS_LABEL);
  const host = `${service}-predictor-${namespace}`;
  if (host.length > HOST_LABEL_LENGTH) {
    throw new InputError(
      `Service name ${quote(service)} is ${
        host.length - HOST_LABEL_LENGTH
      } characters too long for the namespace ${quote(
        namespace,
      )}: its address would begin with ${quote(host)}`,
    );
  }
  const { title, description, system, lifecycle, contextLength, platform } =
    request;
  return {
    service,
    serviceRef: `component:default/${service}`,
    tenant: checkName('Tenant', request.tenant, DNS_LABEL),
    namespace,
    owner: fullEntityRef('Owner', request.owner, 'group'),
    modelRef: fullEntityRef('Model', request.modelRef, 'model'),
    model: request.model,
    storageUri: loadableUri(request, choices),
    choices,
    ...(platform ? { platform } : {}),
    placements: checkPlacements(request),
    ...(contextLength === undefined
      ? {}
      : { contextLength: checkContextLength(request.model, contextLength) }),
    ...(title ? { title: checkText('Title', title, 100) } : {}),
    ...(description
      ? { description: checkText('Description', description, 2000) }
      : {}),
    ...(system ? { system: fullEntityRef('System', system, 'system') } : {}),
    ...(lifecycle
      ? { lifecycle: checkName('Lifecycle', lifecycle, DNS_LABEL) }
      : {}),
  };
}

function checkContextLength(
  { name, maxPositionEmbeddings }: ServiceRequest['model'],
  value: number,
): number {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InputError(
      `Context length must be a whole number of tokens, 1 or more, not ${value}`,
    );
  }
  if (maxPositionEmbeddings !== undefined && value > maxPositionEmbeddings) {
    throw new InputError(
      `Context length ${value} is longer than the ${maxPositionEmbeddings} tokens that ${name} was made for; give at most that`,
    );
  }
  return value;
}

function checkPlacements({
  placements,
  replacements = {},
}: ServiceRequest): CheckedPlacement[] {
  if (placements.length === 0) {
    throw new InputError('Choose at least one cluster');
  }
  const seen = new Set<string>();
  return placements.map(placement => {
    const cluster = checkName('Cluster', placement.cluster, CLUSTER_NAME);
    if (seen.has(cluster)) {
      throw new InputError(`Cluster ${quote(cluster)} is chosen twice`);
    }
    seen.add(cluster);
    return {
      ...checkPlacement(placement),
      replacement: Object.hasOwn(replacements, cluster)
        ? replacements[cluster] ?? 'startFirst'
        : 'startFirst',
    };
  });
}

function checkPlacement(
  placement: Placement,
): Omit<CheckedPlacement, 'replacement'> {
  const { cluster, product } = placement;
  const resourceName = checkName(
    `GPU resource of ${cluster}`,
    placement.resourceName ?? DEFAULT_GPU_RESOURCE,
    RESOURCE_NAME,
  );
  if (product) {
    checkName(`GPU product of ${cluster}`, product, LABEL_VALUE);
    if (productLabelOf(resourceName) === undefined) {
      throw new InputError(
        `GPU product ${quote(
          product,
        )} of ${cluster} cannot be asked for: nodes do not label the products of ${resourceName}; leave it out`,
      );
    }
  }
  const replicas = checkCount(
    `Replicas in ${cluster}`,
    placement.replicas,
    MOST_REPLICAS,
  );
  return {
    cluster,
    resourceName,
    replicas,
    maxReplicas: checkMostReplicas(placement, replicas),
    gpusPerReplica: checkCount(
      `GPUs per replica in ${cluster}`,
      placement.gpusPerReplica,
      64,
    ),
    ...(product ? { product } : {}),
  };
}

function checkMostReplicas(
  { cluster, maxReplicas }: Placement,
  replicas: number,
): number {
  if (maxReplicas === undefined) {
    return Math.min(2 * replicas, MOST_REPLICAS);
  }
  const what = `Most replicas in ${cluster}`;
  const most = checkCount(what, maxReplicas, MOST_REPLICAS);
  if (most < replicas) {
    throw new InputError(
      `${what} must not be fewer than the ${replicas} that run at least, and is ${most}`,
    );
  }
  return most;
}

/** What the chosen runtime can load, as KServe writes it. */
function loadableUri(
  { model: { artifact } }: ServiceRequest,
  { runtime }: ServiceChoices,
): string {
  const uri = storageUriOf(artifact);
  if (runtime === 'deployment') {
    weightsSourceOf(artifact, uri);
  }
  return uri;
}

function checkCount(what: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new InputError(
      `${what} must be a whole number from 1 to ${most}, not ${value}`,
    );
  }
  return value;
}

function checkText(what: string, value: string, most: number): string {
  const text = value.trim();
  if (text.length > most) {
    throw new InputError(
      `${what} has ${text.length} characters; at most ${most} are possible`,
    );
  }
  // Control characters, save line breaks and tabs, are never meant.
  if (/[^\P{Cc}\n\t]/u.test(text)) {
    throw new InputError(`${what} holds control characters; remove them`);
  }
  return text;
}
