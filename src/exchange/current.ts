import {
  type Call,
  divide,
  type Expr,
  isCall,
  lessEqual,
  number,
  rewrite,
  select,
  substitute,
  subtract,
  symbol,
  symbolsOf,
} from '../formula/expr.ts';
import { InputError } from '../input/schema.ts';
import { partsOf, type Stimulus } from '../protocol/stimulus.ts';
import { fractionOf, STAGE, STEP, type System, stepOf, type Time } from '../system/system.ts';

// What is injected as a function of time, where no steps are counted.

/** The symbol of the time, ms. */
export const TIME = 't';

/**
 * What is injected, uA/cm2, as a formula of the time at which it is asked. The formulas of stimuli count steps from a moment; here
 * that count becomes the time that has gone by, and the part of a step after a moment becomes whether it has come.
 * @param system of steps of 1 ms, so that a number of steps is a time in ms
 * @throws InputError if the stimulus is of a kind that needs steps
 */
export function currentInTime(system: System, stimulus: Stimulus): Expr {
  const input = theInput(system, stimulus);
  const come = rewrite(input, (node) => {
    const time = isCall(node, 'minimum') ? afterOf(node, system.times) : undefined;
    return time ? select(lessEqual(time.at, symbol(TIME)), number(1), number(0)) : node;
  });
  return checked(withoutSteps(come, system.times, 1, 0), system, stimulus);
}

/**
 * The mean of what is injected over the step that begins at the time at which it is asked; where nothing jumps, the value in the
 * middle of the step.
 * @param system of steps of dt
 * @param dt ms
 */
export function currentInSteps(system: System, stimulus: Stimulus, dt: number): Expr {
  return checked(withoutSteps(theInput(system, stimulus), system.times, dt, 0.5), system, stimulus);
}

function theInput({ inputs }: System, stimulus: Stimulus): Expr {
  const [input, ...others] = inputs;
  if (input && others.length === 0) return input.formula;
  throw refusal(stimulus);
}

/** Counts of steps since a moment as times by dt. @param stage fraction of a step at which it is asked */
function withoutSteps(expr: Expr, times: readonly Time[], dt: number, stage: number): Expr {
  const since = rewrite(expr, (node) => {
    const time = sinceOf(node, times);
    if (!time) return node;
    const passed = subtract(symbol(TIME), time.at);
    return dt === 1 ? passed : divide(passed, number(dt));
  });
  return substitute(since, new Map([[STAGE, number(stage)]]));
}

/** The moment that steps are counted from: elapsed(step, moment.step) - moment.fraction. */
function sinceOf(node: Expr, times: readonly Time[]): Time | undefined {
  if (!isCall(node, 'subtract')) return undefined;
  const [count, fraction] = node.args as [Expr, Expr];
  if (!isCall(count, 'elapsed') || fraction.kind !== 'symbol') return undefined;
  const [now, then] = (count as Call).args as [Expr, Expr];
  return times.find(
    (time) =>
      fractionOf(time) === fraction.name &&
      now.kind === 'symbol' &&
      now.name === STEP &&
      then.kind === 'symbol' &&
      then.name === stepOf(time),
  );
}

/** The moment of min(max(steps since it + 1, 0), 1), which is what part of the present step lies after it. */
function afterOf(node: Call, times: readonly Time[]): Time | undefined {
  const [inner, one] = node.args as [Expr, Expr];
  if (!isNumber(one, 1) || !isCall(inner, 'maximum')) return undefined;
  const [sum, zero] = inner.args as [Expr, Expr];
  if (!isNumber(zero, 0) || !isCall(sum, 'add')) return undefined;
  const [since, ahead] = sum.args as [Expr, Expr];
  return isNumber(ahead, 1) ? sinceOf(since, times) : undefined;
}

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

/** @throws InputError if something is left that is neither a number of the system nor the time */
function checked(expr: Expr, { numbers }: System, stimulus: Stimulus): Expr {
  const known = new Set([TIME, ...numbers.map(({ symbol: name }) => name)]);
  if ([...symbolsOf(expr)].some((name) => !known.has(name))) throw refusal(stimulus);
  return expr;
}

function refusal(stimulus: Stimulus): InputError {
  const kinds = [...new Set(partsOf(stimulus).map((part) => part.stimulus.kind))].join(', ');
  return new InputError(
    `a stimulus of kind "${kinds}" cannot be exported: it is no function of the time; take another one`,
  );
}
