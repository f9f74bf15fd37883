import { playwright } from '@vitest/browser-playwright';
import { defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { type Deno, findDeno } from './test/support/deno/executable.ts';
import { denoPool } from './test/support/deno/pool.ts';
import { findBrowser } from './test/support/machine.ts';

const gpuTests = 'test/**/*.gpu.test.ts';
// SwiftShader on a busy machine is slow.
const testTimeout = 60_000;

// The browser is looked for (and unpacked) only when the project that needs it runs.
const lazyPlaywright: ReturnType<typeof playwright> = {
  ...playwright(),
  providerFactory: (project) => playwright({ launchOptions: findBrowser() }).providerFactory(project),
};

/** The GPU tests in Deno; where it is missing, Node reports them as skipped. */
function denoProject(deno: Deno): TestProjectInlineConfiguration {
  const test = { name: 'gpu-deno', include: [gpuTests], testTimeout };
  if ('missing' in deno) return { test: { ...test, setupFiles: 'test/support/deno/absent.setup.ts' } };
  return {
    ssr: { resolve: { conditions: ['deno', ...defaultServerConditions] } },
    test: { ...test, globalSetup: 'test/support/vulkan.setup.ts', pool: denoPool(deno.executable) },
  };
}

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
      denoProject(findDeno()),
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
