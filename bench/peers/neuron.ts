import { spawnSync } from 'node:child_process';
import { type Contender, pythonWith, ratesOf, runPython, threads } from './contender.ts';

interface Result {
  readonly seconds: number;
  readonly times: number[][];
}

const orders: Readonly<Record<string, number>> = { 'secondorder = 0': 0, 'secondorder = 2': 2 };

/** NEURON with its built-in hh, or undefined where it is not installed. */
export function neuron(): Contender | undefined {
  const python = pythonWith('neuron');
  if (!python) return undefined;
  const run = (method: string, dt: number, duration: number, currents: readonly (string | number)[]) =>
    runPython<Result>(python, 'nrn.py', [orders[method]!, dt, duration, threads(), ...currents]);
  return {
    name: `NEURON ${spawnSync(python, ['-c', 'import neuron; print(neuron.__version__)'], { encoding: 'utf8' }).stdout.trim()}`,
    methods: {
      'secondorder = 0': [0.005, 0.0025, 0.00125],
      'secondorder = 2': [0.08, 0.0625, 0.05, 0.04, 0.025],
    },
    plain: 'secondorder = 2',
    rates: async (method, dt, currents) => ratesOf(run(method, dt, 500, currents).times),
    prepare: async (method, dt, cells, duration) => async () =>
      run(method, dt, duration, [`0:60:${cells}`]).seconds,
  };
}
