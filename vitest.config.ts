import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { type Deno, findDeno } from './test/support/deno/executable.ts';
import { denoPool } from './test/support/deno/pool.ts';
import { findBrowser } from './test/support/machine.ts';

const gpuTests = 'test/**/*.gpu.test.ts';
// One thread of the CPU each: two cores have two. With the GPU as well, where one alone leaves a third of two cores idle.
const maxWorkers = Math.max(2, availableParallelism() - 1);
// SwiftShader on a busy machine is slow, and the browser may hold anything else up.
const testTimeout = 60_000;

// One group after the other, the projects of a group side by side: the workers that have the GPU, then those without and the browser with them.
const gpuWorkers = { groupOrder: 0 };
const unitsAndBrowser = { groupOrder: 1 };

// The browser is looked for (and unpacked) only when the project that needs it runs.
const lazyPlaywright: ReturnType<typeof playwright> = {
  ...playwright(),
  providerFactory: (project) => playwright({ launchOptions: findBrowser() }).providerFactory(project),
};

function testsCalled(...names: readonly string[]): string[] {
  return names.map((name) => `test/**/${name}.gpu.test.ts`);
}

/** In every process of Node. */
const setupFiles = 'test/support/multiply-add.setup.ts';

/** Unit tests that need modules of their own: the state of the page is that of its modules, and a module is replaced. */
const ownModules = ['test/app/**/*.test.ts', 'test/cli/terminal.test.ts', 'test/docs/*.test.ts'];

/** The mode in which every host runs every GPU test, and documents have their long commands run. */
const WHOLE = 'whole';

// Node runs all. Deno is there for another WebGPU, the browser for what it makes of Dawn. What is left out brings them nothing new, only time:
// many neurons or steps, long comparisons with the CPU engine, what formulas alone decide. Every kernel is compiled, and every feature of
// the engine is in the others.
const longTests = testsCalled(
  'agreement',
  'bands',
  'clamp',
  'conversion',
  'detectors',
  'extension',
  'hyperpolarisation',
  'kinks',
  'membranes',
  'parts',
  'resources',
  'resumable',
  'roundoff',
  'update',
);

// What is in kernels: where every kernel is compiled and random numbers are the same, the rest of it brings Deno nothing new.
const formulaTests = testsCalled('catalogue', 'distance', 'shape', 'stimuli', 'time', 'waveform');
// The Dawn of the browser is that of Node; what a page adds to it is around kernels, not in them. The page itself is opened in e2e/.
const kernelTests = testsCalled('kernel', 'noise');

/** GPU tests in Deno; where it is missing, Node says so and reports them as skipped. @param whole the long ones, too */
function denoProject(deno: Deno, whole: boolean): TestProjectInlineConfiguration {
  const exclude = whole ? [] : [...longTests, ...formulaTests];
  const test = { name: 'gpu-deno', include: [gpuTests], exclude, testTimeout, sequence: gpuWorkers };
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
    maxWorkers,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          setupFiles,
          exclude: [gpuTests, ...ownModules],
          testTimeout,
          sequence: unitsAndBrowser,
          // Loading the modules of most files again for each of them takes a quarter of their time.
          isolate: false,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'unit-own',
          include: ownModules,
          setupFiles,
          testTimeout,
          sequence: unitsAndBrowser,
          provide: { whole: mode === WHOLE },
        },
      },
      {
        test: {
          name: 'gpu-node',
          include: [gpuTests],
          setupFiles,
          testTimeout,
          pool: 'forks',
          sequence: gpuWorkers,
          globalSetup: 'test/support/vulkan.setup.ts',
        },
      },
      denoProject(findDeno(), mode === WHOLE),
      {
        test: {
          name: 'gpu-browser',
          include: [gpuTests],
          exclude: mode === WHOLE ? [] : [...longTests, ...formulaTests, ...kernelTests],
          testTimeout,
          sequence: unitsAndBrowser,
          browser: {
            enabled: true,
            // Pages share one GPU process: on two cores one page keeps it busy.
            fileParallelism: availableParallelism() > 2,
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
