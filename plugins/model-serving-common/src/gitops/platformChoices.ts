import type { PlatformChoice } from '../api';
import { CHOICE_NAMES, CHOICES } from './operations';
import type { ChoiceName, ChoiceValue, ServiceChoices } from './operations';
import type { ChoicePolicy, PlatformPolicy } from './platform';

type UnavailableValue = PlatformChoice['unavailable'][number];

/** What applies where the platform says nothing: nothing that a cluster may lack. */
const SAFE: ServiceChoices = {
  runtime: 'kserve',
  autoscaling: 'none',
  scaleToZero: false,
  queueTarget: 4,
  disruptionBudget: true,
  replacement: 'byRoom',
  topologySpread: 'nodes',
  networkPolicy: false,
  exposure: 'internal',
  monitoring: false,
  alerts: false,
  hubToken: false,
  modelCache: 'ephemeral',
  costCenter: '',
};

/**
 * Every choice of a service as the platform offers it: with its default, its
 * lock, and what cannot be had and why.
 *
 * @public
 */
export function platformChoices(policy: PlatformPolicy = {}): PlatformChoice[] {
  return CHOICE_NAMES.map(name => {
    const own: ChoicePolicy<ChoiceValue> | undefined = policy.choices?.[name];
    const locked = own?.locked ?? false;
    const unavailable = missing(name, policy);
    const everywhere = unavailable
      .filter(({ runtime }) => runtime === undefined)
      .map(entry => entry.value);
    const allowed = (own?.allowed ?? valuesOf(name))?.filter(
      entry => !everywhere.includes(entry),
    );
    const usual = own?.default ?? offeredDefault(name, policy);
    const value =
      own?.default === undefined && allowed && !allowed.includes(usual)
        ? allowed[0] ?? usual
        : usual;
    return {
      name,
      value,
      locked,
      ...(allowed ? { allowed: locked ? [value] : allowed } : {}),
      unavailable,
    };
  });
}

/** The default of what protects and shows a service is on where it is offered. */
function offeredDefault(name: ChoiceName, policy: PlatformPolicy): ChoiceValue {
  switch (name) {
    case 'networkPolicy':
      return policy.network !== undefined;
    case 'monitoring':
    case 'alerts':
      return policy.monitoring !== undefined;
    default:
      return SAFE[name];
  }
}

function valuesOf(name: ChoiceName): readonly ChoiceValue[] | undefined {
  const kind = CHOICES[name];
  switch (kind.type) {
    case 'option':
      return kind.values as readonly ChoiceValue[];
    case 'switch':
      return [true, false];
    default:
      return undefined;
  }
}

/** What each value needs of the platform. */
function missing(
  name: ChoiceName,
  { autoscaling, ...policy }: PlatformPolicy,
): UnavailableValue[] {
  const need = (
    value: ChoiceValue,
    part: unknown,
    what: string,
    key: string,
  ): UnavailableValue[] =>
    part === undefined
      ? [
          {
            value,
            reason: `The platform has not configured ${what} (modelServing.platform.${key}).`,
          },
        ]
      : [];
  switch (name) {
    case 'autoscaling':
      return [
        ...need(
          'hpa',
          autoscaling?.podMetric,
          'a metric of waiting requests',
          'autoscaling.podMetric',
        ),
        ...need(
          'keda',
          autoscaling?.prometheusAddress,
          'the Prometheus that KEDA asks',
          'autoscaling.prometheusAddress',
        ),
      ];
    case 'scaleToZero':
      return need(
        true,
        autoscaling?.prometheusAddress && autoscaling.arrivalQuery,
        'how a request is noticed while nothing runs',
        'autoscaling.arrivalQuery',
      );
    case 'networkPolicy':
      return need(true, policy.network, 'who may call services', 'network');
    case 'exposure':
      return [
        ...need('httproute', policy.gateway, 'a gateway', 'gateway'),
        ...need('ingress', policy.ingress, 'an ingress controller', 'ingress'),
      ];
    case 'monitoring':
    case 'alerts':
      return need(true, policy.monitoring, 'its monitoring', 'monitoring');
    case 'hubToken':
      return need(true, policy.secretStore, 'a secret store', 'secretStore');
    case 'modelCache':
      return [
        ...need('volume', policy.modelCache, 'a shared volume', 'modelCache'),
        {
          value: 'volume',
          runtime: 'kserve',
          reason:
            'KServe loads weights into each pod; its own cache (LocalModelCache) is set up by the platform for all services.',
        },
      ];
    default:
      return [];
  }
}
