import {
  type Call,
  callsOf,
  divide,
  type Expr,
  isCall,
  lessEqual,
  number,
  type Operation,
  rewrite,
  select,
  subtract,
  symbol,
  symbolsOf,
  truths,
} from '../formula/expr.ts';
import { Interner } from '../formula/interning.ts';
import { InputError } from '../input/schema.ts';
import { sineOfTurns } from '../protocol/stimuli/oscillation.ts';
import { partsOf, type Stimulus } from '../protocol/stimulus.ts';
import { fractionOf, intervalOf, STAGE, STEP, type System, stepOf, type Time } from '../system/system.ts';
import type { Identifiers } from './identifiers.ts';
import { numberText, type Printer } from './printing.ts';

// What is injected as a function of time, where no steps are counted.

/** A current as a formula, and the sines in it, which formulas have as sums of powers. */
export interface Current {
  readonly formula: Expr;
  /** Number of whole turns whose sine a symbol in the formula stands for. */
  readonly sines: ReadonlyMap<string, Expr>;
}

/** The symbol of the time, ms. No membrane has such a name. */
export const TIME = 'time.now';

/**
 * What is injected, uA/cm2, or a conductance, as a formula of the time at which it is asked. The formulas of stimuli count steps from a
 * moment; here that count becomes the time that has gone by, and the part of a step after a moment becomes whether it has come.
 * @param input a formula of the numbers, of steps, and of what `known` names
 * @param system of steps of 1 ms, so that a number of steps is a time in ms
 * @throws InputError if the stimulus is of a kind that needs steps
 */
export function currentInTime(input: Expr, system: System, stimulus: Stimulus, known: Names = []): Current {
  const formula = rewrite(withoutSteps(input, system.times, 1, 0), (node) => {
    const ago = isCall(node, 'minimum') ? agoIn(node) : undefined;
    return ago ? select(isOver(ago), number(1), number(0)) : node;
  });
  return checked(formula, system, stimulus, known);
}

/**
 * The mean of the same over the step that begins at the time at which it is asked; where nothing jumps, the value in the middle of
 * the step.
 * @param system of steps of dt
 * @param dt ms
 */
export function currentInSteps(
  input: Expr,
  system: System,
  stimulus: Stimulus,
  dt: number,
  known: Names = [],
): Current {
  return checked(withoutSteps(input, system.times, dt, 0.5), system, stimulus, known);
}

/** A formula that asks of moments no more than whether they have come, such as those of clamps. */
export const momentsInTime = (expr: Expr, { times }: System): Expr => withoutSteps(expr, times, 1, 0);

/** Symbols that a formula may have besides the numbers of the system and the time. */
type Names = readonly string[];

/** Counts of steps since a moment as times by dt. @param stage fraction of a step at which it is asked */
function withoutSteps(expr: Expr, times: readonly Time[], dt: number, stage: number): Expr {
  const inSteps = (time: Expr) => (dt === 1 ? time : divide(time, number(dt)));
  const known = new Map([[STAGE, number(stage)]]);
  for (const time of times) {
    known.set(fractionOf(time), number(0));
    if (!time.again) continue;
    const { whole, coarse, fine } = intervalOf(time.again);
    known.set(whole, inSteps(time.again.every));
    for (const part of [coarse, fine]) known.set(part, number(0));
  }
  return rewrite(expr, (node) => {
    if (node.kind === 'symbol') return known.get(node.name) ?? node;
    const time = isCall(node, 'elapsed') ? countedFrom(node, times) : undefined;
    return time ? inSteps(subtract(symbol(TIME), time.at)) : withoutZeros(node);
  });
}

/** The moment that steps are counted from. */
function countedFrom({ args: [now, then] }: Call<'elapsed'>, times: readonly Time[]): Time | undefined {
  if (now.kind !== 'symbol' || now.name !== STEP || then.kind !== 'symbol') return undefined;
  return times.find((time) => then.name === stepOf(time));
}

/** What is left where a part is 0. */
function withoutZeros(node: Expr): Expr {
  if (node.kind !== 'call') return node;
  const [x, y] = node.args;
  if (isCall(node, 'multiply') && (isNumber(x, 0) || isNumber(y!, 0))) return number(0);
  return (isCall(node, 'add') || isCall(node, 'subtract')) && isNumber(y!, 0) ? x : node;
}

/** How long ago something was, in min(max(ago + 1, 0), 1), which is what part of the present step lies after it. */
function agoIn({ args: [inner, one] }: Call<'minimum'>): Expr | undefined {
  if (!isNumber(one, 1) || !isCall(inner, 'maximum')) return undefined;
  const [sum, zero] = inner.args;
  if (!isNumber(zero, 0) || !isCall(sum, 'add')) return undefined;
  const [ago, ahead] = sum.args;
  return isNumber(ahead, 1) && symbolsOf(ago).has(TIME) ? ago : undefined;
}

const isOver = (ago: Expr): Expr =>
  isCall(ago, 'subtract') ? lessEqual(ago.args[1], ago.args[0]) : lessEqual(number(0), ago);

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

/** @throws InputError if something is left that is neither a number of the system nor the time, nor one of `others` */
function checked(expr: Expr, { numbers }: System, stimulus: Stimulus, others: Names): Current {
  if (!isPlain(expr)) throw refusal(stimulus);
  const { formula, sines } = withSines(expr);
  const known = new Set([TIME, ...others, ...sines.keys(), ...numbers.map(({ symbol: name }) => name)]);
  if ([formula, ...sines.values()].some((one) => [...symbolsOf(one)].some((name) => !known.has(name))))
    throw refusal(stimulus);
  return { formula, sines };
}

/** Operations whose value is decided by their arguments, which every program has or can be told. */
const plain: ReadonlySet<string> = new Set<Operation>([
  ...(['add', 'subtract', 'multiply', 'divide', 'negate', 'power', 'minimum', 'maximum', 'within'] as const),
  ...(['exp', 'log', 'sqrt', 'abs', 'floor', 'tanh', 'sinh', 'cosh', 'cbrt', 'exprel', 'bernoulli'] as const),
  ...truths,
  'select',
]);

function isPlain(expr: Expr): boolean {
  return (
    callsOf(new Map([['', expr]])).every(({ operation }) => plain.has(operation)) &&
    leaves(expr).every(({ kind }) => kind === 'number' || kind === 'symbol')
  );
}

/** What a formula is made of besides operations. */
const leaves = (expr: Expr): readonly Expr[] =>
  expr.kind === 'call'
    ? callsOf(new Map([['', expr]])).flatMap(({ args }) => args.filter(({ kind }) => kind !== 'call'))
    : [expr];

const TURNS = 'turns';

/** Finds the sums of powers that stand for sines. */
function withSines(expr: Expr): Current {
  const interner = new Interner();
  const template = interner.intern(sineOfTurns(symbol(TURNS)));
  const sines = new Map<string, Expr>();
  const formula = rewrite(interner.intern(expr), (node) => {
    const turns = isCall(node, 'select') ? boundIn(template, node) : undefined;
    if (!turns) return node;
    const name = `sine.${sines.size}`;
    sines.set(name, turns);
    return symbol(name);
  });
  return { formula, sines };
}

/** What stands for TURNS in a formula that is otherwise the template; both interned. */
function boundIn(template: Expr, expr: Expr): Expr | undefined {
  let bound: Expr | undefined;
  const seen = new Map<Expr, Expr>();
  const fits = (x: Expr, y: Expr): boolean => {
    if (x.kind === 'symbol') {
      bound ??= y;
      return bound === y;
    }
    if (seen.get(x) === y) return true;
    seen.set(x, y);
    if (x.kind === 'number' || y.kind !== 'call')
      return x.kind === 'number' && y.kind === 'number' && x.value === y.value;
    return x.operation === y.operation && x.args.every((arg, i) => fits(arg, y.args[i]!));
  };
  return fits(template, expr) ? bound : undefined;
}

function refusal(stimulus: Stimulus): InputError {
  const kinds = [...new Set(partsOf(stimulus).map((part) => part.stimulus.kind))].join(', ');
  return new InputError(
    `a stimulus of kind "${kinds}" cannot be exported: it is no function of the time; take another one`,
  );
}

/** Prints a current, with sines as a function of every language. */
export function printCurrent({ formula, sines }: Current, names: Identifiers, printer: Printer): string {
  nameSines(sines, names, printer);
  return printer.print(formula);
}

/** Has the sines of a current printed in the place of their names. */
export function nameSines(sines: Current['sines'], names: Identifiers, printer: Printer): void {
  for (const [name, turns] of sines)
    names.let(name, `sin(${numberText(2 * Math.PI)} * (${printer.print(turns)}))`);
}
