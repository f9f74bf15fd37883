import { spawnSync } from 'node:child_process';
import { type Contender, pythonWith, ratesOf, runPython, threads } from './contender.ts';

interface Result {
  readonly seconds: number;
  readonly times: number[][];
}

/** Its second-order method, with the rates from tables as hh has them by default, and computed. */
const tables: Readonly<Record<string, number>> = { 'secondorder 2, tables': 1, 'secondorder 2': 0 };

/** NEURON with its built-in hh, or undefined where it is not installed. */
export function neuron(): Contender | undefined {
  const python = pythonWith('neuron');
  if (!python) return undefined;
  const run = (method: string, dt: number, duration: number, currents: readonly (string | number)[]) =>
    runPython<Result>(python, 'nrn.py', [2, tables[method]!, dt, duration, threads(), ...currents]);
  return {
    name: `NEURON ${spawnSync(python, ['-c', 'import neuron; print(neuron.__version__)'], { encoding: 'utf8' }).stdout.trim()}`,
    methods: {
      'secondorder 2, tables': [0.05, 0.025],
      'secondorder 2': [0.05, 0.045, 0.04],
    },
    plain: 'secondorder 2, tables',
    rates: async (method, dt, currents) => ratesOf(run(method, dt, 500, currents).times),
    prepare: async (method, dt, cells, duration) => ({
      run: async () => run(method, dt, duration, [`0:60:${cells}`]).seconds,
    }),
  };
}
