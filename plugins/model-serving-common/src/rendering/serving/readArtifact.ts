import type { Document } from 'yaml';
import { valueOf } from '../mergeObject';
import type { ServingKind } from './types';
import { MODEL_MOUNT } from './vllmModel';
import { VOLUMES } from './volumes';

/**
 * What a serving object serves, as KServe's `storageUri` says it;
 * `undefined` when it does not tell.
 */
export function readArtifact(
  serving: ServingKind,
  document: Document,
): string | undefined {
  if (serving.artifact) {
    const uri = valueOf(document, serving.artifact);
    return typeof uri === 'string' ? uri : undefined;
  }
  const args = valueOf(document, serving.args);
  const [model, ...flags]: readonly unknown[] = Array.isArray(args) ? args : [];
  if (typeof model !== 'string' || model.startsWith('-')) {
    return undefined;
  }
  if (!model.startsWith('/')) {
    const revision = revisionOf(flags);
    return `hf://${model}${revision === undefined ? '' : `:${revision}`}`;
  }
  return mountedArtifact(
    valueOf(document, [...serving.pod, 'volumes', `[${VOLUMES.model}]`]),
    model,
  );
}

function revisionOf(flags: readonly unknown[]): string | undefined {
  const flag = flags.find(
    arg => typeof arg === 'string' && arg.startsWith('--revision='),
  );
  return typeof flag === 'string'
    ? flag.slice('--revision='.length)
    : undefined;
}

function mountedArtifact(volume: unknown, model: string): string | undefined {
  if (typeof volume !== 'object' || volume === null) {
    return undefined;
  }
  if ('persistentVolumeClaim' in volume) {
    const claim = textOf(volume.persistentVolumeClaim, 'claimName');
    return claim && `pvc://${claim}${model.slice(MODEL_MOUNT.length)}`;
  }
  const image =
    'image' in volume ? textOf(volume.image, 'reference') : undefined;
  return image && `oci://${image}`;
}

function textOf(value: unknown, key: string): string | undefined {
  const entry = new Map(Object.entries(value ?? {})).get(key);
  return typeof entry === 'string' ? entry : undefined;
}
