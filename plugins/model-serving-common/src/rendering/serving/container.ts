import { contextLengthArg } from '../engineArgs';
import { VLLM_PORT, type ServiceFacts } from '../facts';
import { hubSecretName, HUB_TOKEN_KEY } from '../objects/hubToken';
import { hostResources } from '../resources';
import { vllmImage } from './image';
import { RESTRICTED_CONTAINER } from './pod';
import { WEIGHTS_MOUNT, mountsOf } from './volumes';
import type { WeightsSource } from './vllmModel';

/** Name of the container that serves. */
export const ENGINE = 'vllm';

const PROBE_SECONDS = 10;
/** Until every proxy has noticed that a pod goes. */
const DRAIN_SECONDS = 15;

// The root file system is read-only and the user has no home: everything that
// vLLM, Triton and Torch write goes to the scratch volume. Torch asks for the
// user's name, which an id without an entry in /etc/passwd does not have.
const ENVIRONMENT = {
  HOME: '/tmp',
  USER: 'vllm',
  XDG_CACHE_HOME: '/tmp/.cache',
  HF_HOME: WEIGHTS_MOUNT,
  HF_HUB_DISABLE_TELEMETRY: '1',
  VLLM_NO_USAGE_STATS: '1',
} as const;

/** Nothing is asked of the hub when the weights come with the pod. */
const OFFLINE = [
  { name: 'HF_HUB_OFFLINE', value: '1' },
  { name: 'TRANSFORMERS_OFFLINE', value: '1' },
] as const;

/**
 * vLLM's OpenAI server.
 *
 * @param loading - Seconds that it may take to load.
 */
export function vllmContainer(
  facts: ServiceFacts,
  source: WeightsSource,
  loading: number,
) {
  const { choices, platform } = facts;
  const health = { httpGet: { path: '/health', port: 'http' } };
  return {
    name: ENGINE,
    image: vllmImage(platform),
    imagePullPolicy: 'IfNotPresent',
    command: ['vllm', 'serve'],
    args: argsOf(facts, source),
    env: [
      ...Object.entries(ENVIRONMENT).map(([name, value]) => ({ name, value })),
      ...(source.kind === 'hub' ? [] : OFFLINE),
      ...(choices.hubToken ? [tokenOf(facts.request.service)] : []),
    ],
    ports: [{ name: 'http', protocol: 'TCP', containerPort: VLLM_PORT }],
    startupProbe: {
      ...health,
      periodSeconds: PROBE_SECONDS,
      timeoutSeconds: 5,
      failureThreshold: Math.ceil(loading / PROBE_SECONDS),
    },
    readinessProbe: {
      ...health,
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
    livenessProbe: {
      ...health,
      periodSeconds: PROBE_SECONDS,
      timeoutSeconds: 10,
      failureThreshold: 6,
    },
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    resources: hostResources(1),
    securityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: mountsOf(source),
  };
}

/** `vllm serve` takes the model as its first argument. */
function argsOf({ request }: ServiceFacts, source: WeightsSource): string[] {
  const { service, contextLength } = request;
  return [
    source.model,
    ...(source.kind === 'hub' && source.revision
      ? [`--revision=${source.revision}`]
      : []),
    `--served-model-name=${service}`,
    `--port=${VLLM_PORT}`,
    ...(contextLength === undefined ? [] : [contextLengthArg(contextLength)]),
  ];
}

function tokenOf(service: string) {
  return {
    name: HUB_TOKEN_KEY,
    valueFrom: {
      secretKeyRef: { name: hubSecretName(service), key: HUB_TOKEN_KEY },
    },
  };
}
