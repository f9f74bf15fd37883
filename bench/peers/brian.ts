import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, pythonWith, ratesOf, runPython, threads } from './contender.ts';

interface Result {
  readonly version: string;
  readonly times: number[][];
}

/** Brian2 as C++ standalone with OpenMP, or undefined where it is not installed. */
export function brian(): Contender | undefined {
  const python = pythonWith('brian2');
  if (!python) return undefined;
  const build = (method: string, dt: number, duration: number, currents: readonly (string | number)[]) => {
    const directory = mkdtempSync(join(tmpdir(), 'loligo-brian-'));
    const result = runPython<Result>(python, 'brian.py', [
      directory,
      method,
      dt,
      duration,
      threads(),
      ...currents,
    ]);
    return { directory, result };
  };
  return {
    name: `Brian2 ${spawnSync(python, ['-c', 'import brian2; print(brian2.__version__)'], { encoding: 'utf8' }).stdout.trim()}`,
    methods: {
      exponential_euler: [0.0025, 0.002, 0.001],
      rk2: [0.05, 0.04, 0.025, 0.02],
      rk4: [0.06, 0.05, 0.04],
    },
    plain: 'exponential_euler',
    rates: async (method, dt, currents) => ratesOf(build(method, dt, 500, currents).result.times),
    prepare: async (method, dt, cells, duration) => {
      const { directory } = build(method, dt, duration, [`0:60:${cells}`]);
      return {
        run: async () => {
          spawnSync('./main', { cwd: directory });
          return Number(readFileSync(join(directory, 'results/last_run_info.txt'), 'utf8').split(/\s+/)[0]);
        },
      };
    },
  };
}
