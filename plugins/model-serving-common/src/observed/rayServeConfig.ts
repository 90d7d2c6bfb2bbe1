import { parse } from 'yaml';

/** More than this is not read: a person writes a few hundred lines at most. */
const LONGEST_CONFIG = 128 * 1024;
const MOST_APPLICATIONS = 20;

/** What Ray Serve was told to serve, as far as it says so. @public */
export interface RayServeModelRecord {
  readonly application?: string;
  /** The name that clients send. */
  readonly modelId?: string;
  /** The artifact, as it was told. */
  readonly source?: string;
}

// Where applications that are not Ray's own builder are told the model: by
// an argument, or by the environment of the runtime.
const ARGUMENTS = ['model', 'model_id', 'model_name', 'model_path'];
const VARIABLES = ['MODEL_ID', 'MODEL', 'MODEL_NAME', 'HF_MODEL_ID'];

/**
 * Reads the models of `spec.serveConfigV2`, Ray 2.x
 * `ray.serve.schema.ServeDeploySchema`: YAML in a string, whose `args` belong
 * to each application. Those of `ray.serve.llm:build_openai_app` are known
 * (`llm_configs[].model_loading_config`), of others the usual names.
 *
 * @returns nothing for what is no YAML: Ray says so itself, in the status.
 */
export function readServeModels(config: string): RayServeModelRecord[] {
  if (config.length > LONGEST_CONFIG) return [];
  let parsed: unknown;
  try {
    parsed = parse(config, { logLevel: 'silent' });
  } catch {
    return [];
  }
  return items(field(parsed, 'applications'))
    .slice(0, MOST_APPLICATIONS)
    .flatMap(application => {
      const name = text(field(application, 'name'));
      return modelsOf(application).map(model => ({
        ...(name && { application: name }),
        ...model,
      }));
    });
}

function modelsOf(application: unknown): RayServeModelRecord[] {
  const args = field(application, 'args');
  const configs = items(field(args, 'llm_configs'));
  if (configs.length > 0) {
    return configs.map(readLlmConfig).filter(model => model !== undefined);
  }
  const variables = field(field(application, 'runtime_env'), 'env_vars');
  const source = firstText(args, ARGUMENTS) ?? firstText(variables, VARIABLES);
  return source ? [{ source }] : [];
}

/** A file name in place of the config itself tells nothing. */
function readLlmConfig(config: unknown): RayServeModelRecord | undefined {
  const loading = field(config, 'model_loading_config');
  const modelId = text(field(loading, 'model_id'));
  const from = field(loading, 'model_source');
  // Where nothing else is written, Ray loads the id from the Hugging Face Hub.
  const source = text(from) ?? text(field(from, 'bucket_uri')) ?? modelId;
  if (!source) return undefined;
  return { ...(modelId && { modelId }), source };
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.slice(0, 500)
    : undefined;
}

function firstText(
  holder: unknown,
  keys: readonly string[],
): string | undefined {
  for (const key of keys) {
    const found = text(field(holder, key));
    if (found) return found;
  }
  return undefined;
}
