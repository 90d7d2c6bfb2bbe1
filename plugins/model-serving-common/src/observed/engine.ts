/** A program that serves models. */
interface Engine {
  readonly name: string;
  /** Matches the image without registry host, tag and digest. */
  readonly image: RegExp;
}

// Repository paths under which the projects and their usual mirrors publish.
// A mirror keeps the last part of the path, so that is what is looked at.
const ENGINES: readonly Engine[] = [
  { name: 'vLLM', image: /(?:^|\/)vllm(?:-[a-z0-9-]+)?$|\/vllm\// },
  // llm-d's build of vLLM for each accelerator, which KServe's presets use.
  {
    name: 'vLLM',
    image: /(?:^|\/)llm-d(?:-(?:cuda|rocm|xpu|hpu|cpu|aws|gb200))?$/,
  },
  { name: 'SGLang', image: /(?:^|\/)sglang(?:-[a-z0-9-]+)?$/ },
  {
    name: 'Text Generation Inference',
    image: /(?:^|\/)(?:text-generation-inference|tgi)$/,
  },
  {
    name: 'Text Embeddings Inference',
    image: /(?:^|\/)text-embeddings-inference$/,
  },
  { name: 'Triton', image: /(?:^|\/)tritonserver$/ },
  { name: 'NIM', image: /(?:^|\/)nim\/[a-z0-9._-]+\/[a-z0-9._-]+$/ },
  { name: 'Ollama', image: /(?:^|\/)ollama$/ },
  { name: 'llama.cpp', image: /(?:^|\/)llama\.cpp$|(?:^|\/)llama-cpp[a-z-]*$/ },
  { name: 'Hugging Face server', image: /(?:^|\/)huggingfaceserver$/ },
];

/**
 * The serving engine that an image holds: vLLM, SGLang, TGI, Triton, NIM,
 * Ollama, llama.cpp and the like. `undefined` for any other image.
 *
 * @public
 */
export function engineOf(image: string): string | undefined {
  const repository = repositoryOf(image);
  return ENGINES.find(engine => engine.image.test(repository))?.name;
}

/** `registry.example.com:5000/vllm/vllm-openai:v0.11@sha256:…` → `vllm/vllm-openai`. */
function repositoryOf(image: string): string {
  const [withoutDigest = ''] = image.toLocaleLowerCase('en-US').split('@');
  const parts = withoutDigest.split('/');
  const first = parts[0] ?? '';
  const path =
    parts.length > 1 && /[.:]|^localhost$/.test(first) ? parts.slice(1) : parts;
  return path.join('/').replace(/:[^/]*$/, '');
}
