import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { findBrowser } from '../test/support/machine.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const url = 'http://localhost:4174';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  forbidOnly: Boolean(process.env.CI),
  // Software rendering on a busy machine takes its time.
  expect: { timeout: 30_000 },
  // A test waits for simulated time more than it computes.
  workers: 2,
  fullyParallel: true,
  // Where something else holds the machine up for seconds, a second try tells whether it was the page; it is reported as flaky.
  retries: 1,
  // What the browser keeps would hide from a test what it lets the network do; the test of it allows it.
  use: { baseURL: url, launchOptions: findBrowser(), serviceWorkers: 'block' },
  webServer: { command: 'npx vite preview --port 4174 --strictPort', cwd: root, url },
});
