import type { EngineChoice } from '../src/app/engines/engines.ts';

/** What a browser test can have the population advanced by: a browser with WebGPU, or one that has none. */
export const enginesOfRuns = ['cpu', 'webgpu'] as const;
export type EngineOfRun = (typeof enginesOfRuns)[number];

/**
 * A test that needs an engine of its own has it as a tag, whichever the run is of: @webgpu, @cpu, or @auto for the choice that is
 * made where nobody has chosen.
 */
const needed: Readonly<Record<string, EngineChoice>> = {
  '@webgpu': 'webgpu',
  '@cpu': 'cpu',
  '@auto': 'auto',
};

export interface EngineOptions {
  /** The engine of the tests of a file where each runs once. */
  readonly usualEngine: EngineOfRun;
  /** The engine of all tests that need none of their own; undefined where each has the usual one of its file. */
  readonly engineOfRun: EngineOfRun | undefined;
}

/** The engine that a test with these tags needs, if any. */
export const engineNeeded = (tags: readonly string[]): EngineChoice | undefined =>
  tags.map((tag) => needed[tag]).find((engine) => engine !== undefined);

/** The tags of tests that have no place in the run of an engine: they are in that of the other one, once. */
export const tagsElsewhere: Readonly<Record<EngineOfRun, RegExp>> = {
  cpu: /@(webgpu|auto)\b/,
  webgpu: /@cpu\b/,
};
