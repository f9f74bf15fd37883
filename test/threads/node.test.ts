import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { ThreadLostError } from '../../src/engine/cpu/threads.ts';
import { nodeThreads } from '../../src/threads/node.ts';
import { runWhole } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

// What threads run is built with the command.
const built = new URL('../../dist/cli/node-worker.js', import.meta.url);
const problem = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1000 } },
  duration: 30,
  record: { spikes: true, traces: { cells: [0, 999], every: 1 } },
});

/** A script for threads. */
function script(code: string): URL {
  const file = join(mkdtempSync(join(tmpdir(), 'loligo-')), 'worker.mjs');
  writeFileSync(file, code);
  return pathToFileURL(file);
}

describe('threads of Node', () => {
  it('give the bytes of a single one', async () => {
    const alone = await runWhole(await CpuSimulation.create(problem));
    const simulation = await CpuSimulation.create(problem, { threads: nodeThreads(3, built) });
    expect(simulation.adapter.name).toBe('CPU, float32, 3 threads');
    expect(await runWhole(simulation)).toEqual(alone);
    simulation.destroy();
  });

  it('give the bytes of a single one where all have noise and a waveform', async () => {
    const under = (peak: number) =>
      problemOf({
        stimulus: [
          { name: 'noise', kind: 'ou', mean: 8, sigma: 2, tau: 5 },
          { kind: 'waveform', values: [0, peak, 0], interval: 10 },
        ],
        sweep: { x: { vary: 'stimulus.noise.mean', from: 0, to: 12, count: 1000 } },
        duration: 30,
        record: { spikes: true },
      });
    const noisy = under(5);
    const alone = await runWhole(await CpuSimulation.create(noisy));
    const simulation = await CpuSimulation.create(noisy, { threads: nodeThreads(3, built) });
    expect(await runWhole(simulation)).toEqual(alone);
    await simulation.update(under(7));
    await simulation.reset();
    expect(await runWhole(simulation)).toEqual(await runWhole(await CpuSimulation.create(under(7))));
    simulation.destroy();
  });

  it('that cannot be begun are an error that names their neurons', async () => {
    const threads = nodeThreads(2, new URL('file:///nowhere/worker.js'));
    await expect(CpuSimulation.create(problem, { threads })).rejects.toThrow(
      /^the thread that holds neurons 0 to \d+ has stopped \(Cannot find module/,
    );
  });

  it('that die are an error that names their neurons', async () => {
    const threads = nodeThreads(2, script('setTimeout(() => process.exit(3), 50);'));
    const creating = CpuSimulation.create(problem, { threads });
    await expect(creating).rejects.toThrow(ThreadLostError);
    await expect(creating).rejects.toThrow(
      /^the thread that holds neurons 0 to 503 has stopped \(exit code 3\)$/,
    );
  });
});
