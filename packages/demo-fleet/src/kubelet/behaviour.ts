import {
  STORAGE_INITIALIZER,
  STORAGE_URI_ANNOTATION,
} from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
import { podDevices } from '../fleet/devices';
import {
  engineSettings,
  loadFailure,
  outOfMemoryLines,
} from '../models/gpuFit';
import { modelFacts } from '../models/modelFacts';
import { isSecretMissing } from '../platform/externalSecrets';
import type { Container, Pod } from '../resources/pod';

/** How a container's process goes, once its image is there. */
export interface Behaviour {
  /** Simulated milliseconds until it is ready, has finished, or fails. */
  readonly durationMs: number;
  /** Exit code; without one the process keeps running. */
  readonly exitCode?: number;
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

const ORDINARY_START_MS = 900;

export const MODEL_CONTAINER = 'kserve-container';

/** What the process in a container will do in this pod, on this node. */
export function behaviourOf(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  gpuMemoryFault: boolean,
): Behaviour {
  const uri = pod.metadata.annotations?.[STORAGE_URI_ANNOTATION];
  if (container.name === STORAGE_INITIALIZER && uri) {
    return download(cluster, uri, hasToken(cluster, pod));
  }
  if (container.name === MODEL_CONTAINER) {
    return serve(cluster, pod, container, uri ?? '', gpuMemoryFault);
  }
  return {
    durationMs: ORDINARY_START_MS,
    opening: [`starting ${container.name}`],
    closing: [`${container.name} is ready`],
  };
}

/**
 * Whether the downloader has what its service account lists. Without such a
 * list it takes what nodes have, and here that is enough.
 */
function hasToken(cluster: Cluster, { metadata, spec }: Pod): boolean {
  const { namespace = '' } = metadata;
  const account = cluster.serviceAccounts.get({
    namespace,
    name: spec.serviceAccountName ?? 'default',
  });
  return !(account?.secrets ?? []).some(({ name = '' }) =>
    isSecretMissing(cluster, namespace, name),
  );
}

function download(
  cluster: Cluster,
  uri: string,
  hasCredentials: boolean,
): Behaviour {
  const { sizeBytes } = modelFacts(uri);
  const opening = [
    `INFO:root:Initializing, args: src_uri [${uri}] dest_path [/mnt/models]`,
    `INFO:root:Copying contents of ${uri} to local`,
  ];
  if (!hasCredentials) {
    return {
      durationMs: 1_000,
      exitCode: 1,
      opening,
      closing: [
        'huggingface_hub.errors.GatedRepoError: 401 Client Error.',
        `Access to model ${repositoryOf(
          uri,
        )} is restricted. You must have access to it and be authenticated to access it. Please log in.`,
      ],
    };
  }
  const durationMs =
    1_000 + (sizeBytes / cluster.definition.pace.downloadRate) * 1000;
  return {
    durationMs,
    exitCode: 0,
    opening,
    closing: [`INFO:root:Successfully copied ${uri} to /mnt/models`],
  };
}

/** `hf://owner/name:revision` without what is around the name. */
function repositoryOf(uri: string): string {
  return uri.replace(/^[a-z0-9+]+:\/\//, '').replace(/:[^/]*$/, '');
}

function serve(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  uri: string,
  gpuMemoryFault: boolean,
): Behaviour {
  const facts = modelFacts(uri);
  const { pace } = cluster.definition;
  const devices = podDevices(cluster.definition, pod);
  const count = devices?.count ?? 0;
  const gpus = {
    count,
    memoryMiB: devices?.memoryMiB ?? 0,
    ...(devices ? { vendor: devices.gpu.vendor } : {}),
  };
  const opening = [
    'INFO:kserve:successfully loaded tokenizer',
    'INFO:vllm.engine:Initializing a V1 LLM engine with config: model=/mnt/models',
    'INFO:vllm.model_loader:Starting to load model /mnt/models...',
  ];
  const durationMs =
    pace.engineStartMs + (facts.sizeBytes / pace.loadRate) * 1000;
  const failure =
    count > 0
      ? loadFailure(facts, gpus, engineSettings(container.args ?? []))
      : undefined;
  if (gpuMemoryFault || failure) {
    return {
      durationMs: durationMs / 2,
      exitCode: 1,
      opening,
      closing: [
        'ERROR:vllm.engine:EngineCore failed to start.',
        ...(failure?.lines ?? outOfMemoryLines(gpus)),
      ],
    };
  }
  return {
    durationMs,
    opening,
    closing: [
      `INFO:vllm.model_runner:Model loading took ${(
        facts.sizeBytes /
        Math.max(1, count) /
        2 ** 30
      ).toFixed(4)} GiB and ${(durationMs / 1000).toFixed(6)} seconds`,
      'INFO:kserve:Registering model',
      'INFO:uvicorn:Uvicorn running on http://0.0.0.0:8080',
    ],
  };
}
