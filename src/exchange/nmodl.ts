import { type Expr, number, select, symbol, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { IONIC, POTENTIAL, STIMULUS } from '../model/names.ts';
import { SYNAPTIC } from '../protocol/system.ts';
import { printCurrent, TIME } from './current.ts';
import type { Forcing } from './forcing.ts';
import { Identifiers, words } from './identifiers.ts';
import { LIMITED, type Neurons, valueAt } from './neurons.ts';
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
export const mechanismOf = (neurons: Neurons, forcing: Forcing): Mechanism => new Written(neurons, forcing);

class Written implements Mechanism {
  readonly text: string;
  readonly #names = new Identifiers({ reserved });
  readonly #printer = new Printer(language, (one) => this.nameOf(one));
  /** All states but the potential, which is NEURON's. */
  readonly #gating: Neurons['states'];
  /** What is open of synapses. */
  readonly #opening: Forcing['arrivals'][number]['parts'];

  constructor(
    private readonly neurons: Neurons,
    private readonly forcing: Forcing,
  ) {
    const { states, numbers } = neurons;
    this.#gating = states.filter((state) => state.name !== POTENTIAL);
    this.#opening = forcing.arrivals.flatMap(({ parts }) => parts);
    this.#names.let(TIME, 't');
    // The names of the document come first, so that they stay as they are. NMODL makes `m0` of a state `m`.
    for (const state of states) this.#names.keep(`${this.nameOf(state.name)}0`);
    for (const one of numbers) this.nameOf(one.symbol);
    this.text = this.#lines().flatMap(wrapped).join('\n');
  }

  nameOf(symbol: string): string {
    return this.#names.of(symbol);
  }

  startOf(state: string): string {
    return this.nameOf(`${state}.start`);
  }

  #lines(): readonly string[] {
    const [values, slopes, current] = [this.#values(), this.#slopes(), this.#current()];
    const [assigned, parameters] = [this.#assigned(), this.#parameters()];
    const range = [...parameters.map(([one]) => one), ...assigned];
    const hasStates = slopes.length > 0;
    // Some of them need others.
    const body = [...values, ...slopes, current].join('\n');
    const needs = Object.keys(functions).filter((one) => new RegExp(`\\b${one}\\(`).test(body));
    return [
      `TITLE ${comment(this.neurons.membrane.title).replace(/[^\w .,()-]/g, ' ')}`,
      '',
      ': Without units: ms, mV, uA/cm2, mS/cm2, uF/cm2. All currents and what is injected are in one mechanism.',
      ...block('NEURON', [`  SUFFIX ${SUFFIX}`, '  NONSPECIFIC_CURRENT i', ...inLines(range, '  RANGE ')]),
      '',
      'UNITSOFF',
      '',
      ...block(
        'PARAMETER',
        parameters.map(([one, value]) => `  ${one} = ${numberText(value)}`),
      ),
      '',
      ...block('ASSIGNED', ['  v (mV)', '  i (mA/cm2)', ...assigned.map((one) => `  ${one}`)]),
      ...(hasStates ? ['', ...this.#states()] : []),
      '',
      ...block('BREAKPOINT', [
        ...(hasStates ? ['  SOLVE states METHOD derivimplicit'] : []),
        '  values(v)',
        `  i = ${current}  : mA/cm2`,
      ]),
      ...(hasStates ? ['', ...block('DERIVATIVE states', ['  values(v)', ...slopes])] : []),
      '',
      ...block(`PROCEDURE values(${this.nameOf(POTENTIAL)})`, values),
      ...needs.flatMap((one) => ['', functions[one]!]),
      '',
    ];
  }

  /** All that is a function of the states and of the time. */
  #values(): readonly string[] {
    const { algebraic, limits } = this.neurons;
    const { inputs, clamp } = this.forcing;
    const line = (one: string, formula: Expr) => `  ${this.nameOf(one)} = ${this.#printer.print(formula)}`;
    return [
      ...inputs.map(
        (input) => `  ${this.nameOf(input.name)} = ${printCurrent(input, this.#names, this.#printer)}`,
      ),
      ...(clamp
        ? [line(HELD, select(clamp.active, clamp.value, symbol(POTENTIAL))), line(POTENTIAL, symbol(HELD))]
        : []),
      ...(limits ? [line(LIMITED, within(symbol(POTENTIAL), number(POTENTIALS[1])))] : []),
      ...algebraic.map(({ name, formula }) => line(name, formula)),
    ];
  }

  #slopes(): readonly string[] {
    const line = (one: string, slope: string) => `  ${this.nameOf(one)}' = ${slope}`;
    return [
      ...this.#gating.map(({ name, slope }) => line(name, this.#printer.print(slope))),
      ...this.#opening.map(({ symbol: one, tau }) =>
        line(one, `-${this.nameOf(one)}/${inParentheses(this.#printer.print(tau))}`),
      ),
    ];
  }

  /** What leaves the membrane, mA/cm2. */
  #current(): string {
    const { clamp } = this.forcing;
    const isSynaptic = this.neurons.algebraic.some((one) => one.name === SYNAPTIC);
    const outward = [IONIC, ...(isSynaptic ? [SYNAPTIC] : [])].map((one) => this.nameOf(one)).join(' + ');
    const free = `1e-3*(${outward} - ${this.nameOf(STIMULUS)})`;
    if (!clamp) return free;
    // Formulas take the potential at which it is held; a conductance of 10 S/cm2 takes V itself there within some 1e-3 ms.
    return `pick(${this.#printer.condition(clamp.active)}, 10*(v - ${this.nameOf(HELD)}), ${free})`;
  }

  #assigned(): readonly string[] {
    const { algebraic, limits } = this.neurons;
    const { inputs, clamp } = this.forcing;
    const names = [
      ...inputs.map(({ name }) => name),
      ...(clamp ? [HELD] : []),
      ...(limits ? [LIMITED] : []),
      ...algebraic.map(({ name }) => name),
    ];
    return names.map((one) => this.nameOf(one));
  }

  #parameters(): readonly (readonly [name: string, value: number])[] {
    const { waveforms, fluctuations } = this.forcing;
    return [
      ...this.neurons.numbers.map(
        ({ symbol: one, values }) => [this.nameOf(one), valueAt(values, 0)] as const,
      ),
      ...this.#gating.map(({ name, start }) => [this.startOf(name), valueAt(start, 0)] as const),
      // They are played.
      ...[...waveforms, ...fluctuations].map(({ symbol: one }) => [this.nameOf(one), 0] as const),
    ];
  }

  #states(): readonly string[] {
    const opening = this.#opening.map(({ symbol: one }) => one);
    const all = [...this.#gating.map(({ name }) => name), ...opening];
    return [
      ...block(
        'STATE',
        all.map((one) => `  ${this.nameOf(one)}`),
      ),
      '',
      ...block('INITIAL', [
        ...this.#gating.map(({ name }) => `  ${this.nameOf(name)} = ${this.startOf(name)}`),
        ...opening.map((one) => `  ${this.nameOf(one)} = 0`),
        '  values(v)',
      ]),
    ];
  }
}

const block = (heading: string, lines: readonly string[]): readonly string[] => [
  `${heading} {`,
  ...lines,
  '}',
];

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
