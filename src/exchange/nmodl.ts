import { type Expr, number, symbol, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { IONIC, POTENTIAL, STIMULUS } from '../model/names.ts';
import { currentInTime, printCurrent, TIME } from './current.ts';
import { Identifiers, words } from './identifiers.ts';
import { LIMITED, type Neurons } from './neurons.ts';
import { type Language, numberText, Printer } from './printing.ts';
import { comment } from './python.ts';

// A membrane as a mechanism of NEURON, in NMODL.

/** Name of the mechanism. */
export const SUFFIX = 'loligo';

/** What NMODL, NEURON and C call otherwise, and what the mechanism has itself. */
const reserved = words(`
  v t dt i area diam celsius L Ra cm nseg secondorder states values pick ${SUFFIX} ${SUFFIX}_start
  exp log log10 sqrt fabs abs pow floor ceil fmod sin cos tan sinh cosh tanh asin acos atan atan2 exprel exprel2 bernoulli cbrt
  minimum maximum printf erf gamma y j y0 y1 yn j0 j1 jn
  ARGS ASSIGNED AFTER BEFORE BREAKPOINT CONSERVE CONSTANT CONSTRUCTOR DEFINE DERIVATIVE DESTRUCTOR DISCRETE ELSE EQUATION FROM
  FUNCTION FUNCTION_TABLE GLOBAL IF INCLUDE INDEPENDENT INITIAL KINETIC LAG LINEAR LOCAL MATCH MODEL NEURON NONLINEAR
  NONSPECIFIC_CURRENT PARAMETER PARTIAL POINTER PROCEDURE PROTECT RANGE READ SECTION SENS SOLVE START STATE STEP STEPPED
  STRING TABLE TERMINAL TITLE TO UNITS UNITSOFF UNITSON USEION VALENCE VERBATIM VS WATCH WHILE WITH WRITE REAL ID
  auto break case char const continue default do double else enum extern float for goto if inline int long register restrict
  return short signed sizeof static struct switch typedef union unsigned void volatile while main NULL EOF`);

const language: Language = {
  name: 'NEURON',
  functions: {
    exp: 'exp',
    log: 'log',
    sqrt: 'sqrt',
    abs: 'fabs',
    floor: 'floor',
    tanh: 'tanh',
    sinh: 'sinh',
    cosh: 'cosh',
    minimum: 'minimum',
    maximum: 'maximum',
    exprel: 'exprel',
    exprel2: 'exprel2',
    bernoulli: 'bernoulli',
    cbrt: 'cbrt',
  },
  power: (x, y) => `${x}^${y}`,
  select: (condition, y, z) => `pick(${condition}, ${y}, ${z})`,
  truth: (condition) => `pick(${condition}, 1, 0)`,
  and: '&&',
  or: '||',
  not: (condition) => `!(${condition})`,
  other: (operation, [x = '', y = '']) =>
    operation === 'within' ? `maximum(-${y}, minimum(${x}, ${y}))` : undefined,
};

/** What NMODL lacks. Near 0, where quotients lose digits, they are series, right to 1e-12. */
const functions: Readonly<Record<string, string>> = {
  pick: `FUNCTION pick(c, y, z) { if (c != 0) { pick = y } else { pick = z } }`,
  minimum: `FUNCTION minimum(x, y) { if (x < y) { minimum = x } else { minimum = y } }`,
  maximum: `FUNCTION maximum(x, y) { if (x > y) { maximum = x } else { maximum = y } }`,
  cbrt: `FUNCTION cbrt(x) { if (x < 0) { cbrt = -((-x)^(1/3)) } else { cbrt = x^(1/3) } }`,
  exprel: `FUNCTION exprel(x) {
  if (fabs(x) < 1e-3) { exprel = 1 + x/2*(1 + x/3*(1 + x/4*(1 + x/5))) } else { exprel = (exp(x) - 1)/x }
}`,
  exprel2: `FUNCTION exprel2(x) {
  if (fabs(x) < 0.01) {
    exprel2 = 0.5*(1 + x/3*(1 + x/4*(1 + x/5*(1 + x/6*(1 + x/7)))))
  } else {
    exprel2 = (exp(x) - 1 - x)/(x*x)
  }
}`,
  bernoulli: `FUNCTION bernoulli(x) {
  if (fabs(x) < 1e-3) { bernoulli = 1/(1 + x/2*(1 + x/3*(1 + x/4*(1 + x/5)))) } else { bernoulli = x/(exp(x) - 1) }
}`,
};

/** A mechanism, and what its parameters are called. */
export interface Mechanism {
  readonly text: string;
  /** Name of a number, or of the value that a state begins with. */
  nameOf(symbol: string): string;
  startOf(state: string): string;
}

/** Writes the membrane with what is injected into it as one density mechanism. */
export function mechanismOf(neurons: Neurons): Mechanism {
  const { membrane, states, algebraic, numbers, limits, system, experiment } = neurons;
  const names = new Identifiers({ reserved });
  const name = (one: string) => names.of(one);
  names.let(TIME, 't');
  const printer = new Printer(language, name);
  const gating = states.filter((state) => state.name !== POTENTIAL);
  const start = (state: string) => name(`${state}.start`);
  const line = (one: string, formula: Expr) => `  ${name(one)} = ${printer.print(formula)}`;
  // The names of the document come first, so that they stay as they are. NMODL makes `m0` of a state `m`.
  for (const state of states) names.keep(`${name(state.name)}0`);
  for (const one of numbers) name(one.symbol);
  const values = [
    `  ${name(STIMULUS)} = ${printCurrent(currentInTime(system, experiment.stimulus), names, printer)}`,
    ...(limits ? [line(LIMITED, within(symbol(POTENTIAL), number(POTENTIALS[1])))] : []),
    ...algebraic.map(({ name: one, formula }) => line(one, formula)),
  ];
  const slopes = gating.map(({ name: one, slope }) => `  ${name(one)}' = ${printer.print(slope)}`);
  const body = [...values, ...slopes].join('\n');
  // Some of them need others.
  const needs = Object.keys(functions).filter((one) => new RegExp(`\\b${one}\\(`).test(body));
  const assigned = [STIMULUS, ...(limits ? [LIMITED] : []), ...algebraic.map((one) => one.name)];
  const parameters = [
    ...numbers.map(
      ({ symbol: one, values: given }) => [name(one), typeof given === 'number' ? given : given[0]!] as const,
    ),
    ...gating.map(
      (state) =>
        [start(state.name), typeof state.start === 'number' ? state.start : state.start[0]!] as const,
    ),
  ];
  const range = [...parameters.map(([one]) => one), ...assigned.map(name)];
  const text = [
    `TITLE ${comment(membrane.title).replace(/[^\w .,()-]/g, ' ')}`,
    '',
    ': Without units: ms, mV, uA/cm2, mS/cm2, uF/cm2. All currents and what is injected are in one mechanism.',
    'NEURON {',
    `  SUFFIX ${SUFFIX}`,
    '  NONSPECIFIC_CURRENT i',
    ...inLines(range, '  RANGE '),
    '}',
    '',
    'UNITSOFF',
    '',
    'PARAMETER {',
    ...parameters.map(([one, value]) => `  ${one} = ${numberText(value)}`),
    '}',
    '',
    'ASSIGNED {',
    '  v (mV)',
    '  i (mA/cm2)',
    ...assigned.map((one) => `  ${name(one)}`),
    '}',
    ...(gating.length > 0
      ? [
          '',
          'STATE {',
          ...gating.map((state) => `  ${name(state.name)}`),
          '}',
          '',
          'INITIAL {',
          ...gating.map((state) => `  ${name(state.name)} = ${start(state.name)}`),
          '  values(v)',
          '}',
        ]
      : []),
    '',
    'BREAKPOINT {',
    ...(gating.length > 0 ? ['  SOLVE states METHOD derivimplicit'] : []),
    '  values(v)',
    `  i = 1e-3*(${name(IONIC)} - ${name(STIMULUS)})  : mA/cm2`,
    '}',
    ...(gating.length > 0 ? ['', 'DERIVATIVE states {', '  values(v)', ...slopes, '}'] : []),
    '',
    `PROCEDURE values(${name(POTENTIAL)}) {`,
    ...values,
    '}',
    ...needs.flatMap((one) => ['', functions[one]!]),
    '',
  ].join('\n');
  return { text, nameOf: name, startOf: start };
}

/** Names in lines of a length that people read. */
function inLines(names: readonly string[], prefix: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < names.length; i += 10) lines.push(prefix + names.slice(i, i + 10).join(', '));
  return lines;
}
