import type { PlatformPolicy, ServiceChoices } from '../gitops';
import { labelsOf } from './labels';
import type { CheckedRequest } from './validateRequest';

/** What the objects around a serving object have to know of it. */
export interface ServiceFacts {
  readonly request: CheckedRequest;
  readonly choices: ServiceChoices;
  readonly platform: PlatformPolicy;
  /** Name of the Deployment, which is what autoscalers scale. */
  readonly workload: string;
  /** Name of the Service, which is what routes lead to. */
  readonly backend: string;
  /** Of the Service. */
  readonly backendPort: number;
  /** Of the container, which is what network policies and monitors see. */
  readonly port: number;
  /** Selects the pods, and never changes for a service. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

// KServe (v0.20, Standard mode): Deployment and Service are called
// `<name>-predictor`, the Service listens on 80, the container on 8080.
const KSERVE = { suffix: '-predictor', port: 8080 } as const;
/** Where vLLM listens unless told otherwise. */
export const VLLM_PORT = 8000;

/** Names, ports and labels of a service, by what runs it. */
export function factsOf(request: CheckedRequest): ServiceFacts {
  const { service, choices, platform = {} } = request;
  const isKServe = choices.runtime === 'kserve';
  const name = isKServe ? `${service}${KSERVE.suffix}` : service;
  return {
    request,
    choices,
    platform,
    workload: name,
    backend: name,
    backendPort: 80,
    port: isKServe ? KSERVE.port : VLLM_PORT,
    podLabels: isKServe
      ? {
          'serving.kserve.io/inferenceservice': service,
          component: 'predictor',
        }
      : { 'app.kubernetes.io/name': service },
    labels: labelsOf(request),
  };
}
