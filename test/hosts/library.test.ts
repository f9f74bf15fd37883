import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as source from '../../src/index.ts';
import { denoEnvironment, findDeno, offline } from '../support/deno/executable.ts';
import { vulkanEnvironment } from '../support/machine.ts';
import { type Findings, outcomesOf } from './outcomes.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const built = path('../../dist/lib/index.js');
if (!existsSync(built)) throw new Error('the library is not built: run npm run build:lib before its tests');

const deno = findDeno();
const document: source.ExperimentInput = {
  stimulus: { kind: 'step', amplitude: 0, onset: 5 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 16 } },
  duration: 200,
  dt: 0.01,
  measure: { from: 50 },
  record: { spikes: true },
};

/** What the built library makes of the experiment in Deno. It may read files, and nothing else. */
function runInDeno(executable: string): Findings {
  const output = execFileSync(
    executable,
    ['run', ...offline, '--allow-read', path('library.program.ts'), built, JSON.stringify(document)],
    { encoding: 'utf8', env: { ...process.env, ...vulkanEnvironment(), ...denoEnvironment } },
  );
  return JSON.parse(output) as Findings;
}

describe('the built library in Deno', () => {
  // SwiftShader on a busy machine is slow.
  it('gives the spikes and the curve of the CPU engine', { timeout: 60_000 }, async ({ skip }) => {
    if ('missing' in deno) return skip(deno.missing);
    const experiment = source.parseExperiment(document);
    const simulation = await source.CpuSimulation.create(source.prepare(experiment));
    const expected = await outcomesOf(source, experiment, simulation);
    expect(Math.max(...expected.curve.rate)).toBeGreaterThan(100);

    const { cpu, webgpu } = runInDeno(deno.executable);
    for (const { curve, spikes } of [cpu, webgpu]) {
      expect(curve.x).toEqual(expected.curve.x);
      for (const [cell, times] of expected.spikes.entries()) {
        expect(spikes[cell]).toHaveLength(times.length);
        // One step of 0.01 ms is the agreement that is promised.
        const differences = times.map((time, i) => Math.abs(spikes[cell]![i]! - time));
        expect(Math.max(0, ...differences), `neuron ${cell}`).toBeLessThan(0.01);
        // Two spikes, each late by at most 0.01 ms, 100 ms and more apart: 0.02 % of 120 Hz.
        expect(Math.abs(curve.rate[cell]! - expected.curve.rate[cell]!)).toBeLessThan(0.02);
      }
    }
  });
});
