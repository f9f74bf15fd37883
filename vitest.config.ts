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

// Deno is there for another WebGPU. What is left out brings it nothing new, only time: many neurons, membranes or steps, long
// comparisons with the CPU engine. Every entry point, integrator, stimulus and feature of the engine is in the others.
const longTests = ['agreement', 'detectors', 'membranes', 'million', 'resources', 'roundoff'].map(
  (name) => `test/**/${name}.gpu.test.ts`,
);

/**
 * GPU tests in Deno, about two and a half minutes of them on a software GPU and two cores; where Deno is missing, Node says so
 * and reports them as skipped.
 */
function denoProject(deno: Deno): TestProjectInlineConfiguration {
  const test = { name: 'gpu-deno', include: [gpuTests], exclude: longTests, testTimeout };
  if ('missing' in deno) {
    const globalSetup = 'test/support/deno/absent.notice.ts';
    return { test: { ...test, globalSetup, setupFiles: 'test/support/deno/absent.setup.ts' } };
  }
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
