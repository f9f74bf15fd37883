import { version } from '../../package.json';
import { type Expr, number, substitute, symbol, symbolsOf, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { POTENTIAL, STIMULUS } from '../model/names.ts';
import { type Current, nameSines, TIME } from './current.ts';
import type { Exported, Exporter } from './exporter.ts';
import { forcingInTime } from './forcing.ts';
import { Identifiers, words } from './identifiers.ts';
import { LIMITED, type Neurons, valueAt } from './neurons.ts';
import { inParts } from './parts.ts';
import { type Language, numberText, Printer } from './printing.ts';
import { comment, randomWords } from './python.ts';
import { randomLines } from './xpp-forcing.ts';

/** What XPP calls otherwise (its manual, "ODE files"), and the functions that are defined here. */
const reserved = words(`
  t pi i arg1 arg2 arg3 arg4 arg5 arg6 arg7 arg8 arg9 sin cos tan atan atan2 asin acos sinh cosh tanh exp delay ln log log10 sqrt
  heav sign ceil flr ran abs max min normal besselj bessely besseli erf erfc poisson lgamma mod if then else sum of not shift
  ishift del_shr del_shft hom_bcs par param parameter init end only aux wiener number global table markov done options set bdry volt
  bernoulli exprel exprel2 x y e`);

/** Longest name that XPP tells from others. */
const LONGEST = 9;

const language: Language = {
  name: 'XPP',
  functions: {
    exp: 'exp',
    log: 'ln',
    sqrt: 'sqrt',
    abs: 'abs',
    floor: 'flr',
    tanh: 'tanh',
    sinh: 'sinh',
    cosh: 'cosh',
    minimum: 'min',
    maximum: 'max',
    exprel: 'exprel',
    exprel2: 'exprel2',
    bernoulli: 'bernoulli',
  },
  power: (x, y) => `${x}^${y}`,
  select: (condition, y, z) => `(if(${condition})then(${y})else(${z}))`,
  truth: (condition) => `(if(${condition})then(1)else(0))`,
  tightComparisons: true,
  and: '&',
  or: '|',
  not: (condition) => `not(${condition})`,
  other: (operation, [x = '', y = '']) => {
    if (operation === 'within') return `max(-${y}, min(${x}, ${y}))`;
    return operation === 'cbrt' ? `(sign(${x}) * abs(${x})^(1 / 3))` : undefined;
  },
};

/** What XPP lacks. Near 0, where quotients lose digits, they are series, right to 1e-12. */
const functions: Readonly<Record<string, string>> = {
  exprel: 'exprel(x)=if(abs(x)<1e-3)then(1+x/2*(1+x/3*(1+x/4*(1+x/5))))else((exp(x)-1)/x)',
  exprel2:
    'exprel2(x)=if(abs(x)<0.01)then(0.5*(1+x/3*(1+x/4*(1+x/5*(1+x/6*(1+x/7))))))else((exp(x)-1-x)/(x*x))',
  bernoulli: 'bernoulli(x)=if(abs(x)<1e-3)then(1/(1+x/2*(1+x/3*(1+x/4*(1+x/5)))))else(x/(exp(x)-1))',
};

/** Longest text of a formula of the time: XPP reads lines of 1024 characters. */
const LONGEST_TEXT = 400;

/** Whether V is held by a clamp, where, and the potential that formulas take; no membrane has such names. */
const [ACTIVE, COMMAND, HELD] = ['clamp.active', 'clamp.command', 'V.held'];
/** Time in which V itself comes near to where it is held, ms. */
const APPROACH = 0.002;

/** An .ode file for XPPAUT: one neuron, whose numbers are parameters. */
export const xpp: Exporter = { title: 'XPP', single: true, write };

function write(neurons: Neurons): Exported {
  const { membrane, states, algebraic, numbers, limits, experiment, cells, dt } = neurons;
  const forcing = forcingInTime(neurons);
  const { inputs, clamp } = forcing;
  const names = new Identifiers({ reserved, longest: LONGEST, ignoresCase: true });
  const name = (one: string) => names.of(one);
  names.let(TIME, 't');
  // States and parameters come first, so that their names stay as they are; long ones are known by their last part.
  for (const state of states) name(state.name);
  for (const { symbol: one } of numbers)
    names.of(one, one.slice(one.lastIndexOf('.', one.search(/\.?\d*$/) - 1) + 1));
  for (const quantity of algebraic) name(quantity.name);
  const printer = new Printer(language, name);
  const random = randomLines(neurons, forcing, names, printer);
  // Under a clamp all formulas take the potential at which it is held.
  const print = (expr: Expr) =>
    printer.print(clamp ? substitute(expr, new Map([[POTENTIAL, symbol(HELD)]])) : expr);
  /** A formula of the time in lines that XPP reads. */
  const timed = (one: string, { formula, sines }: Current): string[] => {
    nameSines(sines, names, printer);
    const { parts, rest } = inParts(
      formula,
      LONGEST_TEXT,
      (expr) => printer.print(expr),
      (i) => `${one}.part${i}`,
    );
    return [...parts, { name: one, formula: rest }].map(
      (part) =>
        `${names.of(part.name, part.name.slice(part.name.lastIndexOf('.') + 1))} = ${printer.print(part.formula)}`,
    );
  };
  const formulas = [
    ...inputs.flatMap((input) => timed(input.name, input)),
    ...(clamp
      ? [
          ...timed(ACTIVE, { formula: clamp.active, sines: new Map() }),
          ...timed(COMMAND, { formula: clamp.value, sines: new Map() }),
          `${name(HELD)} = if(${name(ACTIVE)})then(${name(COMMAND)})else(${name(POTENTIAL)})`,
        ]
      : []),
    ...(limits ? [`${name(LIMITED)} = ${print(within(symbol(POTENTIAL), number(POTENTIALS[1])))}`] : []),
    ...algebraic.map(({ name: one, formula }) => `${name(one)} = ${print(formula)}`),
  ];
  const slopes = states.map(({ name: one, slope }) => {
    const text = print(slope);
    if (!clamp || one !== POTENTIAL) return `${name(one)}' = ${text}`;
    return `${name(one)}' = if(${name(ACTIVE)})then((${name(HELD)} - ${name(one)}) / ${APPROACH})else(${text})`;
  });
  const body = [...formulas, ...slopes, ...random.slopes].join('\n');
  const needs = Object.keys(functions).filter((one) => body.includes(`${one}(`));
  const used = new Set(
    [...algebraic.map(({ formula }) => formula), ...states.map(({ slope }) => slope)].flatMap((one) => [
      ...symbolsOf(one),
    ]),
  );
  const lines = [
    `# ${comment(membrane.title)}: neuron ${cells[0]} for XPPAUT, written by Loligo ${version}.`,
    ...(membrane.source === '' ? [] : [`# ${comment(membrane.source)}`]),
    '# Without units: ms, mV, uA/cm2, mS/cm2, uF/cm2. xppaut -silent FILE writes output.dat: t, then the states in this order.',
    ...randomWords(neurons).map((line) => `# ${line}`),
    ...needs.map((one) => functions[one]!),
    ...numbers
      .filter(({ symbol: one, path }) => used.has(one) || path.startsWith(STIMULUS))
      .map(({ symbol: one, values }) => `par ${name(one)}=${numberText(valueAt(values, 0))}`),
    ...states.map(({ name: one, start }) => `init ${name(one)}=${numberText(valueAt(start, 0))}`),
    ...random.declarations,
    ...formulas,
    ...slopes,
    ...random.slopes,
    ...random.events,
    `@ ${random.options}, dt=${numberText(dt)}, total=${numberText(experiment.duration)}`,
    `@ maxstor=${Math.ceil(experiment.duration / dt) + 10}, bounds=100000`,
    `@ xlo=0, xhi=${numberText(experiment.duration)}, ylo=-100, yhi=60, yp=${name(POTENTIAL)}`,
    'done',
  ];
  return {
    text: `${lines.join('\n')}\n`,
    remarks: ['XPP writes the course of the states; it finds no events and makes no tables'],
  };
}
