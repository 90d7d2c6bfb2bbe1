type Json = Readonly<Record<string, unknown>>;

/** A state that a controller reports, and what users must be told of it. */
export interface ReportedState {
  /** Ends the sentence "a Workspace that …". */
  readonly that: string;
  readonly verdict: 'healthy' | 'progressing' | 'degraded' | 'suspended';
  readonly reason: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What of the object is different from the kind's own. */
  readonly fields?: Json;
  /** Left out for a kind whose real controller runs, which writes it. */
  readonly status?: (generation: number) => Json;
}

/** A kind that serves models, with an object that its schema accepts. */
export interface ServingKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** `spec`, or what the kind has in its place. */
  readonly fields: Json;
  readonly states: readonly ReportedState[];
}

type Found = 'True' | 'False' | 'Unknown' | readonly [string, string, string?];

/** Conditions as controllers write them, by type. */
export function conditions(
  found: Readonly<Record<string, Found>>,
  observedGeneration?: number,
): Json[] {
  return Object.entries(found).map(([type, value]) => {
    const [status, reason, message = ''] =
      typeof value === 'string' ? [value, 'Reported'] : value;
    return {
      type,
      status,
      reason,
      message,
      lastTransitionTime: '2026-11-23T10:00:00Z',
      ...(observedGeneration !== undefined && { observedGeneration }),
    };
  });
}

/** The pods of a model server with one GPU each. */
export function modelPod(container: string = 'engine') {
  return {
    spec: {
      containers: [
        {
          name: container,
          image: 'registry.example.com/vllm:1',
          args: ['--model', 'example/tested'],
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      ],
    },
  };
}
