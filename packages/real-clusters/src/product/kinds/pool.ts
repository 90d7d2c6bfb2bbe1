import type { KubernetesObject } from '../../kubernetes/objects';
import { NAMESPACE, type ProductCase } from '../case';
import { modelDeployment } from '../objects';
import { untilVerdict } from '../verdicts';
import { conditions } from './kind';

const NAME = 'pooled';
const HEAD = {
  apiVersion: 'inference.networking.k8s.io/v1',
  kind: 'InferencePool',
  metadata: { name: NAME, namespace: NAMESPACE },
};
const POOL: KubernetesObject = {
  ...HEAD,
  spec: {
    selector: { matchLabels: { app: NAME } },
    targetPorts: [{ number: 8000 }],
    endpointPickerRef: { name: 'picker', port: { number: 9002 } },
  },
};
const SERVER = modelDeployment({ name: NAME, replicas: 1, gpus: 1 });

const STATES = [
  { that: 'accepts it', accepted: 'True', verdict: 'healthy' },
  {
    that: 'refuses it',
    accepted: ['False', 'HTTPRouteNotAccepted', 'no route'],
    verdict: 'degraded',
  },
  {
    that: 'has not looked at it',
    accepted: ['Unknown', 'Pending', 'Waiting for controller'],
    verdict: 'progressing',
  },
] as const;

/** A model server that runs is of no use behind a pool that no gateway serves. */
export const poolCases: readonly ProductCase[] = [
  ...STATES.map(
    ({ that, accepted, verdict }): ProductCase => ({
      name: `kinds: a Deployment behind an InferencePool is ${verdict} when the gateway ${that}`,
      async run({ product, us }) {
        await us.admin.apply(SERVER);
        const { metadata } = await us.admin.apply(POOL);
        await us.admin.applyStatus({
          ...HEAD,
          status: {
            parents: [
              {
                parentRef: { name: 'inference', namespace: 'gateways' },
                conditions: conditions(
                  { Accepted: accepted },
                  Number(metadata.generation),
                ),
              },
            ],
          },
        });
        await untilVerdict(
          product,
          us,
          NAME,
          verdict,
          verdict === 'healthy' ? 'Serving' : 'RouteNotReady',
        );
      },
    }),
  ),
  {
    name: 'kinds: the Deployment is healthy again when the InferencePool is gone',
    async run({ product, us }) {
      await us.admin.remove(POOL);
      await untilVerdict(product, us, NAME, 'healthy', 'Serving');
      await us.admin.remove(SERVER);
    },
  },
];
