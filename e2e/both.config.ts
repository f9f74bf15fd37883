import { defineConfig } from 'playwright/test';
import { type EngineOptions, enginesOfRuns, tagsElsewhere } from './engines.ts';
import config from './playwright.config.ts';

/** Every test on each engine, except those that need one of them: `npm run e2e:both`. */
export default defineConfig<EngineOptions>({
  ...config,
  projects: enginesOfRuns.map((engine) => ({
    name: engine,
    grepInvert: tagsElsewhere[engine],
    use: { engineOfRun: engine },
    // A software GPU computes and draws at once.
    expect: { timeout: engine === 'webgpu' ? 90_000 : 30_000 },
  })),
});
