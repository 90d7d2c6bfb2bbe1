import type {
  ServedArtifact,
  ServiceOperations,
  ServiceRequest,
  ServiceRuntime,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { wholePlatform } from './platform';

/** One way in which a service can be asked for. @public */
export interface ServiceCombination {
  /** What is chosen, for the name of a test. */
  readonly name: string;
  readonly request: ServiceRequest;
}

const RUNTIMES: readonly ServiceRuntime[] = ['kserve', 'deployment'];

const SCALING: readonly Pick<
  ServiceOperations,
  'autoscaling' | 'scaleToZero'
>[] = [
  { autoscaling: 'none', scaleToZero: false },
  { autoscaling: 'hpa', scaleToZero: false },
  { autoscaling: 'keda', scaleToZero: false },
  { autoscaling: 'keda', scaleToZero: true },
];

const EXPOSURES = ['internal', 'httproute', 'ingress'] as const;
const SPREADS = ['none', 'nodes', 'zones'] as const;
const REPLACEMENTS = ['byRoom', 'startFirst', 'stopFirst'] as const;
const SWITCHES = [
  'disruptionBudget',
  'networkPolicy',
  'monitoring',
  'alerts',
  'hubToken',
] as const;

const HUB: ServedArtifact = {
  name: 'bf16',
  uri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
  revision: '0e9e39f249a16976918f6564b8830bc894c89659',
  format: 'safetensors',
  sizeBytes: 16_060_522_496,
};

const CLAIM: ServedArtifact = {
  name: 'volume',
  uri: 'pvc://weights/llama-3.1-8b',
};

const IMAGE: ServedArtifact = {
  name: 'image',
  uri: 'oci://registry.example.com/models/llama',
  digest: `sha256:${'c'.repeat(64)}`,
};

/**
 * Every meaningful combination of what can be chosen for a service, on a
 * platform that offers all of it: runtime, autoscaling, exposure, spread,
 * each switch, the cache, with these in turn how versions take over; beside these, each source of weights. Many differ in
 * one object alone, so whoever applies them may leave out objects that it has
 * seen.
 *
 * @public
 */
export function serviceCombinations(): ServiceCombination[] {
  return RUNTIMES.flatMap(runtime => [
    ...operationsOf(runtime).map(operations =>
      combination(runtime, HUB, operations),
    ),
    ...[CLAIM, IMAGE].map(artifact => combination(runtime, artifact, {})),
  ]);
}

function operationsOf(runtime: ServiceRuntime): Partial<ServiceOperations>[] {
  const caches: readonly ServiceOperations['modelCache'][] =
    runtime === 'deployment' ? ['ephemeral', 'volume'] : ['ephemeral'];
  return SCALING.flatMap(scaling =>
    EXPOSURES.flatMap(exposure =>
      SPREADS.flatMap(topologySpread =>
        caches.flatMap(modelCache =>
          switches().map(flags => ({
            ...scaling,
            exposure,
            topologySpread,
            modelCache,
            ...flags,
            costCenter: flags.alerts ? 'cc-1234' : '',
          })),
        ),
      ),
    ),
  ).map((operations, index) => ({
    ...operations,
    // In turn: what the others are set to repeats after powers of two.
    replacement: REPLACEMENTS[index % REPLACEMENTS.length] ?? 'byRoom',
  }));
}

/** Every way to set the switches. */
function switches() {
  return Array.from({ length: 2 ** SWITCHES.length }, (_, number) => {
    const [
      disruptionBudget = false,
      networkPolicy = false,
      monitoring = false,
      alerts = false,
      hubToken = false,
    ] = SWITCHES.map((__, bit) => Math.floor(number / 2 ** bit) % 2 === 1);
    return { disruptionBudget, networkPolicy, monitoring, alerts, hubToken };
  });
}

function combination(
  runtime: ServiceRuntime,
  artifact: ServedArtifact,
  operations: Partial<ServiceOperations>,
): ServiceCombination {
  const chosen = Object.entries(operations)
    .filter(
      ([, value]) => value !== false && value !== '' && value !== 'byRoom',
    )
    .map(([name, value]) => (value === true ? name : `${name}=${value}`));
  return {
    name: [runtime, artifact.name, ...chosen].join(' '),
    request: {
      service: 'support-chat',
      title: 'Support chat',
      tenant: 'chat',
      owner: 'group:default/chat-team',
      namespace: 'chat',
      lifecycle: 'production',
      modelRef: 'model:default/llama-3.1-8b-instruct',
      model: {
        name: 'llama-3.1-8b-instruct',
        artifact,
        maxPositionEmbeddings: 131_072,
      },
      contextLength: 16_384,
      runtime,
      operations,
      platform: wholePlatform,
      replacements: { 'cloud-us': 'stopFirst', hpc: 'stopFirst' },
      placements: [
        {
          cluster: 'cloud-eu',
          product: 'NVIDIA-H100-80GB-HBM3',
          replicas: 2,
          maxReplicas: 6,
          gpusPerReplica: 1,
        },
        { cluster: 'cloud-us', replicas: 1, gpusPerReplica: 4 },
        {
          cluster: 'edge-plant',
          product: 'NVIDIA-L4',
          replicas: 1,
          gpusPerReplica: 1,
        },
        {
          cluster: 'hpc',
          product: 'AMD_Instinct_MI300X',
          resourceName: 'amd.com/gpu',
          replicas: 1,
          gpusPerReplica: 2,
        },
      ],
    },
  };
}
