import { condenseLog } from './condenseLog';

const filler = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `INFO step ${from + index}`);

describe('condenseLog', () => {
  it('keeps the cause however far before the end it is', () => {
    const cause =
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.';
    const lines = condenseLog(
      [...filler(0, 30), cause, ...filler(30, 90)].join('\n'),
    );
    expect(lines[0]).toBe(cause);
    expect(lines.slice(1)).toEqual(filler(82, 90));
  });

  it('leaves out blank lines, frames of stack traces and colours', () => {
    const escape = String.fromCharCode(27);
    expect(
      condenseLog(
        [
          `${escape}[31mERROR${escape}[0m it broke`,
          '  File "/usr/lib/python3.12/a.py", line 7, in f',
          '    ^^^^^^',
          '',
          'ValueError: no',
        ].join('\n'),
      ),
    ).toEqual(['ERROR it broke', 'ValueError: no']);
  });

  it('keeps the last state of a progress bar', () => {
    expect(condenseLog('1% | 1/90\r50% | 45/90\r99% | 89/90\n')).toEqual([
      '99% | 89/90',
    ]);
  });

  it('takes secrets out, also those that span lines', () => {
    const text = condenseLog(
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\nHF_TOKEN=hf_abcdefghijkl\nend',
    ).join('\n');
    expect(text).not.toMatch(/MIIEvQ|kqhkiG|hf_abc/);
    expect(text).toContain('end');
  });

  it('is bounded whatever a program prints', () => {
    const noise = `ERROR ${'CUDA out of memory '.repeat(500)}\n`.repeat(300);
    const lines = condenseLog(noise);
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(700);
  });

  it('says nothing of an empty log', () => {
    expect(condenseLog('')).toEqual([]);
  });
});
