import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { type Deno, findDeno } from './test/support/deno/executable.ts';
import { denoPool } from './test/support/deno/pool.ts';
import { findBrowser } from './test/support/machine.ts';

const gpuTests = 'test/**/*.gpu.test.ts';
// One thread of the CPU each: two cores have two.
const maxWorkers = Math.max(2, availableParallelism() - 1);
// SwiftShader on a busy machine is slow.
const testTimeout = 60_000;

// The browser is looked for (and unpacked) only when the project that needs it runs.
const lazyPlaywright: ReturnType<typeof playwright> = {
  ...playwright(),
  providerFactory: (project) => playwright({ launchOptions: findBrowser() }).providerFactory(project),
};

/** The mode in which every host runs every GPU test. */
const WHOLE = 'whole';

// Node runs all. Deno is there for another WebGPU, the browser for what it makes of Dawn. What is left out brings them nothing new, only time:
// many neurons or steps, long comparisons with the CPU engine, what formulas alone decide. Every kernel is compiled, and every feature of
// the engine is in the others.
const longTests = [
  'agreement',
  'clamp',
  'conversion',
  'detectors',
  'extension',
  'hyperpolarisation',
  'kinks',
  'membranes',
  'million',
  'parts',
  'resources',
  'resumable',
  'roundoff',
].map((name) => `test/**/${name}.gpu.test.ts`);

/** GPU tests in Deno; where it is missing, Node says so and reports them as skipped. @param whole the long ones, too */
function denoProject(deno: Deno, whole: boolean): TestProjectInlineConfiguration {
  const test = { name: 'gpu-deno', include: [gpuTests], exclude: whole ? [] : longTests, testTimeout };
  if ('missing' in deno) {
    const globalSetup = 'test/support/deno/absent.notice.ts';
    return { test: { ...test, globalSetup, setupFiles: 'test/support/deno/absent.setup.ts' } };
  }
  return {
    ssr: { resolve: { conditions: ['deno', ...defaultServerConditions] } },
    test: { ...test, globalSetup: 'test/support/vulkan.setup.ts', pool: denoPool(deno.executable) },
  };
}

export default defineConfig(({ mode }) => ({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [gpuTests],
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'gpu-node',
          include: [gpuTests],
          testTimeout,
          pool: 'forks',
          globalSetup: 'test/support/vulkan.setup.ts',
        },
      },
      denoProject(findDeno(), mode === WHOLE),
      {
        test: {
          name: 'gpu-browser',
          include: [gpuTests],
          exclude: mode === WHOLE ? [] : longTests,
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
}));
