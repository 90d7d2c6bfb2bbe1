import { parse } from 'yaml';
import type { ServiceOperations, ServiceRuntime } from '../gitops';
import { serviceCombinations } from '../testUtils';
import { renderService } from './renderService';
import type { ServiceFiles, ServiceRequest } from './types';

const [combination] = serviceCombinations();

function asked(
  runtime: ServiceRuntime,
  operations: Partial<ServiceOperations>,
  change: Partial<ServiceRequest> = {},
): ServiceRequest {
  if (!combination) {
    throw new Error('There is no combination to begin with');
  }
  return { ...combination.request, runtime, operations, ...change };
}

function render(...request: Parameters<typeof asked>): ServiceFiles {
  return renderService(asked(...request)).files;
}

const read = (files: ServiceFiles, path: string) =>
  parse(files.get(path) ?? 'null');

function patchOf(files: ServiceFiles, cluster: string, kind: string) {
  const { patches } = read(files, `clusters/${cluster}/kustomization.yaml`);
  const entry = patches.find(
    ({ target }: { target: { kind: string } }) => target.kind === kind,
  );
  return entry && parse(entry.patch);
}

describe('the golden path', () => {
  it('gives weights the time that their size may take', () => {
    const { request } = combination ?? {};
    const artifact = request?.model.artifact;
    const probe = (sizeBytes: number | undefined) => {
      const model = {
        name: 'x',
        artifact: {
          name: 'x',
          uri: artifact?.uri ?? '',
          ...(sizeBytes === undefined ? {} : { sizeBytes }),
        },
      };
      const { spec } = read(
        render('deployment', {}, { model }),
        'base/deployment.yaml',
      );
      const [container] = spec.template.spec.containers;
      const { periodSeconds, failureThreshold } = container.startupProbe;
      expect(spec.progressDeadlineSeconds).toBeGreaterThan(
        periodSeconds * failureThreshold,
      );
      return periodSeconds * failureThreshold;
    };
    // The platform says 200 MB/s; preparing takes five minutes more.
    expect(probe(20_000_000_000)).toBe(400);
    expect(probe(600_000_000_000)).toBe(3300);
    expect(probe(undefined)).toBe(3600);
  });

  it.each(['hpa', 'keda'] as const)(
    'lets %s alone set the number of replicas',
    autoscaling => {
      const plain = render('deployment', { autoscaling });
      expect(read(plain, 'base/deployment.yaml').spec).not.toHaveProperty(
        'replicas',
      );
      expect(
        patchOf(plain, 'cloud-eu', 'Deployment').map(
          ({ path }: { path: string }) => path,
        ),
      ).not.toContain('/spec/replicas');
      const kserve = render('kserve', { autoscaling });
      expect(
        read(kserve, 'base/inferenceservice.yaml').metadata.annotations,
      ).toMatchObject({ 'serving.kserve.io/autoscalerClass': 'external' });
      const kind =
        autoscaling === 'hpa' ? 'HorizontalPodAutoscaler' : 'ScaledObject';
      expect(
        patchOf(kserve, 'cloud-eu', kind).map(
          ({ value }: { value: number }) => value,
        ),
      ).toEqual([2, 6]);
    },
  );

  it('asks the gateway whether to wake a service, not the service', () => {
    const { spec } = read(
      render('deployment', { autoscaling: 'keda', scaleToZero: true }),
      'base/scaledobject.yaml',
    );
    expect(spec.idleReplicaCount).toBe(0);
    expect(
      spec.triggers.map(
        ({ metadata }: { metadata: { query: string } }) => metadata.query,
      ),
    ).toEqual([
      'sum(vllm:num_requests_waiting{namespace="chat",pod=~"support-chat-[0-9a-z]+-[0-9a-z]{5}"})',
      'sum(rate(gateway_requests_total{service="support-chat",namespace="chat"}[2m]))',
    ]);
  });

  it('lets in whom the platform named, and whom the choices need', () => {
    const { spec } = read(
      render('deployment', {
        networkPolicy: true,
        exposure: 'httproute',
        monitoring: true,
      }),
      'base/networkpolicy.yaml',
    );
    expect(JSON.stringify(spec.ingress)).toMatch(
      /"apps".*"gateways".*"monitoring"/,
    );
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    const closed = read(
      render('deployment', { networkPolicy: true, monitoring: false }),
      'base/networkpolicy.yaml',
    );
    expect(JSON.stringify(closed.spec.ingress)).not.toContain('monitoring');
  });

  it('fits a cluster with its host name, its mirror and its image', () => {
    const files = render('deployment', { exposure: 'httproute' });
    expect(patchOf(files, 'edge-plant', 'HTTPRoute')).toEqual([
      {
        op: 'replace',
        path: '/spec/hostnames/0',
        value: 'support-chat.chat.edge-plant.models.example.com',
      },
    ]);
    expect(
      read(files, 'clusters/edge-plant/kustomization.yaml').images,
    ).toEqual([
      {
        name: 'docker.io/vllm/vllm-openai',
        newName: 'registry.edge.example.com:5000/vllm',
      },
    ]);
    expect(patchOf(files, 'edge-plant', 'Deployment')).toContainEqual({
      op: 'add',
      path: '/spec/template/spec/containers/0/env/-',
      value: {
        name: 'HF_ENDPOINT',
        value: 'https://hub.edge.example.com:8443',
      },
    });
    expect(read(files, 'clusters/hpc/kustomization.yaml').images).toEqual([
      {
        name: 'docker.io/vllm/vllm-openai',
        newName: 'registry.example.com/vllm-rocm',
        digest: `sha256:${'b'.repeat(64)}`,
      },
    ]);
  });

  it('has an image for AMD GPUs unless the platform has its own for NVIDIA', () => {
    const { images: _, ...platform } = combination?.request.platform ?? {};
    const { images } = read(
      render('deployment', {}, { platform }),
      'clusters/hpc/kustomization.yaml',
    );
    expect(images).toEqual([
      {
        name: 'docker.io/vllm/vllm-openai',
        newName: 'docker.io/vllm/vllm-openai-rocm',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ]);
    const own = `registry.example.com/vllm@sha256:${'d'.repeat(64)}`;
    expect(() =>
      render(
        'deployment',
        {},
        { platform: { ...platform, images: { vllm: own } } },
      ),
    ).toThrow(
      /no image of vLLM for the AMD GPUs of hpc.*images\.vllmRocm.*another cluster/,
    );
  });

  it('lets pods onto nodes that are kept for GPUs, beside what the base tolerates', () => {
    const files = new Map(render('deployment', {}));
    const toleration = (key: string) => ({
      key,
      operator: 'Exists',
      effect: 'NoSchedule',
    });
    expect(patchOf(files, 'hpc', 'Deployment').at(-1)).toEqual({
      op: 'add',
      path: '/spec/template/spec/tolerations',
      value: [toleration('amd.com/gpu')],
    });
    const base = 'base/deployment.yaml';
    files.set(
      base,
      (files.get(base) ?? '').replace(
        '      volumes:\n',
        '      tolerations: [{ key: team, operator: Exists }]\n      volumes:\n',
      ),
    );
    const over = renderService(asked('deployment', {}), files).files;
    expect(patchOf(over, 'hpc', 'Deployment').at(-1)).toEqual({
      op: 'add',
      path: '/spec/template/spec/tolerations/-',
      value: toleration('amd.com/gpu'),
    });
  });

  it('keeps what others added to an object around, and their own objects', () => {
    const path = 'base/networkpolicy.yaml';
    const files = new Map(render('kserve', { networkPolicy: true }));
    const text = (files.get(path) ?? '').replace(
      'metadata:\n',
      'metadata:\n  annotations: {team: ours} # by hand\n',
    );
    files.set(path, `${text}---\nkind: NetworkPolicyTest\n`);
    const request = asked('kserve', { networkPolicy: true });
    expect(renderService(request, files).files.get(path)).toBe(files.get(path));
    const without = asked('kserve', { networkPolicy: false });
    expect(renderService(without, files).files.get(path)).toBe(
      '---\nkind: NetworkPolicyTest\n',
    );
  });

  it('changes no cluster that is not named', () => {
    const all = asked('kserve', { disruptionBudget: true });
    const { files } = renderService(all);
    const one = asked(
      'kserve',
      { disruptionBudget: false },
      { placements: all.placements.slice(0, 1) },
    );
    const again = renderService(one, files);
    expect(again.changed).toEqual([]);
    expect(again.removed).toEqual([]);
    expect(again.notUnderstood).toEqual([
      {
        path: 'base/kustomization.yaml',
        message:
          "The choice 'disruptionBudget' stays true, as in cloud-us, edge-plant, hpc; false is taken when every cluster is chosen",
      },
    ]);
  });
});
