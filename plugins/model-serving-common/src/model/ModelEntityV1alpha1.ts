import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import schema from './Model.v1alpha1.schema.json';

// The parts of the spec are type aliases, not interfaces: only those are
// assignable to the JsonObject that Entity wants its spec to be.

/** The `apiVersion` of a Model. @public */
export const MODEL_API_VERSION = 'modelfleet.dev/v1alpha1';

/** The `kind` of a Model. @public */
export const MODEL_KIND = 'Model';

/**
 * How the weights of an artifact are quantized; `quantization_config` in
 * Hugging Face's `config.json`.
 *
 * @public
 */
export type ModelQuantization = {
  /** `quant_method`, in lower case; an open list. */
  method: string;
  /** Bits of one quantized weight. */
  bits?: 1 | 2 | 3 | 4 | 5 | 6 | 8;
  /** Weights that share a scale; absent when a whole channel does. */
  groupSize?: number;
};

/**
 * One deployable variant of a model.
 *
 * @public
 */
export type ModelArtifact = {
  /** Unique in its model; usable as a label value. */
  name: string;
  uri: string;
  /** Commit, tag or branch at the hub. */
  revision?: string;
  /** `sha256:` and 64 hexadecimal digits; only of OCI artifacts. */
  digest?: string;
  format?: string;
  dtype?: string;
  /** Of the weight files that are loaded, in bytes. */
  sizeBytes?: number;
  /** The hub gives it only to accounts that accepted the licence. */
  gated?: boolean;
  quantization?: ModelQuantization;
};

/**
 * What sizing needs; the names are those of Hugging Face's `config.json`, in
 * camel case. What is not known is absent.
 *
 * @public
 */
export type ModelArchitecture = {
  /** All experts included. */
  parameters?: number;
  /** Used by one token. */
  activeParameters?: number;
  hiddenSize?: number;
  numHiddenLayers?: number;
  numAttentionHeads?: number;
  numKeyValueHeads?: number;
  headDim?: number;
  /** In tokens. */
  maxPositionEmbeddings?: number;
  /** Present under multi-head latent attention only, with `qkRopeHeadDim`. */
  kvLoraRank?: number;
  qkRopeHeadDim?: number;
  /** In tokens. */
  slidingWindow?: number;
  /** One entry a layer, as `layer_types` names them; an open list. */
  layerTypes?: string[];
  /** Routed experts of a layer. */
  numExperts?: number;
  numExpertsPerToken?: number;
};

/**
 * A published result of an evaluation.
 *
 * @public
 */
export type ModelEvaluation = {
  benchmark: string;
  metric: string;
  /** As its source states it; a share is a number from 0 to 1. */
  value: number;
  url?: string;
};

/**
 * The catalog entity that says what a model is. It never holds live state.
 *
 * @public
 */
export interface ModelEntityV1alpha1 extends Entity {
  apiVersion: typeof MODEL_API_VERSION;
  kind: typeof MODEL_KIND;
  spec: {
    /** An open list: `llm`, `embedding`, `vision`, … */
    type: string;
    lifecycle: string;
    /** Entity ref; kind defaults to Group. */
    owner: string;
    /** Entity ref; kind defaults to System. */
    system?: string;
    /** Hugging Face pipeline tag. */
    task?: string;
    /** SPDX identifier or the hub's name. */
    license?: string;
    licenseUrl?: string;
    /** At least one; the first is the default. */
    artifacts: ModelArtifact[];
    architecture?: ModelArchitecture;
    /** Entity ref; kind defaults to Model. */
    baseModel?: string;
    /** Entity refs; kind defaults to Resource. */
    datasets?: string[];
    evaluations?: ModelEvaluation[];
    /** Entity refs, each with its kind. */
    dependsOn?: string[];
  };
}

/**
 * The JSON schema of the kind (draft-07, by Backstage's conventions: it
 * refers to the schema `Entity`). The one source of what is a valid Model;
 * the rules that a schema cannot state are in {@link ModelValidator}.
 *
 * @public
 */
export const modelEntityV1alpha1Schema: JsonObject = schema;

/**
 * Tells whether an entity is a Model of this version, by kind and apiVersion
 * alone: what is in the catalog was validated when it came in.
 *
 * @public
 */
export function isModelEntity(entity: Entity): entity is ModelEntityV1alpha1 {
  return (
    entity.apiVersion === MODEL_API_VERSION &&
    entity.kind.toLocaleLowerCase('en-US') ===
      MODEL_KIND.toLocaleLowerCase('en-US')
  );
}
