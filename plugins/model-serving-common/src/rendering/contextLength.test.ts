import { parse } from 'yaml';
import { parseService } from './parseService';
import { renderService } from './renderService';
import { alsoInTheUs, supportChat } from './requests.fixture';
import type { ServiceFiles } from './types';

const SERVING = 'base/inferenceservice.yaml';
const EU = 'clusters/cloud-eu/kustomization.yaml';
const US = 'clusters/cloud-us/kustomization.yaml';

const short = { ...supportChat, contextLength: 8192 };

function argsOf(files: ServiceFiles): string[] {
  return parse(files.get(SERVING) ?? '').spec.predictor.model.args;
}

function argsAdded(files: ServiceFiles, overlay: string): string[] {
  const operations: { path: string; value: string }[] = parse(
    parse(files.get(overlay) ?? '').patches[0].patch,
  );
  return operations
    .filter(({ path }) => path === '/spec/predictor/model/args/-')
    .map(({ value }) => value);
}

function withArgs(args: string): ServiceFiles {
  const { files } = renderService(short);
  const text = files.get(SERVING) ?? '';
  const changed = text.replace(
    /args:\n(\s+- .*\n)+/,
    `args:\n${args
      .trim()
      .split('\n')
      .map(line => `        ${line.trim()}\n`)
      .join('')}`,
  );
  return new Map([...files, [SERVING, changed]]);
}

describe('the context length', () => {
  it('is an argument of the engine, for all clusters', () => {
    const { files } = renderService(short);
    expect(argsOf(files)).toEqual([
      '--model_name=support-chat',
      '--max-model-len=8192',
    ]);
    expect(argsAdded(files, EU)).toEqual([]);
    expect(parseService(files)).toMatchObject({ contextLength: 8192 });
    expect(renderService(short, files).changed).toEqual([]);
  });

  it('changes in place where every cluster is named', () => {
    const { files, changed } = renderService(
      { ...short, contextLength: 4096 },
      renderService(short).files,
    );
    expect(changed).toEqual([SERVING]);
    expect(argsOf(files)[1]).toBe('--max-model-len=4096');
  });

  it('stays when a request does not speak of it', () => {
    const before = renderService(short).files;
    expect(renderService(supportChat, before).changed).toEqual([]);
  });

  it('is added to a service that had none', () => {
    const { files } = renderService(short, renderService(supportChat).files);
    expect(files).toEqual(
      new Map([
        ...renderService(short).files,
        // The comment over the arguments is of the first time.
        [SERVING, files.get(SERVING)],
      ]),
    );
    expect(argsOf(files)).toContain('--max-model-len=8192');
  });

  it('is said by the overlay where others share the base', () => {
    const before = renderService(short).files;
    const wider = { ...alsoInTheUs, contextLength: 65536 };
    const { files } = renderService(wider, before);
    expect(files.get(SERVING)).toBe(before.get(SERVING));
    expect(argsAdded(files, US)).toEqual([
      '--tensor-parallel-size=4',
      '--max-model-len=65536',
    ]);
    const parsed = parseService(files);
    expect(parsed.notUnderstood).toEqual([]);
    expect(parsed.contextLength).toBe(8192);
    expect(parsed.placements).toMatchObject([
      { cluster: 'cloud-eu' },
      { cluster: 'cloud-us', contextLength: 65536 },
    ]);
    expect(renderService(wider, files).changed).toEqual([]);
    expect(renderService(alsoInTheUs, files).changed).toEqual([]);
    // Said for all again, the base says it and the overlay need not.
    const whole = renderService(
      {
        ...wider,
        placements: [...short.placements, ...alsoInTheUs.placements],
      },
      files,
    ).files;
    expect(argsOf(whole)[1]).toBe('--max-model-len=65536');
    expect(argsAdded(whole, US)).toEqual(['--tensor-parallel-size=4']);
  });

  it('is not said twice where others share the base with the same', () => {
    const before = renderService(short).files;
    const { files } = renderService(
      { ...alsoInTheUs, contextLength: 8192 },
      before,
    );
    expect(argsAdded(files, US)).toEqual(['--tensor-parallel-size=4']);
  });

  it.each([
    ['- --max-model-len=16384', 16384, '--max-model-len=4096'],
    ['- --max_model_len=16384', 16384, '--max-model-len=4096'],
    ['- --max-model-len=16k', 16000, '--max-model-len=4096'],
    ['- --max-model-len=16K', 16384, '--max-model-len=4096'],
    ['- --max-model-len\n- "16384"', 16384, '--max-model-len,4096'],
    ['- --max-model-len=1\n- --max-model-len=2', 2, '=1,--max-model-len=4096'],
    ['- --max-model-len=auto', undefined, '--max-model-len=4096'],
    ['- --seed=1', undefined, '--seed=1,--max-model-len=4096'],
  ])('is read and changed where people wrote %j', (args, tokens, after) => {
    const before = withArgs(`${args}\n- --enforce-eager # for now`);
    expect(parseService(before).contextLength).toBe(tokens);
    const { files } = renderService({ ...short, contextLength: 4096 }, before);
    expect(parseService(files).contextLength).toBe(4096);
    expect(files.get(SERVING)).toContain('- --enforce-eager # for now');
    const written = argsOf(files)
      .filter(arg => arg !== '--enforce-eager')
      .join();
    expect(written).toContain(after);
  });
});
