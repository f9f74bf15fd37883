import { type Expr, number, select, symbol, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { IONIC, POTENTIAL, STIMULUS } from '../model/names.ts';
import { SYNAPTIC } from '../protocol/system.ts';
import { printCurrent, TIME } from './current.ts';
import type { Forcing } from './forcing.ts';
import { Identifiers, words } from './identifiers.ts';
import { LIMITED, type Neurons } from './neurons.ts';
import { type Language, numberText, Printer } from './printing.ts';
import { comment } from './python.ts';

// A membrane as a mechanism of NEURON, in NMODL.

/** The potential at which V is held, or V; no membrane has such a name. */
const HELD = 'V.held';

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
export function mechanismOf(neurons: Neurons, forcing: Forcing): Mechanism {
  const { membrane, states, algebraic, numbers, limits } = neurons;
  const { inputs, clamp, waveforms, fluctuations } = forcing;
  const names = new Identifiers({ reserved });
  const name = (one: string) => names.of(one);
  names.let(TIME, 't');
  const printer = new Printer(language, name);
  const gating = states.filter((state) => state.name !== POTENTIAL);
  const opening = forcing.arrivals.flatMap(({ parts }) => parts);
  const start = (state: string) => name(`${state}.start`);
  const line = (one: string, formula: Expr) => `  ${name(one)} = ${printer.print(formula)}`;
  // The names of the document come first, so that they stay as they are. NMODL makes `m0` of a state `m`.
  for (const state of states) names.keep(`${name(state.name)}0`);
  for (const one of numbers) name(one.symbol);
  const values = [
    ...inputs.map((input) => `  ${name(input.name)} = ${printCurrent(input, names, printer)}`),
    ...(clamp
      ? [line(HELD, select(clamp.active, clamp.value, symbol(POTENTIAL))), line(POTENTIAL, symbol(HELD))]
      : []),
    ...(limits ? [line(LIMITED, within(symbol(POTENTIAL), number(POTENTIALS[1])))] : []),
    ...algebraic.map(({ name: one, formula }) => line(one, formula)),
  ];
  const slopes = [
    ...gating.map(({ name: one, slope }) => `  ${name(one)}' = ${printer.print(slope)}`),
    ...opening.map(
      ({ symbol: one, tau }) => `  ${name(one)}' = -${name(one)}/${inParentheses(printer.print(tau))}`,
    ),
  ];
  const outward = [IONIC, ...(algebraic.some((one) => one.name === SYNAPTIC) ? [SYNAPTIC] : [])]
    .map(name)
    .join(' + ');
  const free = `1e-3*(${outward} - ${name(STIMULUS)})`;
  // Formulas take the potential at which it is held; a conductance of 10 S/cm2 takes V itself there within some 1e-3 ms.
  const current = clamp ? `pick(${printer.condition(clamp.active)}, 10*(v - ${name(HELD)}), ${free})` : free;
  const hasStates = slopes.length > 0;
  const body = [...values, ...slopes, current].join('\n');
  // Some of them need others.
  const needs = Object.keys(functions).filter((one) => new RegExp(`\\b${one}\\(`).test(body));
  const assigned = [
    ...inputs.map((input) => input.name),
    ...(clamp ? [HELD] : []),
    ...(limits ? [LIMITED] : []),
    ...algebraic.map((one) => one.name),
  ];
  const parameters = [
    ...numbers.map(
      ({ symbol: one, values: given }) => [name(one), typeof given === 'number' ? given : given[0]!] as const,
    ),
    ...gating.map(
      (state) =>
        [start(state.name), typeof state.start === 'number' ? state.start : state.start[0]!] as const,
    ),
    // They are played.
    ...[...waveforms, ...fluctuations].map(({ symbol: one }) => [name(one), 0] as const),
  ];
  const range = [...parameters.map(([one]) => one), ...assigned.map(name)];
  const lines = [
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
    ...(hasStates
      ? [
          '',
          'STATE {',
          ...[...gating.map((state) => state.name), ...opening.map((part) => part.symbol)].map(
            (one) => `  ${name(one)}`,
          ),
          '}',
          '',
          'INITIAL {',
          ...gating.map((state) => `  ${name(state.name)} = ${start(state.name)}`),
          ...opening.map((part) => `  ${name(part.symbol)} = 0`),
          '  values(v)',
          '}',
        ]
      : []),
    '',
    'BREAKPOINT {',
    ...(hasStates ? ['  SOLVE states METHOD derivimplicit'] : []),
    '  values(v)',
    `  i = ${current}  : mA/cm2`,
    '}',
    ...(hasStates ? ['', 'DERIVATIVE states {', '  values(v)', ...slopes, '}'] : []),
    '',
    `PROCEDURE values(${name(POTENTIAL)}) {`,
    ...values,
    '}',
    ...needs.flatMap((one) => ['', functions[one]!]),
    '',
  ];
  const text = lines.flatMap(wrapped).join('\n');
  return { text, nameOf: name, startOf: start };
}

const inParentheses = (text: string): string => (/^\w+$/.test(text) ? text : `(${text})`);

/** Longest line, in characters: NMODL takes 512, and reads on in the next one. */
const LONGEST = 120;

/** A line cut where it has spaces; comments are short. */
function wrapped(line: string): string[] {
  if (line.length <= LONGEST || line.startsWith('TITLE')) return [line];
  const cut = line.lastIndexOf(' ', LONGEST);
  return cut <= 4 ? [line] : [line.slice(0, cut), ...wrapped(`    ${line.slice(cut + 1)}`)];
}

/** Names in lines of a length that people read. */
function inLines(names: readonly string[], prefix: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < names.length; i += 10) lines.push(prefix + names.slice(i, i + 10).join(', '));
  return lines;
}
