import { describeArtifact } from './describeArtifact';
import { describeLicense } from './describeLicense';
import {
  formatBytes,
  formatMemory,
  formatParameters,
  formatTokens,
} from './figures';

describe('figures', () => {
  it.each([
    [8_030_261_248, '8.03B'],
    [137_000_000, '137M'],
    [671_026_419_200, '671B'],
    [1_040_000_000_000, '1.04T'],
    [950, '950'],
  ])('%d parameters are %s', (value, text) => {
    expect(formatParameters(value)).toBe(text);
  });

  it.each([
    [131_072, '128K'],
    [8_192, '8K'],
    [512, '512'],
    [32_000, '32,000'],
  ])('%d tokens are %s', (value, text) => {
    expect(formatTokens(value)).toBe(text);
  });

  it.each([
    [16_060_522_496, '16.1 GB'],
    [999, '999 B'],
    [0, '0 B'],
    [1_500_000_000_000, '1.5 TB'],
  ])('%d bytes are %s', (value, text) => {
    expect(formatBytes(value)).toBe(text);
  });

  it('counts the memory of a device as vendors do', () => {
    expect(formatMemory(80 * 2 ** 30)).toBe('80 GiB');
    expect(formatMemory(512 * 2 ** 20)).toBe('512 MiB');
  });
});

describe('describeLicense', () => {
  it.each([
    ['Apache-2.0', 'open'],
    ['mit', 'open'],
    ['llama3.1', 'restricted'],
    ['cc-by-nc-4.0', 'restricted'],
    ['gemma', 'restricted'],
    ['some-vendor-terms', 'unknown'],
    ['other', 'unknown'],
  ])('takes %s for %s', (license, terms) => {
    const description = describeLicense(license);
    expect(description).toMatchObject({ id: license, terms });
    expect(Boolean(description.hint)).toBe(terms !== 'open');
  });
});

describe('describeArtifact', () => {
  it.each([
    [{ dtype: 'bfloat16', format: 'safetensors' }, 'bfloat16 · safetensors'],
    [
      { dtype: 'float16', quantization: { method: 'awq', bits: 4 as const } },
      'awq 4-bit',
    ],
    [{ quantization: { method: 'fp8' }, sizeBytes: 8e9 }, 'fp8 · 8 GB'],
    [{}, ''],
  ])('describes %j', (artifact, text) => {
    expect(describeArtifact({ name: 'x', uri: 'hf://a/b', ...artifact })).toBe(
      text,
    );
  });

  it.each([
    ['as published', { sizeBytes: 16_060_522_496 }, '16.1 GB'],
    ['by its type', { dtype: 'bfloat16' }, 'bfloat16 · about 16.1 GB'],
    [
      'as a bound where some weights are not quantized',
      { quantization: { method: 'fp8', bits: 8 as const } },
      'fp8 8-bit · 8.03 GB to 11.5 GB',
    ],
    ['as a bound without a type', {}, '8.03 GB to 32.1 GB'],
  ])('says its size %s', (_, artifact, text) => {
    const architecture = {
      parameters: 8_030_261_248,
      hiddenSize: 4096,
      numHiddenLayers: 32,
      numAttentionHeads: 32,
      numKeyValueHeads: 8,
      headDim: 128,
    };
    expect(
      describeArtifact(
        { name: 'x', uri: 'hf://a/b', ...artifact },
        architecture,
      ),
    ).toBe(text);
  });
});
