import { parseService } from './parseService';
import { renderService } from './renderService';
import { alsoInTheUs, supportChat } from './requests.fixture';

describe('parseService', () => {
  it('reads back what was written', () => {
    const first = renderService(supportChat).files;
    expect(parseService(renderService(alsoInTheUs, first).files)).toMatchObject(
      {
        service: 'support-chat',
        runtime: 'kserve',
        operations: { disruptionBudget: true, topologySpread: 'nodes' },
        modelRef: 'model:default/llama-3.1-8b-instruct',
        artifactUri:
          'hf://meta-llama/Llama-3.1-8B-Instruct:0e9e39f249a16976918f6564b8830bc894c89659',
        placements: [
          {
            cluster: 'cloud-eu',
            namespace: 'chat',
            product: 'NVIDIA-H100-80GB-HBM3',
            replicas: 2,
            gpusPerReplica: 1,
            resourceName: 'nvidia.com/gpu',
          },
          {
            cluster: 'cloud-us',
            namespace: 'chat',
            replicas: 1,
            gpusPerReplica: 4,
            resourceName: 'nvidia.com/gpu',
          },
        ],
        notUnderstood: [],
      },
    );
  });

  it.each<[string, string, string, string]>([
    [
      'broken YAML',
      'base/inferenceservice.yaml',
      'a: [',
      'is not readable YAML',
    ],
    [
      'a list',
      'base/inferenceservice.yaml',
      '- a',
      'where one object is expected',
    ],
    [
      'another kind',
      'base/inferenceservice.yaml',
      'kind: Pod',
      'is no InferenceService',
    ],
    [
      'fields of others',
      'clusters/a/kustomization.yaml',
      'components: [x]',
      "'components'",
    ],
    [
      'patches in files',
      'clusters/a/kustomization.yaml',
      'patches: [{path: x}]',
      '1 of its patches',
    ],
    [
      'a broken patch',
      'clusters/a/kustomization.yaml',
      "patches: [{target: {kind: InferenceService}, patch: '['}]",
      'A patch in clusters/a/kustomization.yaml is not readable YAML',
    ],
  ])('reports %s and goes on', (_, path, text, message) => {
    expect(parseService(new Map([[path, text]])).notUnderstood).toEqual(
      expect.arrayContaining([
        { path, message: expect.stringContaining(message) },
      ]),
    );
  });

  it('reads nothing from nothing', () => {
    expect(parseService(new Map())).toEqual({
      placements: [],
      notUnderstood: [],
    });
  });
});
