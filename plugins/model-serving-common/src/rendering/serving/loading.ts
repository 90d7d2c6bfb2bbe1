/** Weights arrive at least this fast, unless the platform says otherwise: a hub over the internet. */
const BYTES_PER_SECOND = 50_000_000;

// Beside the weights' way: reading them into the GPUs, compiling, capturing
// CUDA graphs. vLLM's own logs show one to three minutes of it.
const PREPARATION_SECONDS = 300;

/** For weights whose size the catalog does not know. */
const UNKNOWN_SECONDS = 3600;

/** Scheduling and the pull of an image of about 10 GB come before. */
const BEFORE_START_SECONDS = 1200;

const GIB = 2 ** 30;

/**
 * After how many seconds a container that loads these weights is given up.
 *
 * @param sizeBytes - Of the weights, when it is known.
 * @param bytesPerSecond - How fast they arrive at least.
 */
export function loadingSeconds(
  sizeBytes: number | undefined,
  bytesPerSecond: number = BYTES_PER_SECOND,
): number {
  return sizeBytes === undefined
    ? UNKNOWN_SECONDS
    : Math.ceil(sizeBytes / bytesPerSecond) + PREPARATION_SECONDS;
}

/** After how many seconds a rollout that waits for such a container counts as stuck. */
export function rolloutSeconds(loading: number): number {
  return loading + BEFORE_START_SECONDS;
}

/**
 * Room for weights, as Kubernetes writes quantities: their size and a half,
 * since hubs' libraries keep what is being fetched beside what is there.
 */
export function weightsVolumeSize(
  sizeBytes: number | undefined,
): string | undefined {
  return sizeBytes === undefined
    ? undefined
    : `${Math.ceil((sizeBytes * 1.5) / GIB) + 2}Gi`;
}
