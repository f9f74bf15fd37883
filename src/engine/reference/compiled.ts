import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { InputError } from '../../input/schema.ts';
import type { Problem } from '../../problem/problem.ts';
import { Numbers } from '../numbers.ts';
import { type Observer, observerOf } from '../observer.ts';
import { changingSymbols, type Program, programOf } from '../program.ts';
import type { SpikeList } from '../recording.ts';
import { Results } from '../results.ts';
import { Recorder } from './recorder.ts';

/** Neurons that are advanced together; their registers fit into the cache. */
export const BLOCK = 128;
/** Bytes of a number. */
const BYTES = 8;

/** A problem as this engine has compiled it. */
export interface Compiled {
  readonly problem: Problem;
  readonly numbers: Numbers;
  readonly program: Program;
  readonly step: Float64Program;
  readonly registers: Registers;
  readonly observer: Observer;
  readonly recorder: Recorder;
  readonly results: Results;
}

/** Where the states of a block are while it is advanced. */
interface Registers {
  /** By the name of the state. */
  readonly present: Readonly<Record<string, Float64Array>>;
  /** Makes what a step has computed present. */
  carry(): void;
}

/** @throws InputError if the population does not fit into so many bytes */
export function compile(problem: Problem, spikes: SpikeList, memory = Number.POSITIVE_INFINITY): Compiled {
  const numbers = new Numbers(problem);
  const program = programOf(problem, numbers);
  const { first, count } = problem.population;
  const most = Math.floor(memory / (BYTES * (3 * program.states.length + program.fields.length)));
  if (count > most) {
    throw new InputError(
      `a population of ${count} neurons does not fit into memory: the reference engine can hold ${most}; reduce sweep.x.count or sweep.y.count`,
    );
  }
  const width = Math.min(BLOCK, count);
  const step = compileFloat64(program.next, changingSymbols(program), width, program.tables);
  return {
    problem,
    numbers,
    program,
    step,
    registers: registersOf(step, program.states),
    observer: observerOf({ program, numbers }),
    recorder: new Recorder(program, numbers, count, width, (index, step, fraction) => {
      if (problem.record.events) spikes.add(first + index, (step + fraction) * problem.dt);
    }),
    results: new Results(problem, { program, numbers }),
  };
}

/** A step need not read a state, and the new value of one may be the present value of another. */
function registersOf({ inputs, outputs, width }: Float64Program, states: readonly string[]): Registers {
  const present = Object.fromEntries(
    states.map((name) => [name, inputs[name] ?? new Float64Array(width)] as const),
  );
  const changes = states.map((name) => {
    const [to, from] = [present[name]!, outputs[name]!];
    const copy = from !== to && Object.values(present).includes(from) ? new Float64Array(width) : undefined;
    return { to, from, copy };
  });
  return {
    present,
    carry: () => {
      for (const { copy, from } of changes) copy?.set(from);
      for (const { to, copy, from } of changes) to.set(copy ?? from);
    },
  };
}
