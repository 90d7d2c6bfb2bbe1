import { storageUriOf } from './storageUri';
import type { ServedArtifact } from './types';

const digest = `sha256:${'ab'.repeat(32)}`;

describe('storageUriOf', () => {
  it.each<[string, Omit<ServedArtifact, 'name'>, string]>([
    ['a hub model', { uri: 'hf://org/m' }, 'hf://org/m'],
    [
      'a pinned hub model',
      { uri: 'hf://org/m', revision: '0e9e39f' },
      'hf://org/m:0e9e39f',
    ],
    [
      'a hub model pinned in its URI',
      { uri: 'hf://org/m:0e9e39f', revision: '0e9e39f' },
      'hf://org/m:0e9e39f',
    ],
    [
      'an image',
      { uri: 'oci://registry.example.com/models/m:awq', digest },
      `oci://registry.example.com/models/m:awq@${digest}`,
    ],
    [
      'a bucket, where a revision has no place',
      { uri: 's3://models/m', revision: 'v1' },
      's3://models/m',
    ],
  ])('addresses %s', (_, artifact, uri) => {
    expect(storageUriOf({ name: 'bf16', ...artifact })).toBe(uri);
  });

  it.each<[string, Omit<ServedArtifact, 'name'>, string]>([
    ['no scheme', { uri: 'org/m' }, 'which is none'],
    ['a space', { uri: 'hf://org/m x' }, 'which is none'],
    ['a line break', { uri: 'hf://org/m\nfoo: bar' }, 'which is none'],
    ['a scheme of others', { uri: 'ngc://org/m' }, 'KServe cannot load'],
    ['half a hub name', { uri: 'hf://m' }, 'hf://organisation/model'],
    [
      'a branch with a slash',
      { uri: 'hf://o/m', revision: 'refs/pr/1' },
      'state a commit',
    ],
    [
      'two revisions',
      { uri: 'hf://o/m:a', revision: 'b' },
      'names two revisions',
    ],
    ['another format', { uri: 'hf://o/m', format: 'gguf' }, "format 'gguf'"],
  ])('refuses %s', (_, artifact, message) => {
    expect(() => storageUriOf({ name: 'bf16', ...artifact })).toThrow(message);
  });
});
