import { spawnSync } from 'node:child_process';

/** A simulator with its own methods, asked for the same things as every other one. */
export interface Contender {
  /** Name and version. */
  readonly name: string;
  /** Methods, each with the steps (ms) that it is tried at, largest first. */
  readonly methods: Readonly<Record<string, readonly number[]>>;
  /** The method of the comparison at equal step. */
  readonly plain: string;
  /** Firing rates (Hz) at constant currents (uA/cm2) from rest over 100..500 ms; NaN where the method fails. */
  rates(method: string, dt: number, currents: readonly number[]): Promise<readonly number[]>;
  /** Prepares a population with currents from 0 to 60 uA/cm2 that is run for `duration` ms. */
  prepare(method: string, dt: number, cells: number, duration: number): Promise<Prepared>;
}

/** A population that waits. */
export interface Prepared {
  /** @returns seconds */
  run(): Promise<number>;
  /** Gives back what it holds. */
  end?(): void;
}

/** Threads that every contender may use. */
export { availableParallelism as threads } from 'node:os';

/** Rates from the spike times of each neuron, over 100..500 ms. */
export function ratesOf(times: readonly (readonly number[])[]): number[] {
  return times.map((train) => {
    const settled = train.filter((time) => time >= 100);
    return (1000 * (settled.length - 1)) / (settled.at(-1)! - settled[0]!);
  });
}

/** A Python that has a module, or undefined. Debian's own comes first: its packages are not seen by others. */
export function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`]).status === 0,
  );
}

/** Runs a script of this folder and reads its last line, which is JSON. */
export function runPython<Result>(
  python: string,
  script: string,
  args: readonly (string | number)[],
): Result {
  const { stdout, stderr, status } = spawnSync(python, [`bench/peers/${script}`, ...args.map(String)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ended with status ${status}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Result;
}
