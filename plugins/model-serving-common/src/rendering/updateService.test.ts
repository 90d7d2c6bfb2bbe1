import { parse } from 'yaml';
import { renderService } from './renderService';
import { alsoInTheUs, supportChat } from './requests.fixture';
import type { ServiceFiles } from './types';

const EU = 'clusters/cloud-eu/kustomization.yaml';
const SERVING = 'base/inferenceservice.yaml';

function existing(change: Readonly<Record<string, string>> = {}): ServiceFiles {
  return new Map([
    ...renderService(supportChat).files,
    ...Object.entries(change),
  ]);
}

function edited(path: string, from: string, to: string): ServiceFiles {
  const text = existing().get(path) ?? '';
  if (!text.includes(from)) {
    throw new Error(`The fixture has no '${from}' in ${path}`);
  }
  return existing({ [path]: text.replace(from, to) });
}

function patchOf(files: ServiceFiles): { path: string; value: unknown }[] {
  return parse(parse(files.get(EU) ?? '').patches[0].patch);
}

describe('renderService over what is there', () => {
  it('adds a cluster and leaves the others byte for byte', () => {
    const before = existing();
    const { files, changed } = renderService(alsoInTheUs, before);
    expect(changed).toEqual([
      'catalog-info.yaml',
      'clusters/cloud-us/kustomization.yaml',
    ]);
    expect(files.get(EU)).toBe(before.get(EU));
    expect(parse(files.get('catalog-info.yaml') ?? '').spec.dependsOn).toEqual([
      'model:default/llama-3.1-8b-instruct',
      'resource:default/cloud-eu',
      'resource:default/cloud-us',
    ]);
  });

  it('changes figures in place and forgets what is no longer asked for', () => {
    const wide = renderService({
      ...supportChat,
      placements: [{ cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 4 }],
    });
    const { files } = renderService(supportChat, wide.files);
    expect(files.get(EU)).toBe(existing().get(EU));
  });

  it('keeps operations, patches and comments of others', () => {
    const before = edited(
      EU,
      '      - op: add\n        path: /spec/predictor/nodeSelector',
      '      # slow disks here\n      - op: add\n        path: /spec/predictor/timeout\n        value: 600\n      - op: add\n        path: /spec/predictor/nodeSelector',
    );
    const { files, notUnderstood } = renderService(
      {
        ...supportChat,
        placements: [{ cluster: 'cloud-eu', replicas: 5, gpusPerReplica: 1 }],
      },
      before,
    );
    expect(files.get(EU)).toContain('# slow disks here');
    expect(patchOf(files)).toEqual([
      { op: 'replace', path: '/spec/predictor/minReplicas', value: 5 },
      { op: 'replace', path: '/spec/predictor/maxReplicas', value: 5 },
      {
        op: 'add',
        path: '/spec/predictor/deploymentStrategy',
        value: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
        },
      },
      {
        op: 'add',
        path: '/spec/predictor/model/resources/limits/nvidia.com~1gpu',
        value: '1',
      },
      {
        op: 'add',
        path: '/spec/predictor/tolerations',
        value: [
          { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
        ],
      },
      { op: 'add', path: '/spec/predictor/timeout', value: 600 },
    ]);
    expect(notUnderstood).toEqual([
      {
        path: EU,
        message: 'The patch of /spec/predictor/timeout was added by others',
      },
    ]);
  });

  it('keeps what others added to the serving object', () => {
    const before = edited(
      SERVING,
      '  predictor:\n',
      '  predictor:\n    # by the platform team\n    nodeSelector:\n      zone: a\n',
    );
    const { files } = renderService(
      {
        ...supportChat,
        model: {
          ...supportChat.model,
          artifact: { name: 'fp8', uri: 'hf://org/fp8' },
        },
      },
      before,
    );
    expect(files.get(SERVING)).toContain('# by the platform team');
    expect(parse(files.get(SERVING) ?? '').spec.predictor).toMatchObject({
      nodeSelector: { zone: 'a' },
      model: { storageUri: 'hf://org/fp8' },
    });
    // The overlay adds to that selector instead of replacing it.
    expect(patchOf(files).at(-2)).toEqual({
      op: 'add',
      path: '/spec/predictor/nodeSelector/nvidia.com~1gpu.product',
      value: 'NVIDIA-H100-80GB-HBM3',
    });
  });

  it('fills in sections that others left empty', () => {
    const before = edited(
      'catalog-info.yaml',
      'annotations:\n    backstage.io/kubernetes-id: support-chat\n    backstage.io/kubernetes-namespace: chat\n',
      'annotations:\n',
    );
    const { files } = renderService(supportChat, before);
    expect(
      parse(files.get('catalog-info.yaml') ?? '').metadata.annotations,
    ).toEqual({
      'backstage.io/kubernetes-id': 'support-chat',
      'backstage.io/kubernetes-namespace': 'chat',
    });
  });

  it('keeps other entities beside the Component', () => {
    const api = 'apiVersion: backstage.io/v1alpha1\nkind: API\n';
    const component = existing().get('catalog-info.yaml') ?? '';
    const { files } = renderService(
      alsoInTheUs,
      existing({ 'catalog-info.yaml': `${component}---\n${api}` }),
    );
    expect(files.get('catalog-info.yaml')).toMatch(
      /- resource:default\/cloud-us\n---\napiVersion: backstage.io\/v1alpha1\nkind: API\n$/,
    );
  });

  it('keeps files of others and says so', () => {
    const { files, notUnderstood } = renderService(
      supportChat,
      existing({ 'base/quota.yaml': 'kind: ResourceQuota\n' }),
    );
    expect(files.get('base/quota.yaml')).toBe('kind: ResourceQuota\n');
    expect(notUnderstood).toEqual([
      { path: 'base/quota.yaml', message: 'This file was added by others' },
    ]);
  });

  it('exchanges the Model where every cluster is named', () => {
    const { files } = renderService(
      { ...supportChat, modelRef: 'model:default/qwen3-8b' },
      existing(),
    );
    expect(parse(files.get('catalog-info.yaml') ?? '').spec.dependsOn).toEqual([
      'resource:default/cloud-eu',
      'model:default/qwen3-8b',
    ]);
  });

  it('does not restart the pods of clusters that were not named', () => {
    const before = edited(
      SERVING,
      '    annotations:\n      modelfleet.dev/service-ref: component:default/support-chat\n      modelfleet.dev/model-ref: model:default/llama-3.1-8b-instruct\n',
      '',
    );
    expect(renderService(alsoInTheUs, before).files.get(SERVING)).toBe(
      before.get(SERVING),
    );
    expect(renderService(supportChat, before).changed).toEqual([SERVING]);
  });

  it('joins the revision that the other clusters run', () => {
    const unpinned = 'hf://meta-llama/Llama-3.1-8B-Instruct';
    const before = edited(
      SERVING,
      `${unpinned}:0e9e39f249a16976918f6564b8830bc894c89659`,
      unpinned,
    );
    const joined = renderService(alsoInTheUs, before);
    expect(joined.changed).not.toContain(SERVING);
    expect(joined.notUnderstood).toEqual([
      {
        path: SERVING,
        message: `Stays at ${unpinned}, as in cloud-eu; ${unpinned}:0e9e39f249a16976918f6564b8830bc894c89659 is taken when every cluster is chosen`,
      },
    ]);
    const whole = renderService(supportChat, before);
    expect(whole.files.get(SERVING)).toBe(existing().get(SERVING));
  });

  it.each<[string, Parameters<typeof renderService>, string]>([
    [
      'another variant in clusters that were not named',
      [
        {
          ...alsoInTheUs,
          model: {
            ...supportChat.model,
            artifact: { name: 'fp8', uri: 'hf://org/fp8' },
          },
        },
        existing(),
      ],
      'serves hf://meta-llama/Llama-3.1-8B-Instruct:0e9e39f249a16976918f6564b8830bc894c89659 and would be changed in cloud-eu too',
    ],
    [
      'another Model in clusters that were not named',
      [{ ...alsoInTheUs, modelRef: 'model:default/qwen3-8b' }, existing()],
      'would be changed in cloud-eu too',
    ],
    [
      'another namespace in a cluster that has the service',
      [{ ...supportChat, namespace: 'chat-eu' }, existing()],
      "places the service in the namespace 'chat', not in 'chat-eu'",
    ],
    [
      'YAML that cannot be read',
      [supportChat, existing({ [SERVING]: 'spec: [' })],
      'base/inferenceservice.yaml is not readable YAML',
    ],
    [
      'another object of the same file name',
      [supportChat, edited(SERVING, 'name: support-chat', 'name: other')],
      "holds serving.kserve.io/v1beta1 InferenceService 'other'",
    ],
    [
      'a catalog file without the Component',
      [supportChat, existing({ 'catalog-info.yaml': 'kind: API\n' })],
      "describes no Component 'support-chat'",
    ],
  ])('refuses %s', (_, [request, files], message) => {
    expect(() => renderService(request, files)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
