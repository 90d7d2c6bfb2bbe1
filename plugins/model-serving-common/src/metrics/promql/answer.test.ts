import { parseStoreAnswer, readMatrix, readVector } from './answer';

function success(resultType: string, result: unknown[], more: object = {}) {
  return { status: 'success', data: { resultType, result }, ...more };
}

const any = () => 'east';

describe('parseStoreAnswer', () => {
  it.each([
    [undefined, 'no JSON object'],
    ['<html>', 'no JSON object'],
    [{ status: 'error', error: 'query timed out' }, 'query timed out'],
    [{ status: 'success' }, "no 'data.result'"],
    [success('scalar', []), "'data.resultType' is 'scalar'"],
  ])('refuses %j', (body, words) => {
    expect(() => parseStoreAnswer(body)).toThrow(words);
  });

  it('passes on warnings, and no more than that', () => {
    const answer = parseStoreAnswer(
      success('vector', [], {
        warnings: ['store eu-3 is away', 7],
        infos: ['metric might not be a counter'],
      }),
    );
    expect(answer.warnings).toEqual(['store eu-3 is away']);
  });
});

describe('readVector', () => {
  it('reads what cannot be written in JSON', () => {
    const values = ['NaN', '+Inf', '-Inf', '0', '1e-3', ''].map(value => ({
      metric: { mf_pod: 'a' },
      value: [1, value],
    }));
    const samples = readVector(
      parseStoreAnswer(success('vector', values)),
      undefined,
      any,
    );
    expect(samples.map(({ value }) => value)).toEqual([
      NaN,
      Infinity,
      -Infinity,
      0,
      0.001,
      NaN,
    ]);
  });

  it('multiplies bounds by the factor that came along', () => {
    const samples = readVector(
      parseStoreAnswer(
        success('vector', [
          { metric: { le: '500', mf_scale: '0.001' }, value: [1, '2'] },
          { metric: { le: '+Inf' }, value: [1, '3'] },
        ]),
      ),
      undefined,
      any,
    );
    expect(samples.map(({ le }) => le)).toEqual([0.5, Infinity]);
  });

  it('leaves out clusters that nobody asked for', () => {
    const samples = readVector(
      parseStoreAnswer(
        success('vector', [
          { metric: { cluster: 'eu', mf_pod: '"}{\n' }, value: [1, '2'] },
          { metric: { cluster: 'other' }, value: [1, '3'] },
        ]),
      ),
      'cluster',
      label => (label === 'eu' ? 'cloud-eu' : undefined),
    );
    expect(samples).toEqual([
      { cluster: 'cloud-eu', namespace: '', pod: '"}{\n', value: 2 },
    ]);
  });

  it.each([[{}], ['text'], [{ metric: {}, value: 7 }]])(
    'does not take %j for a sample',
    entry => {
      const answer = parseStoreAnswer(success('vector', [entry]));
      expect(() => readVector(answer, undefined, any)).toThrow();
    },
  );
});

describe('readMatrix', () => {
  it('puts values on the grid and leaves gaps', () => {
    const [series] = readMatrix(
      parseStoreAnswer(
        success('matrix', [
          {
            metric: { mf_namespace: 'chat', mf_set: 'a-1' },
            values: [
              [120, '1'],
              [240, 'NaN'],
              [300, '3'],
              [9_000, '4'],
            ],
          },
        ]),
      ),
      { from: 120, step: 60, count: 4 },
      undefined,
      any,
    );
    expect(series).toEqual({
      cluster: 'east',
      namespace: 'chat',
      set: 'a-1',
      values: [1, NaN, NaN, 3],
    });
  });
});
