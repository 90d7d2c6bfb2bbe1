import { ModelEntityV1alpha1 } from '../model';
import { AttentionUse } from './types';

// Pipeline tags of Hugging Face. A model for these may be an encoder (BERT) or
// a decoder that is read out at its last token (Qwen3-Embedding).
const POOLING_TASKS: ReadonlySet<string> = new Set([
  'feature-extraction',
  'sentence-similarity',
  'text-classification',
  'text-ranking',
  'token-classification',
  'zero-shot-classification',
]);

const ENCODER_TASKS: ReadonlySet<string> = new Set([
  'audio-classification',
  'depth-estimation',
  'fill-mask',
  'image-classification',
  'image-feature-extraction',
  'image-segmentation',
  'object-detection',
  'zero-shot-image-classification',
]);

const ENCODER_DECODER_TASKS: ReadonlySet<string> = new Set([
  'automatic-speech-recognition',
]);

const POOLING_TYPES: ReadonlySet<string> = new Set(['embedding', 'reranker']);

/**
 * How a Model uses attention, from its task and type: a decoder unless they
 * say otherwise, because that needs the most memory.
 *
 * @public
 */
export function attentionUseOf(
  spec: Pick<ModelEntityV1alpha1['spec'], 'type' | 'task'>,
): AttentionUse {
  const { task = '', type } = spec;
  if (ENCODER_DECODER_TASKS.has(task)) return 'encoder-decoder';
  if (ENCODER_TASKS.has(task)) return 'encoder';
  return POOLING_TASKS.has(task) || POOLING_TYPES.has(type)
    ? 'pooling'
    : 'decoder';
}
