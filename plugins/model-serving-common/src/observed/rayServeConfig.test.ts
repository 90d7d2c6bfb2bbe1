import { readServeModels } from './rayServeConfig';

describe('what Ray Serve is told to serve', () => {
  it.each<[string, string, object[]]>([
    ['nothing', '', []],
    ['no YAML', '{a: [', []],
    ['another shape', 'applications: chat', []],
    [
      'a file in place of a config',
      'applications: [{args: {llm_configs: [llm.yaml]}}]',
      [],
    ],
    [
      'a model of the Hub by its id',
      'applications: [{name: a, args: {llm_configs: [{model_loading_config: {model_id: Qwen/Qwen3-0.6B}}]}}]',
      [
        {
          application: 'a',
          modelId: 'Qwen/Qwen3-0.6B',
          source: 'Qwen/Qwen3-0.6B',
        },
      ],
    ],
    [
      'a model in a bucket',
      'applications: [{args: {llm_configs: [{model_loading_config: {model_id: chat, model_source: {bucket_uri: "s3://models/chat"}}}]}}]',
      [{ modelId: 'chat', source: 's3://models/chat' }],
    ],
    [
      'an application with an argument of its own',
      'applications: [{name: a, args: {model: mistralai/Mistral-7B-v0.3}}]',
      [{ application: 'a', source: 'mistralai/Mistral-7B-v0.3' }],
    ],
    [
      'an application with a variable',
      'applications: [{runtime_env: {env_vars: {MODEL_ID: a/b}}}]',
      [{ source: 'a/b' }],
    ],
    [
      'several applications',
      'applications: [{args: {model: a/b}}, {args: {}}, {args: {model: c/d}}]',
      [{ source: 'a/b' }, { source: 'c/d' }],
    ],
  ])('%s', (_, config, expected) => {
    expect(readServeModels(config)).toEqual(expected);
  });

  it('is not read where it is far too long, or expands without end', () => {
    const long = `applications: [{args: {model: a/b}}]\n#${'x'.repeat(
      200_000,
    )}`;
    expect(readServeModels(long)).toEqual([]);
    const levels = Array.from(
      { length: 9 },
      (_, level) =>
        `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)} 0]`,
    );
    const bomb = ['l0: &l0 [x]', ...levels, 'applications: *l9'].join('\n');
    expect(readServeModels(bomb)).toEqual([]);
  });
});
