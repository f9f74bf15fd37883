import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './test/support/machine.ts';

const gpuTests = 'test/**/*.gpu.test.ts';
// SwiftShader on a busy machine is slow.
const testTimeout = 60_000;

// The browser is looked for (and unpacked) only when the project that needs it runs.
const lazyPlaywright: ReturnType<typeof playwright> = {
  ...playwright(),
  providerFactory: (project) => playwright({ launchOptions: findBrowser() }).providerFactory(project),
};

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [gpuTests] } },
      {
        test: {
          name: 'gpu-node',
          include: [gpuTests],
          testTimeout,
          pool: 'forks',
          globalSetup: 'test/support/vulkan.setup.ts',
        },
      },
      {
        test: {
          name: 'gpu-browser',
          include: [gpuTests],
          testTimeout,
          browser: {
            enabled: true,
            headless: true,
            provider: lazyPlaywright,
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
    ],
  },
});
