import { parse } from 'yaml';
import { renderService } from './renderService';
import { alsoInTheUs, supportChat } from './requests.fixture';
import type { ServiceRequest } from './types';

function textOf(request: ServiceRequest, path: string): string {
  return renderService(request).files.get(path) ?? '';
}

describe('renderService', () => {
  it('writes the files of the layout', () => {
    expect([...renderService(supportChat).files.keys()]).toEqual([
      'base/kustomization.yaml',
      'base/inferenceservice.yaml',
      'base/poddisruptionbudget.yaml',
      'clusters/cloud-eu/kustomization.yaml',
      'catalog-info.yaml',
    ]);
  });

  it('writes the serving object, claimed on itself and on its pods', () => {
    const claim = {
      'modelfleet.dev/service-ref': 'component:default/support-chat',
      'modelfleet.dev/model-ref': 'model:default/llama-3.1-8b-instruct',
    };
    const podLabels = {
      'app.kubernetes.io/name': 'support-chat',
      'backstage.io/kubernetes-id': 'support-chat',
      'modelfleet.dev/tenant': 'chat',
      'modelfleet.dev/owner': 'chat-team',
    };
    expect(parse(textOf(supportChat, 'base/inferenceservice.yaml'))).toEqual({
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        name: 'support-chat',
        labels: {
          'app.kubernetes.io/managed-by': 'modelfleet',
          ...podLabels,
        },
        annotations: {
          ...claim,
          'serving.kserve.io/deploymentMode': 'Standard',
        },
      },
      spec: {
        predictor: {
          labels: podLabels,
          annotations: claim,
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: {
                matchLabels: {
                  'serving.kserve.io/inferenceservice': 'support-chat',
                  component: 'predictor',
                },
              },
              matchLabelKeys: ['pod-template-hash'],
            },
          ],
          minReplicas: 1,
          maxReplicas: 1,
          model: {
            modelFormat: { name: 'huggingface' },
            storageUri:
              'hf://meta-llama/Llama-3.1-8B-Instruct:0e9e39f249a16976918f6564b8830bc894c89659',
            args: ['--model_name=support-chat'],
            resources: {
              requests: { cpu: '3', memory: '12Gi' },
              limits: { cpu: '8', memory: '32Gi' },
            },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
            },
            terminationMessagePolicy: 'FallbackToLogsOnError',
          },
        },
      },
    });
  });

  it('writes an overlay that reads as if written by hand', () => {
    expect(textOf(supportChat, 'clusters/cloud-eu/kustomization.yaml'))
      .toBe(`apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: chat
resources:
  - ../../base
patches:
  - target:
      group: serving.kserve.io
      version: v1beta1
      kind: InferenceService
      name: support-chat
    patch: |-
      - op: replace
        path: /spec/predictor/minReplicas
        value: 2
      - op: replace
        path: /spec/predictor/maxReplicas
        value: 2
      - op: add
        path: /spec/predictor/deploymentStrategy
        value:
          type: RollingUpdate
          rollingUpdate:
            maxSurge: 1
            maxUnavailable: 0
      - op: add
        path: /spec/predictor/model/resources/limits/nvidia.com~1gpu
        value: "1"
      - op: add
        path: /spec/predictor/nodeSelector
        value:
          nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3
      - op: add
        path: /spec/predictor/tolerations
        value:
          - key: nvidia.com/gpu
            operator: Exists
            effect: NoSchedule
`);
  });

  it('lets several GPUs of a replica work together', () => {
    const { patches } = parse(
      textOf(alsoInTheUs, 'clusters/cloud-us/kustomization.yaml'),
    );
    expect(parse(patches[0].patch)).toEqual(
      expect.arrayContaining([
        {
          op: 'add',
          path: '/spec/predictor/model/resources/limits/nvidia.com~1gpu',
          value: '4',
        },
        {
          op: 'replace',
          path: '/spec/predictor/model/resources/requests/memory',
          value: '48Gi',
        },
        {
          op: 'add',
          path: '/spec/predictor/model/args/-',
          value: '--tensor-parallel-size=4',
        },
      ]),
    );
  });

  it('selects the products of other vendors by their own label', () => {
    const text = textOf(
      {
        ...supportChat,
        placements: [
          {
            cluster: 'hpc',
            product: 'AMD_Instinct_MI300X',
            resourceName: 'amd.com/gpu',
            replicas: 1,
            gpusPerReplica: 1,
          },
        ],
      },
      'clusters/hpc/kustomization.yaml',
    );
    expect(parse(parse(text).patches[0].patch)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: '/spec/predictor/model/resources/limits/amd.com~1gpu',
        }),
        expect.objectContaining({
          value: { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X' },
        }),
      ]),
    );
  });

  it("names the platform's runtimes of KServe, each where its GPUs are", () => {
    const files = {
      ...supportChat,
      platform: { kserve: { runtime: 'cuda', runtimeRocm: 'rocm' } },
      placements: [
        { cluster: 'a', replicas: 1, gpusPerReplica: 1 },
        {
          cluster: 'b',
          resourceName: 'amd.com/gpu',
          replicas: 1,
          gpusPerReplica: 1,
        },
      ],
    };
    const base = parse(textOf(files, 'base/inferenceservice.yaml'));
    expect(base.spec.predictor.model.runtime).toBe('cuda');
    const patch = (cluster: string): unknown =>
      parse(
        parse(textOf(files, `clusters/${cluster}/kustomization.yaml`))
          .patches[0].patch,
      );
    const path = '/spec/predictor/model/runtime';
    expect(patch('a')).not.toContainEqual(expect.objectContaining({ path }));
    expect(patch('b')).toContainEqual({ op: 'add', path, value: 'rocm' });
  });

  it('describes the Component', () => {
    expect(parse(textOf(supportChat, 'catalog-info.yaml'))).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'support-chat',
        title: 'Support chat',
        description: 'Answers the questions of customers.',
        annotations: {
          'backstage.io/kubernetes-id': 'support-chat',
          'backstage.io/kubernetes-namespace': 'chat',
        },
      },
      spec: {
        type: 'inference-service',
        lifecycle: 'production',
        owner: 'group:default/chat-team',
        system: 'system:default/assistants',
        dependsOn: [
          'model:default/llama-3.1-8b-instruct',
          'resource:default/cloud-eu',
        ],
      },
    });
  });

  it('gives the same bytes for the same input', () => {
    const first = renderService(supportChat);
    const second = renderService(supportChat);
    expect([...second.files]).toEqual([...first.files]);
  });

  it('changes nothing that already meets the request', () => {
    const { files } = renderService(supportChat);
    expect(renderService(supportChat, files)).toMatchObject({
      files,
      changed: [],
      removed: [],
      notUnderstood: [],
    });
  });

  // Text that would be something else if it were pasted into YAML.
  it.each([
    ['a mapping', 'x: {a: b}'],
    ['a comment', 'chat # not a comment'],
    ['another document', 'end\n---\nkind: Secret'],
    ['an anchor', '&anchor value'],
    ['an alias', '*anchor'],
    ['a tag', '!!js/function "x"'],
    ['a number', '0755'],
    ['a boolean', 'no'],
    ['nothing', '~'],
    ['quotes', `it's "quoted" \\ and 'more'`],
    ['a template', '${{ secrets.token }} {{ .Values.x }} {% raw %}'],
    ['a shell command', '$(rm -rf /) `id`'],
    ['a catalog placeholder', '$text: file:///etc/passwd'],
    ['right to left', '\u202egnp.exe'],
    ['a leading dash', '- item'],
    ['trailing space and tab', 'a\t\nb \nc'],
  ])('keeps a description that looks like %s a description', (_, text) => {
    const request = { ...supportChat, title: text, description: text };
    const { metadata, spec } = parse(textOf(request, 'catalog-info.yaml'));
    expect(metadata.description).toBe(text);
    expect(metadata.title).toBe(text);
    expect(Object.keys(spec)).toEqual(
      Object.keys(parse(textOf(supportChat, 'catalog-info.yaml')).spec),
    );
  });
});
