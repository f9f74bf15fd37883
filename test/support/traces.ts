import fc from 'fast-check';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import type { Measures, Simulation } from '../../src/engine/simulation.ts';
import { type Expr, less, number, select, symbol } from '../../src/formula/expr.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { defaultStatistics } from '../../src/statistics/catalogue.ts';
import type { Detector } from '../../src/statistics/statistic.ts';
import { STEP } from '../../src/system/system.ts';

/** Potentials by step, mV. A step lasts 1 ms, so that times are steps. */
export type Trace = readonly number[];

/** A piece of a trace: a move of V in some equal steps, then some steps without change. */
export interface Move {
  readonly by: number;
  readonly steps: number;
  readonly rest: number;
}

export function draw(start: number, moves: readonly Move[]): number[] {
  const trace = [start];
  let V = start;
  for (const { by, steps, rest } of moves) {
    for (let i = 1; i <= steps; i++) trace.push(V + (by * i) / steps);
    V += by;
    for (let i = 0; i < rest; i++) trace.push(V);
  }
  return trace;
}

const moves = fc.array(
  fc.record({
    by: fc.constantFrom(10, 10, 20, 20, 30, 50, 60),
    steps: fc.integer({ min: 5, max: 9 }),
    rest: fc.constantFrom(0, 0, 1, 4),
  }),
  { maxLength: 30, size: 'max' },
);
/** Traces that go up and down in turn, by multiples of 10 mV, 12 mV in a step at most. */
export const zigzags = moves.map((all) =>
  draw(
    -65,
    all.map((move, i) => (i % 2 === 0 ? move : { ...move, by: -move.by })),
  ),
);

/** What is found in one trace. */
export interface Found {
  /** Steps at which there are events. */
  readonly times: readonly number[];
  /** Values of the statistics. */
  readonly measured: Readonly<Record<keyof Measures, number>>;
}

interface Circumstances {
  /** When a stimulus begins, for each trace. */
  readonly onsets?: readonly number[];
  /** Step at which measuring begins. */
  readonly window?: number;
  /** Steps after the longest trace. A potential is looked at two steps after it was reached. */
  readonly after?: number;
  /** The engine that looks. */
  readonly create?: (problem: Problem) => Promise<Simulation>;
}

/** Lets an engine find events in potentials that are given, one neuron for each trace; shorter ones stay where they end. */
export async function observe(
  traces: readonly Trace[],
  detector: Detector,
  { onsets = [], window = 0, after = 2, create = ReferenceSimulation.create }: Circumstances = {},
): Promise<Found[]> {
  const problem = following(traces, onsets, detector, after);
  const simulation = await create(problem);
  const V = Float64Array.from(traces, (trace) => trace[0]!);
  await simulation.restore({ step: 0, dt: problem.dt, integrator: problem.integrator.name, state: { V } });
  await simulation.advance(window);
  simulation.beginMeasuring();
  await simulation.advance(problem.steps - window);
  const { cell, time } = await simulation.takeSpikes();
  const measures = await simulation.measures();
  simulation.destroy();
  const values = Object.entries(measures);
  return traces.map((_, i) => ({
    times: [...time].filter((_, event) => cell[event] === i),
    measured: Object.fromEntries(
      values.map(([name, all]) => [name, typeof all === 'number' ? all : all[i]!]),
    ) as Found['measured'],
  }));
}

const pathOf = (step: number): string => `trace.${step}`;

function following(
  traces: readonly Trace[],
  onsets: readonly number[],
  detector: Detector,
  after: number,
): Problem {
  const length = Math.max(...traces.map((trace) => trace.length)) + after;
  const column = (path: string, value: (cell: number) => number) => ({
    path,
    value,
    extremes: [-1000, 1000] as const,
    length: traces.length,
    stride: 1,
  });
  const steps = Array.from({ length: length - 1 }, (_, i) => i + 1);
  return {
    system: {
      name: 'given',
      potential: 'V',
      states: [{ name: 'V', unit: 'mV', description: 'Potential', range: [-150, 150], slope: number(0) }],
      algebraic: [],
      observables: [],
      processes: [],
      derived: [],
      inputs: [],
      numbers: [
        { path: 'onset', symbol: 'begin', unit: 'ms', value: 0 },
        ...steps.map((step) => ({ path: pathOf(step), symbol: pathOf(step), unit: 'mV', value: 0 })),
      ],
      times: [{ name: 'onset', at: symbol('begin') }],
    },
    integrator: {
      name: 'given',
      title: 'Potentials that are given',
      order: 1,
      evaluations: 0,
      stability: Number.POSITIVE_INFINITY,
      resolution: Number.POSITIVE_INFINITY,
      step: () => new Map([['V', choose(1, length - 1)]]),
    },
    dt: 1,
    population: {
      first: 0,
      count: traces.length,
      columns: [
        column('onset', (cell) => onsets[cell] ?? 0),
        ...steps.map((step) =>
          column(pathOf(step), (cell) => traces[cell]![Math.min(step, traces[cell]!.length - 1)]!),
        ),
      ],
    },
    initial: { potential: 0 },
    detector,
    statistics: defaultStatistics,
    record: { events: true },
    steps: length - 1,
    windowStart: 0,
  };
}

/** The potential after the present step, one of those after the steps `first` to `last`. */
function choose(first: number, last: number): Expr {
  if (first === last) return symbol(pathOf(first));
  const middle = Math.floor((first + last) / 2);
  return select(less(symbol(STEP), number(middle)), choose(first, middle), choose(middle + 1, last));
}
