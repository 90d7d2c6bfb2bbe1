/** What runs a model: KServe, or a plain Deployment with vLLM. @public */
export type ServiceRuntime = 'kserve' | 'deployment';

/**
 * How a new version of a service takes over from the old one: it starts first,
 * which needs the GPUs of one more replica, or the old one stops first, which
 * needs none and leaves a replica less to answer meanwhile.
 *
 * @public
 */
export type Replacement = 'startFirst' | 'stopFirst';

/**
 * How a service is operated: the choices of the golden path, all of them made.
 *
 * @public
 */
export interface ServiceOperations {
  /** What changes the number of replicas: nobody, an HPA, or KEDA. */
  readonly autoscaling: 'none' | 'hpa' | 'keda';
  /** Whether no replica runs while nobody asks; only with KEDA. */
  readonly scaleToZero: boolean;
  /** Requests that may wait for each replica before another is started. */
  readonly queueTarget: number;
  /** Whether maintenance takes one replica at a time. */
  readonly disruptionBudget: boolean;
  /** How a new version takes over; `byRoom` is as each cluster has GPUs left. */
  readonly replacement: 'byRoom' | Replacement;
  /** What replicas are spread over, where there is room. */
  readonly topologySpread: 'none' | 'nodes' | 'zones';
  /** Whether only those who were named may talk to it, and it to them. */
  readonly networkPolicy: boolean;
  /** How it is reached from outside its cluster, with TLS. */
  readonly exposure: 'internal' | 'httproute' | 'ingress';
  /** Whether Prometheus reads its figures. */
  readonly monitoring: boolean;
  /** Whether its owner is told when it fails or is slow. */
  readonly alerts: boolean;
  /** Whether it is given a token of the model hub, for gated models. */
  readonly hubToken: boolean;
  /** Where its weights are kept: in each pod, or in a volume that outlives it. */
  readonly modelCache: 'ephemeral' | 'volume';
  /** Who pays; empty for nobody in particular. */
  readonly costCenter: string;
}

/** Every choice of a service that the platform may set or lock. @public */
export interface ServiceChoices extends ServiceOperations {
  readonly runtime: ServiceRuntime;
}

/** @public */
export type ChoiceName = keyof ServiceChoices;

/** @public */
export type ChoiceValue = ServiceChoices[ChoiceName];

/** What a choice can be. */
export type ChoiceKind =
  | { readonly type: 'option'; readonly values: readonly string[] }
  | { readonly type: 'switch' }
  | { readonly type: 'number'; readonly from: number; readonly to: number }
  | { readonly type: 'label' };

/** Every choice, in the order in which a form shows them. */
export const CHOICES: { readonly [N in ChoiceName]: ChoiceKind } = {
  runtime: { type: 'option', values: ['kserve', 'deployment'] },
  autoscaling: { type: 'option', values: ['none', 'hpa', 'keda'] },
  scaleToZero: { type: 'switch' },
  queueTarget: { type: 'number', from: 1, to: 1000 },
  disruptionBudget: { type: 'switch' },
  replacement: {
    type: 'option',
    values: ['byRoom', 'startFirst', 'stopFirst'],
  },
  topologySpread: { type: 'option', values: ['none', 'nodes', 'zones'] },
  networkPolicy: { type: 'switch' },
  exposure: { type: 'option', values: ['internal', 'httproute', 'ingress'] },
  monitoring: { type: 'switch' },
  alerts: { type: 'switch' },
  hubToken: { type: 'switch' },
  modelCache: { type: 'option', values: ['ephemeral', 'volume'] },
  costCenter: { type: 'label' },
};

/** The names of `CHOICES`, typed. @public */
export const CHOICE_NAMES = Object.keys(CHOICES) as readonly ChoiceName[];

/** Kubernetes: what the value of a label may be. */
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/**
 * What is wrong with a value of a choice, in words that follow the choice's
 * name; `undefined` when it is one.
 *
 * @public
 */
export function faultOfChoice(
  name: ChoiceName,
  value: unknown,
): string | undefined {
  const kind = CHOICES[name];
  switch (kind.type) {
    case 'option':
      return kind.values.includes(String(value)) && typeof value === 'string'
        ? undefined
        : `must be one of ${kind.values.join(', ')}`;
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'number':
      return typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= kind.from &&
        value <= kind.to
        ? undefined
        : `must be a whole number from ${kind.from} to ${kind.to}`;
    default:
      return typeof value === 'string' && LABEL_VALUE.test(value)
        ? undefined
        : "must be at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";
  }
}
