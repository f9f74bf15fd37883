import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileNames } from '../../../src/cli/results/file-names.ts';
import { ResultFolder } from '../../../src/cli/results/folder.ts';
import { type Asked, runInto } from '../../../src/cli/results/run-into.ts';
import { Stopping } from '../../../src/cli/results/stopping.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { sameThread, ThreadLostError, type Threads } from '../../../src/engine/cpu/threads.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { temporaryFolder } from '../command.ts';

const experiment = parseExperiment({
  stimulus: { kind: 'ou', mean: 10, sigma: 3, tau: 5 },
  trials: 40,
  duration: 200,
  dt: 0.02,
  record: { spikes: true },
});
const asked: Asked = {
  experiment,
  format: 'csv',
  estimate: false,
  checkpoint: 1e-9,
  started: '2020-01-01T00:00:00.000Z',
};
const silent = { isTTY: false, write: () => true } as unknown as NodeJS.WriteStream;

/** A thread that is lost at its n-th piece of work. */
function mortal(works: number): Threads {
  return {
    count: 1,
    open: (name) => {
      const thread = sameThread().open(name);
      let left = works;
      const holder: typeof thread.holder = new Proxy(thread.holder, {
        get: (target, method) => {
          if (method === 'advance' && --left < 0)
            return () => Promise.reject(new ThreadLostError(`the thread that holds ${name} has stopped`));
          return Reflect.get(target, method).bind(target);
        },
      });
      return { ...thread, holder };
    },
  };
}

/** Runs into a folder, or goes on there. @returns the tables, or how much is kept */
async function attempt(
  out: string,
  threads: Threads,
  resumes: boolean,
): Promise<string | number | undefined> {
  const folder = new ResultFolder(out, fileNames, { resumes });
  const stopping = new Stopping(() => {});
  const simulation = await CpuSimulation.create(prepare(experiment), { threads });
  try {
    if (folder.found.kind === 'nothing')
      await folder.unfinished.begin({
        about: '',
        version: '',
        started: '',
        given: {},
        experiment: {},
        format: 'csv',
      });
    await runInto(folder, asked, simulation, stopping, silent);
    folder.publish();
    return ['cells.csv', 'spikes.csv'].map((name) => readFileSync(join(out, name), 'utf8')).join('');
  } catch (error) {
    expect(error).toBeInstanceOf(ThreadLostError);
    return folder.leave();
  } finally {
    simulation.destroy();
    stopping.end();
  }
}

it('goes on after a thread was lost, to the same bytes', async () => {
  const folder = temporaryFolder();
  const whole = await attempt(join(folder, 'whole'), sameThread(), false);
  const out = join(folder, 'out');
  const [first, second] = [await attempt(out, mortal(5), false), await attempt(out, mortal(5), true)];
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(first as number);
  expect(await attempt(out, sameThread(), true)).toBe(whole);
});
