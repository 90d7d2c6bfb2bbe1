import { figure, type Recogniser } from '../recogniser';

/** The engine and the model, or its settings, do not go together. */
export const ENGINE: readonly Recogniser[] = [
  {
    name: 'unsupported-architecture',
    source:
      'vLLM and SGLang model registries; vllm-project/vllm issue 9712; transformers AutoConfig; TGI',
    reason: 'ModelLoadFailed',
    pattern:
      /Model architectures? (\[[^\]]+\]|\S+) (?:are|is) not supported|model type [`']([^`']+)[`'] but Transformers does not recognize this architecture|Unsupported model type:? ?(\S+)|unknown model architecture: '([^']+)'/,
    conclude: match => ({
      problem: `this version of the engine does not know the architecture of the model (${named(
        match,
      )})`,
      advice:
        'Use a newer image of the engine, or another engine that lists this architecture.',
    }),
  },
  {
    name: 'quantization-mismatch',
    source: 'vLLM config/model.py; vllm-project/vllm issue 19050',
    reason: 'ModelLoadFailed',
    pattern:
      /Quantization method specified in the model config \((\w+)\) does not match the quantization method specified in the [`']?quantization[`']? argument \((\w+)\)/,
    conclude: ([, model, told]) => ({
      problem: `the weights are quantized by ${model}, and the engine was told ${told}`,
      advice: `Remove --quantization, or set it to ${model}.`,
    }),
  },
  {
    name: 'quantization-unsupported-gpu',
    source: 'vLLM quantization checks; vllm-project/vllm issues 4327 and 14040',
    reason: 'ModelLoadFailed',
    pattern:
      /[Qq]uantization (?:method (\S+)|scheme) is not supported for\W*the current GPU\.\W*Min(?:imum)? capability: (\d+)\.\W*Current capability: (\d+)/,
    conclude: ([, method, needed, has]) => ({
      problem: `the GPU is too old for this quantization${
        method ? ` (${method})` : ''
      }: compute capability ${capability(
        needed,
      )} is needed, it has ${capability(has)}`,
      advice: 'Choose another variant of the model, or a newer GPU.',
    }),
  },
  {
    name: 'quantization-unknown',
    source: 'vLLM, SGLang and TGI',
    reason: 'ModelLoadFailed',
    pattern:
      /Unknown quantization method:? ?[`']?(\w+)|does not support (\w+) quantization yet|Unsupported quantization (?:method|type|config):? ?[`']?(\w+)/,
    conclude: match => ({
      problem: `the engine does not support this quantization (${named(
        match,
      )})`,
      advice:
        'Choose another variant of the model, or a newer image of the engine.',
    }),
  },
  {
    name: 'bfloat16-unsupported',
    source: 'vLLM platforms/cuda.py',
    reason: 'ModelLoadFailed',
    pattern:
      /[Bb]float16 is only supported on GPUs with compute capability of at least (\d+\.\d+)/,
    conclude: ([, needed]) => ({
      problem: `the GPU is too old for bfloat16: compute capability ${needed} is needed`,
      advice:
        'Set --dtype=half (the advice of the engine), or use a newer GPU.',
    }),
  },
  {
    name: 'heads-not-divisible',
    source: 'vLLM config/model.py',
    reason: 'InvalidSpec',
    pattern:
      /number of attention heads \((\d+)\) must be divisible by (?:the )?tensor parallel size \((\d+)\)/i,
    conclude: ([, heads, gpus]) => ({
      problem: `the ${heads} attention heads of the model cannot be shared evenly among ${gpus} GPUs`,
      advice: `Use a number of GPUs for each replica that divides ${heads}.`,
    }),
  },
  {
    name: 'too-few-gpus',
    source: 'vLLM executors',
    reason: 'InvalidSpec',
    pattern:
      /(?:world size|tensor parallel size|tensor-parallel-size) \(?(\d+)\)? (?:is larger than|cannot be larger than|exceeds) the number of available GPUs \(?(\d+)\)?/i,
    conclude: ([, told, has]) => ({
      problem: `the engine was told to use ${told} GPUs, and the replica has ${has}`,
      advice:
        'Make --tensor-parallel-size and the number of GPUs for each replica equal.',
    }),
  },
  {
    name: 'length-over-model',
    source: 'vLLM config/model.py',
    reason: 'InvalidSpec',
    pattern:
      /max_model_len \((\d+)\) is greater than the derived max_model_len \((?:\w+=)?(\d+)/,
    conclude: ([, told, most]) => ({
      problem: `the longest request was set to ${figure(
        told,
      )} tokens, and the model takes ${figure(most)}`,
      advice: `Set --max-model-len to at most ${figure(most)}.`,
    }),
  },
  {
    name: 'remote-code',
    source: 'transformers dynamic_module_utils.py, repeated by engines',
    reason: 'InvalidSpec',
    pattern:
      /trust[_-]remote[_-]code(?:=True)?[`']? (?:to|option)|contains custom code which must be executed|requires you to execute the (?:configuration|model|tokenizer) file/i,
    conclude: () => ({
      problem: 'the model brings program code of its own, which is not allowed',
      advice:
        'Have the code of the model reviewed, then add --trust-remote-code; or use an engine that knows the model.',
    }),
  },
  {
    name: 'unknown-argument',
    source: 'Python argparse (vLLM, SGLang) and clap (TGI)',
    reason: 'InvalidSpec',
    pattern:
      /error: (?:unrecognized arguments?:|unexpected argument) '?(-[^\s']+)/,
    conclude: ([, argument]) => ({
      problem: `the engine does not know the option ${argument}`,
      advice:
        'Check the spelling of the option and the version of the engine image.',
    }),
  },
  {
    name: 'nim-no-profile',
    source: 'NVIDIA NIM for LLMs, profile selection at start',
    reason: 'ModelLoadFailed',
    pattern:
      /Could not find a profile that is currently(?: runnable)?|Could not match a profile in manifest/,
    conclude: () => ({
      problem: 'the NIM has no profile for the GPUs that it got',
      advice:
        'Use a GPU or a number of GPUs that the NIM supports; its command list-model-profiles says which.',
    }),
  },
  {
    name: 'broken-weights',
    source: 'safetensors, reported by every engine',
    reason: 'ModelLoadFailed',
    pattern:
      /SafetensorError|MetadataIncompleteBuffer|HeaderTooLarge|HeaderTooSmall|invalid magic (?:number|characters)/,
    conclude: () => ({
      problem: 'a file of the weights is broken or not complete',
      advice:
        'Download the model again: empty its cache or volume, and check the space on it.',
    }),
  },
  {
    name: 'triton-load',
    source:
      'Triton Inference Server; triton-inference-server/server issue 6416',
    reason: 'ModelLoadFailed',
    pattern:
      /failed to load '([^']+)' version \d+: (.{1,160})|creating server: Internal - failed to load all models/,
    conclude: ([, model, why]) => ({
      problem: model
        ? `Triton could not load ${model}: ${why}`
        : 'Triton could not load its models',
      advice:
        'Look at the table of models in its log; each line has the cause for one model.',
    }),
  },
];

function named(match: RegExpExecArray): string {
  const found = match.slice(1).find(group => group !== undefined) ?? '?';
  return found.replace(/[[\]'"`.,]/g, '');
}

/** `80` as `8.0`; vLLM writes major and minor as one number. */
function capability(digits: string | undefined): string {
  return digits ? `${digits.slice(0, -1)}.${digits.slice(-1)}` : '?';
}
