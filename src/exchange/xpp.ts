import { version } from '../../package.json';
import { number, symbol, symbolsOf, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { POTENTIAL, STIMULUS } from '../model/names.ts';
import { currentInTime, printCurrent, TIME } from './current.ts';
import type { Exported, Exporter } from './exporter.ts';
import { Identifiers, words } from './identifiers.ts';
import { LIMITED, type Neurons, valueAt } from './neurons.ts';
import { type Language, numberText, Printer } from './printing.ts';
import { comment, fineStep } from './python.ts';

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

/** An .ode file for XPPAUT: one neuron, whose numbers are parameters. */
export const xpp: Exporter = { title: 'XPP', single: true, write };

function write(neurons: Neurons): Exported {
  const { membrane, states, algebraic, numbers, limits, system, experiment, cells } = neurons;
  const names = new Identifiers({ reserved, longest: LONGEST, ignoresCase: true });
  const name = (one: string) => names.of(one);
  names.let(TIME, 't');
  // States and parameters come first, so that their names stay as they are; long ones are known by their last part.
  for (const state of states) name(state.name);
  for (const { symbol: one } of numbers)
    names.of(one, one.slice(one.lastIndexOf('.', one.search(/\.?\d*$/) - 1) + 1));
  for (const quantity of algebraic) name(quantity.name);
  const printer = new Printer(language, name);
  const formulas = [
    `${name(STIMULUS)} = ${printCurrent(currentInTime(system, experiment.stimulus), names, printer)}`,
    ...(limits
      ? [`${name(LIMITED)} = ${printer.print(within(symbol(POTENTIAL), number(POTENTIALS[1])))}`]
      : []),
    ...algebraic.map(({ name: one, formula }) => `${name(one)} = ${printer.print(formula)}`),
  ];
  const slopes = states.map(({ name: one, slope }) => `${name(one)}' = ${printer.print(slope)}`);
  const body = [...formulas, ...slopes].join('\n');
  const needs = Object.keys(functions).filter((one) => body.includes(`${one}(`));
  const used = new Set(
    [...algebraic.map(({ formula }) => formula), ...states.map(({ slope }) => slope)].flatMap((one) => [
      ...symbolsOf(one),
    ]),
  );
  const dt = fineStep(experiment.dt);
  const lines = [
    `# ${comment(membrane.title)}: neuron ${cells[0]} for XPPAUT, written by Loligo ${version}.`,
    ...(membrane.source === '' ? [] : [`# ${comment(membrane.source)}`]),
    '# Without units: ms, mV, uA/cm2, mS/cm2, uF/cm2. xppaut -silent FILE writes output.dat: t, then the states in this order.',
    ...needs.map((one) => functions[one]!),
    ...numbers
      .filter(({ symbol: one, path }) => used.has(one) || path.startsWith(STIMULUS))
      .map(({ symbol: one, values }) => `par ${name(one)}=${numberText(valueAt(values, 0))}`),
    ...states.map(({ name: one, start }) => `init ${name(one)}=${numberText(valueAt(start, 0))}`),
    ...formulas,
    ...slopes,
    // An adaptive method that begins anew at every step: nothing that jumps there is passed over.
    `@ meth=83dp, dt=${numberText(dt)}, total=${numberText(experiment.duration)}, tol=1e-10, atol=1e-10`,
    `@ maxstor=${Math.ceil(experiment.duration / dt) + 10}, bounds=100000`,
    `@ xlo=0, xhi=${numberText(experiment.duration)}, ylo=-100, yhi=60, yp=${name(POTENTIAL)}`,
    'done',
  ];
  return {
    text: `${lines.join('\n')}\n`,
    remarks: ['XPP writes the course of the states; it finds no events and makes no tables'],
  };
}
