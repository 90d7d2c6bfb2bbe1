// Runs every test that needs no extra software: the packages' own, then the
// journey in a real browser where a Chromium is found.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { main, root, setup, yarn } from './setup.mjs';

const results = path.join(root, 'node_modules/.cache/modelfleet');

function readJson(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

/** Runs a command that reports into a file; no report means that it failed. */
function run(title, args, env, report, count) {
  console.log(`\n[test] ${title}`);
  fs.rmSync(report, { force: true });
  const result = spawnSync('node', args, { cwd: root, env, stdio: 'inherit' });
  const written = readJson(report);
  const counts = written
    ? count(written)
    : { passed: 0, failed: 0, skipped: 0 };
  // A runner that failed without a failed test (a suite that does not
  // compile, a crash), or that ran nothing, must not look like success.
  const silent = counts.passed + counts.failed === 0;
  if ((result.status !== 0 || silent) && counts.failed === 0) counts.failed = 1;
  return counts;
}

await main(() => {
  const filters = process.argv.slice(2).filter(arg => arg !== '--no-browser');
  const env = { ...setup(), CI: 'true' };
  fs.mkdirSync(results, { recursive: true });

  const jestReport = path.join(results, 'jest.json');
  const counts = [
    run(
      'unit and integration tests',
      [
        yarn,
        'backstage-cli',
        'repo',
        'test',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${jestReport}`,
        ...filters,
      ],
      env,
      jestReport,
      report => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
        skipped: report.numPendingTests + report.numTodoTests,
      }),
    ),
  ];

  const chromium = findChromium();
  if (filters.length > 0 || process.argv.includes('--no-browser')) {
    console.log('\n[test] browser tests left out, as asked');
  } else if (!chromium) {
    console.log(
      '\n[test] no Chromium found: browser tests left out. Install one, or name it in CHROMIUM_PATH.',
    );
  } else {
    const report = path.join(results, 'playwright.json');
    counts.push(
      run(
        `browser tests with ${chromium}`,
        [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test'],
        {
          ...env,
          CHROMIUM_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
        report,
        ({ stats }) => ({
          passed: stats.expected + stats.flaky,
          failed: stats.unexpected,
          skipped: stats.skipped,
        }),
      ),
    );
  }

  const total = key => counts.reduce((sum, part) => sum + part[key], 0);
  const skipped = total('skipped');
  console.log(
    `\n${total('passed')} passed, ${total('failed')} failed${
      skipped ? `, ${skipped} skipped` : ''
    }`,
  );
  return total('failed') > 0 ? 1 : 0;
});
