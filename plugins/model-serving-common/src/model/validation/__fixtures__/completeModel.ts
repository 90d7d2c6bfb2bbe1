import { ModelEntityV1alpha1 } from '../../ModelEntityV1alpha1';

/** A Model that uses every field, for tests to break. */
export function completeModel(): ModelEntityV1alpha1 {
  return {
    apiVersion: 'modelfleet.dev/v1alpha1',
    kind: 'Model',
    metadata: { name: 'tuned', namespace: 'default', title: 'Tuned' },
    spec: {
      type: 'llm',
      lifecycle: 'production',
      owner: 'group:default/ml-platform',
      system: 'assistants',
      task: 'text-generation',
      license: 'other',
      licenseUrl: 'https://example.com/license',
      artifacts: [
        {
          name: 'bf16',
          uri: 'hf://example/Tuned-8B',
          revision: '0e9e39f249a16976918f6564b8830bc894c89659',
          format: 'safetensors',
          dtype: 'bfloat16',
          sizeBytes: 16060522496,
          gated: true,
        },
        {
          name: 'awq-int4',
          uri: 'oci://registry.example.com/models/tuned:awq',
          digest: `sha256:${'a'.repeat(64)}`,
          format: 'safetensors',
          dtype: 'float16',
          quantization: { method: 'awq', bits: 4, groupSize: 128 },
        },
      ],
      architecture: {
        parameters: 8030261248,
        activeParameters: 8030261248,
        hiddenSize: 4096,
        numHiddenLayers: 2,
        numAttentionHeads: 32,
        numKeyValueHeads: 8,
        headDim: 128,
        maxPositionEmbeddings: 131072,
        kvLoraRank: 512,
        qkRopeHeadDim: 64,
        slidingWindow: 4096,
        layerTypes: ['sliding_attention', 'full_attention'],
        numExperts: 128,
        numExpertsPerToken: 8,
      },
      baseModel: 'base',
      datasets: ['support-tickets', 'component:default/exporter'],
      evaluations: [
        {
          benchmark: 'mmlu',
          metric: 'accuracy',
          value: 0.694,
          url: 'https://example.com/results',
        },
      ],
      dependsOn: ['resource:default/tokenizer-store'],
    },
  };
}
