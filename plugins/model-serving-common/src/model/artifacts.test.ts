import { artifactRevision, defaultArtifact, findArtifact } from './artifacts';
import { ModelEntityV1alpha1 } from './ModelEntityV1alpha1';

const model: ModelEntityV1alpha1 = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'm' },
  spec: {
    type: 'llm',
    lifecycle: 'production',
    owner: 'ml-platform',
    artifacts: [
      { name: 'bf16', uri: 'hf://org/name' },
      { name: 'awq', uri: 'oci://registry.example.com/m:awq' },
    ],
  },
};

describe('artifacts of a Model', () => {
  it('takes the first for the default', () => {
    expect(defaultArtifact(model)?.name).toBe('bf16');
  });

  it('finds a variant by name', () => {
    expect(findArtifact(model, 'awq')?.uri).toContain('oci://');
    expect(findArtifact(model, 'gguf')).toBeUndefined();
  });

  it.each([
    ['nothing', {}, undefined],
    ['its revision', { revision: 'abc' }, 'abc'],
    ['its uri', { uri: 'hf://org/name@v1' }, 'v1'],
    [
      'its digest before its tag',
      { uri: 'oci://r.io/m:1', digest: 'sha256:00' },
      'sha256:00',
    ],
  ])('is pinned by %s', (_, fields, revision) => {
    expect(
      artifactRevision({ name: 'a', uri: 'hf://org/name', ...fields }),
    ).toBe(revision);
  });
});
