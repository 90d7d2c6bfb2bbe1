import { parseExposition } from './parse';

describe('parseExposition', () => {
  it('reads what exporters write', () => {
    const text = `# HELP vllm:num_requests_running Number of requests.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="meta/llama"} 3.0

up 1
with_time{a="b"} 7 1395066363000
\tindented { a = "b" , c = "d" , } 1e-3
ttft_bucket{le="+Inf"} 4 # {trace_id="x"} 0.5
`;
    expect(parseExposition(text)).toEqual([
      {
        name: 'vllm:num_requests_running',
        labels: { engine: '0', model_name: 'meta/llama' },
        value: 3,
      },
      { name: 'up', labels: {}, value: 1 },
      { name: 'with_time', labels: { a: 'b' }, value: 7 },
      { name: 'indented', labels: { a: 'b', c: 'd' }, value: 0.001 },
      { name: 'ttft_bucket', labels: { le: '+Inf' }, value: 4 },
    ]);
  });

  it.each([
    [String.raw`m{a="quote \" brace } comma ,"} 1`, 'quote " brace } comma ,'],
    [String.raw`m{a="line\nfeed"} 1`, 'line\nfeed'],
    [String.raw`m{a="back\\slash"} 1`, 'back\\slash'],
    [String.raw`m{a="other \d"} 1`, 'other \\d'],
    ['m{a=""} 1', ''],
    ['m{a="{b=\'c\'}"} 1', "{b='c'}"],
  ])('reads the value of the label in %s', (line, value) => {
    expect(parseExposition(line)[0]?.labels).toEqual({ a: value });
  });

  it.each([
    ['NaN', NaN],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['Inf', Infinity],
    ['-0', -0],
    ['1.5E+09', 1.5e9],
  ])('reads the value %s', (word, value) => {
    expect(parseExposition(`m ${word}`)[0]?.value).toBe(value);
  });

  it.each([
    ['<html>', 'Line 1 is not of the Prometheus text format'],
    ['up 1\nm{a="b} 1', 'Line 2'],
    ['m{a=b} 1', 'name="value"'],
    ['m{a="b" c="d"} 1', "','"],
    ['m', 'no number'],
    ['m many', 'no number'],
  ])('refuses %j', (text, words) => {
    expect(() => parseExposition(text)).toThrow(words);
  });

  it('does not look at metrics that nobody wants', () => {
    const wanted = parseExposition('a 1\nb{broken 2\n', name => name === 'a');
    expect(wanted).toHaveLength(1);
  });

  it('reads Windows line ends and a text without an end of line', () => {
    expect(parseExposition('a 1\r\nb 2').map(({ value }) => value)).toEqual([
      1, 2,
    ]);
  });
});
