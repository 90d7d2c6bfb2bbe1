import { renderService } from '../rendering';
import { serviceCombinations, type ServiceCombination } from '../testUtils';
import { resolveOverlay } from '../validation';
import { askOfPlacement } from './ask';
import { asksOfManifests } from './askOfManifests';

function asks(files: ReadonlyMap<string, string>, cluster: string) {
  return asksOfManifests(resolveOverlay(files, cluster).manifests);
}

function named(name: string): ServiceCombination {
  const found = serviceCombinations().find(entry => entry.name === name);
  if (!found) throw new Error(`There is no combination ${name}`);
  return found;
}

it('comes to what the placement asks for, whatever is chosen', () => {
  for (const { name, request } of serviceCombinations().filter(
    (_, index) => index % 89 === 0,
  )) {
    const { files, choices } = renderService(request);
    for (const placement of request.placements) {
      const [ask, ...others] = asks(files, placement.cluster);
      const expected = askOfPlacement(
        placement,
        choices.runtime,
        choices.replacement === 'byRoom'
          ? request.replacements?.[placement.cluster] ?? 'byRoom'
          : choices.replacement,
      );
      const most = choices.autoscaling === 'none' ? undefined : expected.most;
      expect(others).toEqual([]);
      expect([name, ask?.replicas, ask?.requests, ask?.limits]).toEqual([
        name,
        expected.replicas,
        expect.objectContaining(expected.requests),
        expected.limits,
      ]);
      expect(ask?.surge).toBe(expected.surge);
      // Without a bound of its own, the renderer's default is the bound.
      expect(ask?.most).toBe(
        placement.maxReplicas === undefined ? ask?.most : most,
      );
    }
  }
});

it('counts objects as quotas do', () => {
  const { files } = renderService(
    named(
      'deployment bf16 autoscaling=none exposure=ingress topologySpread=none modelCache=volume networkPolicy replacement=startFirst',
    ).request,
  );
  expect(asks(files, 'cloud-us')[0]?.objects).toEqual({
    'deployments.apps': 1,
    services: 1,
    'ingresses.networking.k8s.io': 1,
    'networkpolicies.networking.k8s.io': 1,
    persistentvolumeclaims: 1,
    'requests.storage': expect.any(Number),
    'shared.storageclass.storage.k8s.io/persistentvolumeclaims': 1,
    'shared.storageclass.storage.k8s.io/requests.storage': expect.any(Number),
  });
});

it('reads the queue, and what a person changed', () => {
  const [ask] = asksOfManifests([
    {
      file: 'base/deployment.yaml',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'bot', labels: { 'kueue.x-k8s.io/queue-name': 'a' } },
        spec: {
          replicas: 8,
          strategy: { rollingUpdate: { maxSurge: '30%' } },
          template: {
            metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'gpus' } },
            spec: {
              containers: [
                { resources: { limits: { cpu: '500m', 'nvidia.com/gpu': 1 } } },
                { resources: { requests: { cpu: 1 } } },
              ],
            },
          },
        },
      },
    },
  ]);
  expect(ask).toMatchObject({
    replicas: 8,
    surge: 3,
    queue: 'gpus',
    requests: { cpu: 1.5, 'nvidia.com/gpu': 1 },
    limits: { cpu: 0.5, 'nvidia.com/gpu': 1 },
  });
});
