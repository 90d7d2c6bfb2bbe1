// Prints every case by its name as it ends, what failed and why, and at the
// end one line that machines read: `N passed, N failed`.
import { inspect } from 'node:util';

const GREEN = '\x1b[32m';
const RED = '\x1b[31m';
const DIM = '\x1b[2m';
const PLAIN = '\x1b[0m';

function painter() {
  const colours = process.stdout.isTTY && !process.env.NO_COLOR;
  return (colour, text) => (colours ? `${colour}${text}${PLAIN}` : text);
}

function reason(error) {
  const cause = error?.cause ?? error;
  return (
    cause instanceof Error ? cause.stack ?? cause.message : inspect(cause)
  )
    .split('\n')
    .filter(line => !line.includes('node:internal'))
    .map(line => `      ${line}`)
    .join('\n');
}

export default async function* report(events) {
  const paint = painter();
  const failures = [];
  let passed = 0;
  let skipped = 0;
  let printed = '';
  for await (const { type, data } of events) {
    if (type === 'test:start' && data.nesting === 0) printed = data.name;
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail';
    const suite = data.details?.type === 'suite';
    // A suite fails with its cases; by itself only when its set-up did.
    const onlyByCases = data.details?.error?.failureType === 'subtestsFailed';
    if (suite && (!failed || onlyByCases)) continue;
    const milliseconds = Math.round(data.details?.duration_ms ?? 0);
    const name = data.nesting > 0 ? `${printed} › ${data.name}` : data.name;
    if (failed) {
      failures.push({ name, error: data.details?.error });
      yield `${paint(RED, '✖')} ${name} ${paint(DIM, `${milliseconds} ms`)}\n`;
      yield `${reason(data.details?.error)}\n`;
    } else if (data.skip !== undefined) {
      skipped += 1;
      yield `- ${name}: left out, ${data.skip}\n`;
    } else {
      passed += 1;
      yield `${paint(GREEN, '✔')} ${name} ${paint(
        DIM,
        `${milliseconds} ms`,
      )}\n`;
    }
  }
  if (failures.length > 0) {
    yield `\nFailed:\n${failures.map(({ name }) => `  ${name}\n`).join('')}`;
  }
  if (skipped > 0) yield `\n${skipped} left out`;
  yield `\n${passed} passed, ${failures.length} failed\n`;
}
