import { normalizeArtifactUri, readArtifactUri } from './artifactUri';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('readArtifactUri', () => {
  it.each([
    // Hugging Face: any case, both ways to name a revision.
    ['hf://meta-llama/Llama-3.1-8B', 'hf://meta-llama/llama-3.1-8b', undefined],
    [
      'HF://Meta-Llama/LLAMA-3.1-8B/',
      'hf://meta-llama/llama-3.1-8b',
      undefined,
    ],
    ['hf://org/name:0e9e39f2', 'hf://org/name', '0e9e39f2'],
    ['hf://org/name@v1.0', 'hf://org/name', 'v1.0'],
    ['hf://org/name@refs/pr/7/w.gguf', 'hf://org/name/w.gguf', 'refs/pr/7'],
    ['hf://org/name@refs%2Fpr%2F7', 'hf://org/name', 'refs/pr/7'],
    ['hf://org/name@main/Q4_K_M.gguf', 'hf://org/name/Q4_K_M.gguf', 'main'],
    ['hf://org/name/Q4_K_M.gguf', 'hf://org/name/Q4_K_M.gguf', undefined],
    ['hf://gpt2:main', 'hf://gpt2', 'main'],
    ['hf://org/name@%zz', 'hf://org/name', '%zz'],
    ['https://huggingface.co/Org/Name', 'hf://org/name', undefined],
    ['https://huggingface.co/Org/Name/tree/main', 'hf://org/name', 'main'],
    [
      'https://hf.co/Org/Name/resolve/main/a.gguf?download=true',
      'hf://org/name/a.gguf',
      'main',
    ],
    [
      'https://huggingface.co/datasets/Org',
      'https://huggingface.co/datasets/Org',
      undefined,
    ],

    // OCI: a port is no tag, the digest wins over the tag.
    [
      'oci://Registry.Example.com/m/x:awq',
      'oci://registry.example.com/m/x',
      'awq',
    ],
    ['oci://r.example.com:5000/m/x', 'oci://r.example.com:5000/m/x', undefined],
    ['oci://r.example.com:443/m/x', 'oci://r.example.com/m/x', undefined],
    [`oci://r.io/m:v1@${DIGEST}`, 'oci://r.io/m', DIGEST],
    ['oci+native://r.io/m:v1', 'oci://r.io/m', 'v1'],
    ['oci://org/model', 'oci://docker.io/org/model', undefined],
    ['oci://model', 'oci://docker.io/library/model', undefined],
    ['oci://index.docker.io/org/m:1', 'oci://docker.io/org/m', '1'],
    ['oci://localhost/m', 'oci://localhost/m', undefined],

    // Buckets, claims and files: the path keeps its case and its colons.
    ['S3://Models/Llama/8B//', 's3://models/Llama/8B', undefined],
    ['gs://models/a@b:c', 'gs://models/a@b:c', undefined],
    ['pvc://Store/llama', 'pvc://store/llama', undefined],
    ['file:///models/Llama', 'file:///models/Llama', undefined],

    // Web addresses: no secrets, no default port, no fragment.
    ['https://u:p@Host.example:443/A/', 'https://host.example/A', undefined],
    ['http://host.example:80/a#part', 'http://host.example/a', undefined],
    ['https://host.example/a?id=1', 'https://host.example/a?id=1', undefined],
  ])('reads %s', (uri, coordinate, revision) => {
    const location = readArtifactUri(uri);
    expect(location?.coordinate).toBe(coordinate);
    expect(location?.revision).toBe(revision);
  });

  it.each(['', 'meta-llama/Llama-3.1-8B', 'hf://', '/mnt/models', 's3:///'])(
    'does not take %j for a URI',
    text => {
      expect(readArtifactUri(text)).toBeUndefined();
    },
  );
});

describe('normalizeArtifactUri', () => {
  it('is stable: a coordinate is its own coordinate', () => {
    for (const uri of [
      'hf://Org/Name@v1/File.gguf',
      'oci://model:tag',
      'S3://Bucket/Key/',
      'https://Host.example:443/A/',
    ]) {
      const coordinate = normalizeArtifactUri(uri);
      expect(normalizeArtifactUri(coordinate)).toBe(coordinate);
    }
  });

  it('leaves text that is no URI alone', () => {
    expect(normalizeArtifactUri(' Org/Name ')).toBe('Org/Name');
  });
});
