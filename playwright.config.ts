import { defineConfig } from '@playwright/test';

// The journey runs against what `npm start` runs, on ports of its own, so
// that it can run beside an instance that someone uses.
const ports = {
  MODELFLEET_APP_PORT: '13000',
  MODELFLEET_DEMO_PORT: '17100',
};
Object.assign(process.env, ports);

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : [['list']],
  outputDir: 'node_modules/.cache/e2e-test-results',
  webServer: {
    command: 'node scripts/start.mjs',
    url: `http://127.0.0.1:${ports.MODELFLEET_APP_PORT}/`,
    env: ports,
    timeout: 360_000,
    reuseExistingServer: !process.env.CI,
    stdout: process.env.MODELFLEET_E2E_VERBOSE ? 'pipe' : 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
  use: {
    baseURL: `http://localhost:${ports.MODELFLEET_APP_PORT}`,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1400, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
