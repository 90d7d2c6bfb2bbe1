import { ModelArchitecture, ModelArtifact } from '../model';
import { Amount } from './amount';

/** @public */
export type SizingEngineName = 'vllm' | 'sglang' | 'tensorrt-llm';

/**
 * Shape of the constant state of a linear-attention layer (Gated DeltaNet), in
 * the words of `config.json`: `linear_num_key_heads`, `linear_key_head_dim`,
 * `linear_num_value_heads`, `linear_value_head_dim`, `linear_conv_kernel_dim`.
 *
 * @public
 */
export interface LinearAttentionShape {
  readonly numKeyHeads: number;
  readonly keyHeadDim: number;
  readonly numValueHeads: number;
  readonly valueHeadDim: number;
  readonly convKernelDim: number;
  /** Bytes of one number of the recurrent state; 4 unless told. */
  readonly stateBytes?: number;
}

/** What sizing reads of a Model, and what a Model cannot say yet. @public */
export type SizingArchitecture = ModelArchitecture & {
  readonly linearAttention?: LinearAttentionShape;
};

/** The part of a variant that sizing reads. @public */
export type SizingArtifact = Pick<
  ModelArtifact,
  'name' | 'format' | 'dtype' | 'sizeBytes' | 'quantization'
>;

/**
 * How a model uses attention when it serves: `decoder` keeps a cache for every
 * token, `encoder` keeps none, `pooling` may be either (an embedding model or a
 * reranker), `encoder-decoder` adds a constant cross-attention cache.
 *
 * @public
 */
export type AttentionUse =
  | 'decoder'
  | 'encoder'
  | 'encoder-decoder'
  | 'pooling';

/** The GPUs that are offered: nodes that are alike. @public */
export interface SizingGpu {
  /** As the cluster names it, for the screen only. */
  readonly product?: string;
  /**
   * Real memory of one GPU in bytes, from the label `nvidia.com/gpu.memory`
   * ({@link gpuMemoryFromLabel}); the name on the box is a rounder number.
   */
  readonly memoryBytes: number;
  readonly gpusPerNode: number;
  /** 1 unless told. */
  readonly nodes?: number;
}

/**
 * What sizing assumes where neither the Model nor the cluster can tell. Each
 * can be set; the defaults are {@link defaultSizingAssumptions}. Bytes are per
 * GPU unless said otherwise.
 *
 * @public
 */
export interface SizingAssumptions {
  /** Share of the memory that the engine may use; depends on the engine. */
  readonly memoryUtilization: number;
  /** Tokens of one cache block; depends on the engine. */
  readonly blockSize: number;
  /** Loaded weights ÷ files; depends on the quantization. */
  readonly weightsFactor: number;
  /** Peak of the activations while the engine profiles itself, fixed part. */
  readonly activationBytes: number;
  /** Peak of the activations, part that grows with the weights of the GPU. */
  readonly activationShareOfWeights: number;
  /** Workspace of fused expert kernels; mixture-of-experts models only. */
  readonly expertWorkspaceBytes: number;
  /** CUDA context and libraries of one process. */
  readonly nonTorchBytes: number;
  /** Communication buffers for each other GPU of the tensor-parallel group. */
  readonly nonTorchBytesPerPeer: number;
  /** CUDA graphs, where the engine takes them from its budget. */
  readonly cudaGraphBytes: number;
  /**
   * Tokens of prompts that may be in work at once, which an engine reserves in
   * every layer with a window for each request; 0 where it does not.
   */
  readonly tokensInFlight: number;
  /** Copies of a linear layer's state that an engine keeps for each request. */
  readonly statesPerRequest: number;
  /** Kept free on top of everything. */
  readonly marginBytes: number;
  /** Positions of the encoder's output, of encoder-decoder models. */
  readonly crossAttentionTokens: number;
  /** Largest vocabulary to bound what quantization leaves at 16 bits. */
  readonly vocabularySize: number;
  /** Most nodes that one replica may be spread over. */
  readonly maxNodes: number;
}

/**
 * Measured values that replace a whole calculation.
 *
 * @public
 */
export interface SizingOverrides {
  /** Loaded weights of the whole model, in bytes. */
  readonly weightBytes?: number;
  /** Loaded weights on one GPU, in bytes; for one given layout. */
  readonly weightBytesPerGpu?: number;
  /** Peak of activations on one GPU, in bytes. */
  readonly activationBytesPerGpu?: number;
  /** Memory outside the framework on one GPU, in bytes. */
  readonly nonTorchBytesPerGpu?: number;
  /** CUDA graphs on one GPU, in bytes. */
  readonly cudaGraphBytesPerGpu?: number;
  /** Memory of the cache on one GPU, in bytes: ends the budget's arithmetic. */
  readonly kvPoolBytesPerGpu?: number;
  /** Cache of one token on one GPU, in bytes. */
  readonly kvBytesPerTokenPerGpu?: number;
  /** State of all linear-attention layers for one sequence, in bytes. */
  readonly stateBytesPerSequence?: number;
}

/** How the model is cut up. @public */
export interface SizingLayout {
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
}

/** @public */
export interface SizingRequest {
  readonly artifact: SizingArtifact;
  readonly architecture?: SizingArchitecture;
  /** `decoder` unless told; see {@link attentionUseOf}. */
  readonly attention?: AttentionUse;
  /** Longest context to serve, in tokens; the model's own unless told. */
  readonly contextLength?: number;
  /** Requests of that length at once; 1 unless told. */
  readonly concurrency?: number;
  /** vLLM of the newest version that is known, unless told. */
  readonly engine?: {
    readonly name: SizingEngineName;
    /** For example `v0.25.0`. */
    readonly version?: string;
  };
  /** As `--kv-cache-dtype`: `auto`, `fp8`, `fp8_e4m3`, `bfloat16` …; `auto` unless told. */
  readonly kvCacheDtype?: string;
  readonly gpu: SizingGpu;
  /** Only this layout, instead of every one that the heads allow. */
  readonly layout?: SizingLayout;
  /** Variants of the same model to propose when this one does not fit. */
  readonly otherArtifacts?: readonly SizingArtifact[];
  readonly assumptions?: Partial<SizingAssumptions>;
  readonly overrides?: SizingOverrides;
}

/** @public */
export type SizingUnit =
  | 'bytes'
  | 'bytes/token'
  | 'bytes/request'
  | 'tokens'
  | 'requests'
  | 'GPUs'
  | 'share'
  | 'parameters';

/** One line of the arithmetic, ready to be shown. @public */
export interface SizingStep {
  /** Stable name of the quantity, for example `kv-bytes-per-token`. */
  readonly id: string;
  readonly label: string;
  readonly unit: SizingUnit;
  readonly amount: Amount;
  /** The calculation with its numbers. */
  readonly how: string;
  /** Where the rule or the number is from. */
  readonly source: string;
  /** The assumption that sets it, when one does. */
  readonly assumption?: keyof SizingAssumptions;
}

/** `unknown`: it depends on what is missing. @public */
export type SizingVerdict = 'fits' | 'does-not-fit' | 'unknown';

/** What one layout comes to. @public */
export interface LayoutFit {
  readonly layout: SizingLayout;
  readonly gpus: number;
  readonly nodes: number;
  readonly verdict: SizingVerdict;
  /** One sentence for a person, with the figures. */
  readonly message: string;
  /** Why the model cannot be cut up like this, whatever the memory. */
  readonly problem?: string;
  readonly weightBytesPerGpu: Amount;
  /** What is left for the cache; negative when the weights do not fit. */
  readonly kvPoolBytesPerGpu: Amount;
  /** Cache of one token on the fullest GPU. */
  readonly kvBytesPerTokenPerGpu: Amount;
  /** Tokens that the cache holds; absent when the model keeps no cache. */
  readonly kvTokens?: Amount;
  /** Requests of full length at once; absent when the model keeps no cache. */
  readonly concurrency?: Amount;
  readonly steps: readonly SizingStep[];
}

/** Something near the request that would fit. @public */
export type NearestFit = {
  readonly message: string;
} & (
  | { readonly kind: 'shorter-context'; readonly contextLength: number }
  | { readonly kind: 'less-concurrency'; readonly concurrency: number }
  | { readonly kind: 'smaller-cache'; readonly kvCacheDtype: string }
  | { readonly kind: 'other-variant'; readonly artifact: string }
  | {
      readonly kind: 'more-gpus';
      readonly layout: SizingLayout;
      readonly gpus: number;
      readonly nodes: number;
    }
  | { readonly kind: 'more-memory'; readonly memoryBytes: number }
);

/** @public */
export interface SizingResult {
  readonly verdict: SizingVerdict;
  readonly message: string;
  readonly contextLength?: number;
  readonly concurrency: number;
  /** Of the whole model, before the engine loads it unless measured. */
  readonly weightBytes: Amount;
  /** Of the whole model, on one GPU, for a token beyond every window. */
  readonly kvBytesPerToken: Amount;
  /** Of the whole model, for one request of full length. */
  readonly kvBytesPerRequest: Amount;
  readonly fitsOn: {
    readonly gpu: SizingVerdict;
    readonly node: SizingVerdict;
    readonly nodes: SizingVerdict;
  };
  /** The first of the layouts that fits: fewest nodes, then tensor before pipeline parallelism, then fewest GPUs. */
  readonly smallest?: LayoutFit;
  /** Every layout that was tried, in that order. */
  readonly layouts: readonly LayoutFit[];
  /** Empty unless the verdict is `does-not-fit`. */
  readonly nearest: readonly NearestFit[];
  /** The arithmetic that is the same for every layout. */
  readonly steps: readonly SizingStep[];
  /** What would make the answer exact. */
  readonly missing: readonly string[];
  /** What a person should know before trusting the answer. */
  readonly cautions: readonly string[];
}
