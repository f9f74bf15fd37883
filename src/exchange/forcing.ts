import {
  add,
  divide,
  type Expr,
  exp,
  isCall,
  lessEqual,
  maximum,
  multiply,
  negate,
  number,
  rewrite,
  select,
  substitute,
  subtract,
  sum,
  symbol,
  tableName,
} from '../formula/expr.ts';
import { Interner } from '../formula/interning.ts';
import { systemOf } from '../protocol/prepare.ts';
import { pointsOf } from '../protocol/stimuli/waveform.ts';
import { type OneStimulus, partsOf } from '../protocol/stimulus.ts';
import type { Clamp, Input, System } from '../system/system.ts';
import { type Current, currentInSteps, currentInTime, momentsInTime, TIME } from './current.ts';
import type { Neurons } from './neurons.ts';

// What acts on neurons from outside, for programs that count no steps: functions of the time, samples, and what is drawn at random.

export interface Forcing {
  /** The current that is injected, and conductances. */
  readonly inputs: readonly (Pick<Input, 'name' | 'unit'> & Current)[];
  readonly clamp: Clamp | undefined;
  readonly waveforms: readonly Waveform[];
  readonly fluctuations: readonly Fluctuation[];
  readonly arrivals: readonly Arrivals[];
}

/** A current by samples: formulas have a symbol for its value. */
export interface Waveform {
  readonly symbol: string;
  /** From the onset on, ms; ascending, two of one time where it jumps. It goes straight from one to the next, and is 0 outside. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** ms, a formula of the numbers. */
  readonly onset: Expr;
}

/** A process of mean 0 and standard deviation 1 that begins in its stationary distribution: x' = -x / tau + sqrt(2 / tau) noise. */
export interface Fluctuation {
  readonly symbol: string;
  readonly tau: Expr;
}

/** Arrivals at random (Poisson), and what they open: each part begins at 0, rises by 1 with every arrival, and x' = -x / tau. */
export interface Arrivals {
  /** 1/ms */
  readonly rate: Expr;
  /** ms */
  readonly from: Expr;
  readonly to: Expr | undefined;
  readonly parts: readonly { readonly symbol: string; readonly tau: Expr }[];
}

/** What acts at a time. @throws InputError if a stimulus is of a kind that needs steps */
export function forcingInTime(neurons: Neurons): Forcing {
  const { experiment, system: stepped, columns } = neurons;
  // Steps of 1 ms: a number of steps is then a time in ms.
  const system = systemOf({ ...experiment, dt: 1 }, columns);
  return forcing(neurons, system, openAt, currentInTime, (expr) => momentsInTime(expr, stepped));
}

/** What acts over a step that begins at a time: means over the step. */
export function forcingInSteps(neurons: Neurons): Forcing {
  const { dt } = neurons;
  // A moment between two steps is compared with the middle of one, so that no rounding decides.
  const middle = new Map([[TIME, add(symbol(TIME), number(dt / 2))]]);
  return forcing(
    neurons,
    neurons.system,
    (times, tau) => openOver(times, tau, dt),
    (input, system, stimulus, known) => currentInSteps(input, system, stimulus, dt, known),
    (expr) => substitute(momentsInTime(expr, neurons.system), middle),
  );
}

function forcing(
  { experiment: { stimulus }, system: { clamp, times }, dt }: Neurons,
  system: System,
  open: (times: readonly Expr[], tau: Expr) => Expr,
  timed: typeof currentInTime,
  moments: (expr: Expr) => Expr,
): Forcing {
  const parts = partsOf(stimulus).map(({ prefix, stimulus: one }) => ({ prefix, one }));
  const acting = new Map<string, Expr>();
  for (const { prefix, one } of parts) {
    if (one.kind !== 'synapses' || !one.times) continue;
    const arrivals = one.times.map((_, i) => add(symbol(`${prefix}.onset`), symbol(`${prefix}.times.${i}`)));
    for (const { symbol: name, tau } of partsOpen(prefix, one)) acting.set(name, open(arrivals, tau));
  }
  const named = withNames(system, acting);
  const names = [
    ...system.processes.map(({ name }) => name),
    ...parts.map(({ prefix }) => samplesOf(prefix)),
  ];
  return {
    inputs: system.inputs.map((input) => ({
      name: input.name,
      unit: input.unit,
      ...timed(named(input.formula), system, stimulus, names),
    })),
    clamp: clamp && { active: moments(clamp.active), value: moments(clamp.value) },
    waveforms: parts.flatMap(({ prefix, one }) => {
      if (one.kind !== 'waveform') return [];
      const onset = times.find(({ name }) => name === `${prefix.replace('stimulus', 'moment')}.onset`)!.at;
      return [{ symbol: samplesOf(prefix), onset, ...pointsOf(one, dt) }];
    }),
    fluctuations: parts.flatMap(({ prefix, one }) =>
      one.kind === 'ou' ? [{ symbol: `${prefix}.noise`, tau: symbol(`${prefix}.tau`) }] : [],
    ),
    arrivals: parts.flatMap(({ prefix, one }) => {
      if (one.kind !== 'synapses' || one.times) return [];
      const value = (name: string) => symbol(`${prefix}.${name}`);
      return [
        {
          rate: divide(multiply(value('rate'), value('count')), number(1000)),
          from: value('onset'),
          to: one.end === undefined ? undefined : value('end'),
          parts: partsOpen(prefix, one),
        },
      ];
    }),
  };
}

const samplesOf = (prefix: string): string => `${prefix}.samples`;

function partsOpen(prefix: string, { rise }: Extract<OneStimulus, { kind: 'synapses' }>) {
  const part = (name: string, tau: string) => ({
    symbol: `${prefix}.${name}`,
    tau: symbol(`${prefix}.${tau}`),
  });
  return rise === undefined ? [part('open', 'decay')] : [part('open', 'decay'), part('closed', 'rise')];
}

/** What is left of arrivals, each 1 when it comes, at the time at which it is asked. */
const openAt = (times: readonly Expr[], tau: Expr): Expr =>
  sum(times.map((at) => select(lessEqual(at, symbol(TIME)), left(at, symbol(TIME), tau), number(0))));

/** The mean of that over the step from this time on: an integral that stays 0 until they come. */
const openOver = (times: readonly Expr[], tau: Expr, dt: number): Expr =>
  sum(
    times.map((at) =>
      multiply(
        divide(tau, number(dt)),
        subtract(left(at, symbol(TIME), tau), left(at, add(symbol(TIME), number(dt)), tau)),
      ),
    ),
  );

/** 1 until a moment, and from then on what is left of 1. */
const left = (at: Expr, now: Expr, tau: Expr): Expr =>
  exp(negate(divide(maximum(subtract(now, at), number(0)), tau)));

/** Puts what processes and samples are, or a name for them, in the place of what they are in steps. */
function withNames({ processes, tables }: System, acting: ReadonlyMap<string, Expr>): (expr: Expr) => Expr {
  const interner = new Interner();
  const known = new Map(
    processes.map((one) => [interner.intern(one.inStep), acting.get(one.name) ?? symbol(one.name)]),
  );
  const samples = new Map(
    [...(tables?.keys() ?? [])].map((name) => [name, symbol(name.slice(tableName('').length))]),
  );
  return (expr) =>
    rewrite(interner.intern(expr), (node, original) => {
      if (!isCall(node, 'lookup')) return known.get(original) ?? node;
      const [table] = node.args;
      return (table?.kind === 'symbol' && samples.get(table.name)) || node;
    });
}
