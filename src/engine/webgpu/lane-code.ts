import { compensateSums, residueOf } from '../../formula/compensation.ts';
import { type Expr, number, select, symbol, symbolsOf } from '../../formula/expr.ts';
import { applyPasses } from '../../formula/optimise.ts';
import type { Formulas, Pass } from '../../formula/passes/pass.ts';
import { type Schedule, schedule, type ValueType } from '../../formula/schedule.ts';
import { printNodes, type WgslCode, wgslTypes } from '../../formula/wgsl.ts';
import { STEP } from '../../system/system.ts';
import { afterStep, beforeSteps, type RecordField, type Span, TAKEN } from '../measuring.ts';
import type { NumberSource } from '../numbers.ts';
import { observedFormulas } from '../observer.ts';
import { changingSymbols, type Program } from '../program.ts';

/** Where the numbers come from that are not constants of the shader. */
export interface Bindings {
  /** Rows of the buffer of numbers that vary over the population. */
  readonly varied: readonly NumberSource[];
  /** Fields of the uniform of numbers that can be changed without a new shader. */
  readonly live: readonly NumberSource[];
  /** Value of a count of steps that is a constant of the shader; NaN of any other symbol. */
  constant(symbol: string): number;
}

export interface LaneOptions {
  /** How the formulas are made cheap. */
  readonly passes: readonly Pass[];
  /** Whether what rounding leaves out of the states is kept. */
  readonly compensated: boolean;
  /** Names of what a sample holds. */
  readonly sampled: readonly string[];
}

/** Rows of the state buffer, whether what rounding leaves out is kept in it or not. */
export function stateRows(states: readonly string[]): string[] {
  return [...states, ...states.map(residueOf)];
}

/**
 * The part of the shader that is made from formulas: State, Constants and Record, and the functions that load, store and
 * change them.
 */
export function laneCode(
  program: Program,
  bindings: Bindings,
  { passes, compensated, sampled }: LaneOptions,
): string {
  const { states, fields, potential, types } = program;
  const kept = keptFields(program);
  const noted = fields.filter((field) => !kept.includes(field));
  const rows = compensated ? stateRows(states) : [...states];
  const planned = plan(program, { passes, compensated, sampled });
  const changing = changingSymbols(program);
  for (const row of rows) changing.add(row);
  const values = schedule(planned, changing, types);
  const constants = constantsOf(values, (name) => literal(name, bindings) !== undefined);
  const output = (name: string) => values.outputs.get(name)!;

  const setup = printNodes(values, [...constants.keys()], {
    symbol: (name) => numberExpression(name, bindings),
    stored: () => undefined,
  });
  /** A function of the generated part. @param first lines before what it computes */
  const define = (
    signature: string,
    { roots, types: wanted = [], symbols, result }: Body,
    first: readonly string[] = [],
  ) => {
    const code = printNodes(values, roots.map(output), {
      symbol: (name) => symbols(name) ?? literal(name, bindings) ?? unknown(name, signature),
      stored: (id) => (constants.has(id) ? `c.${constants.get(id)}` : undefined),
    });
    const lines = [
      ...first,
      ...code.lines,
      ...result(roots.map((root, i) => code.expression(output(root), wanted[i]))),
    ];
    return [`fn ${signature} {`, ...lines.map((line) => `  ${line}`), '}', ''];
  };
  const construct = (type: string) => (expressions: readonly string[]) => [
    `return ${type}(`,
    ...expressions.map((text) => `  ${text},`),
    ');',
  ];
  const stateSymbols = (of: string) => (name: string) =>
    rows.includes(name) ? `${of}.${identifier(name)}` : undefined;
  const fieldSymbols = (name: string) =>
    kept.some((field) => field.name === name) ? `r.${identifier(name)}` : undefined;
  const notedSymbols = (name: string) =>
    noted.some((field) => field.name === name) ? identifier(name) : undefined;
  const between: Record<string, string> = {
    [beforeSteps(potential)]: 'before',
    ...Object.fromEntries([1, 2, 3].map((n) => [afterStep(potential, n), `after${n}`])),
  };
  /** What is seen after some steps from `step` on. */
  const after = (span: Span) => (name: string) =>
    fieldSymbols(name) ??
    between[name] ??
    stateSymbols('y')(name) ??
    ({ [STEP]: 'step', [TAKEN]: `(step + ${span}u)` } as Record<string, string>)[name];
  const atEvent = (name: string) =>
    fieldSymbols(name) ??
    notedSymbols(name) ??
    (name.startsWith('event.') ? `e.${name.slice('event.'.length)}` : undefined) ??
    (name === 'window.step' ? 'schedule.window_start' : undefined);
  const atStart = (name: string) => stateSymbols('x')(name) ?? (name === TAKEN ? 'step' : undefined);
  const now = (name: string) => stateSymbols('x')(name) ?? (name === STEP ? 'step' : undefined);
  const of = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}:${name}`);
  const rowOf = (field: RecordField) => `records[${fields.indexOf(field)}u * schedule.stride + index]`;
  const stored = (some: readonly RecordField[], value: (i: number) => string) =>
    some.map((field, i) => `${rowOf(field)} = ${toWord(field.type, value(i))};`);
  const namesOf = (some: readonly RecordField[]) => some.map(({ name }) => name);
  const typesOf = (some: readonly RecordField[]) => some.map(({ type }) => type);
  /** The kept fields as a structure; the others are stored. */
  const record = (expressions: readonly string[]) => [
    ...stored(noted, (i) => expressions[kept.length + i]!),
    ...construct('Record')(expressions.slice(0, kept.length)),
  ];
  const all = [...kept, ...noted];
  const isOfWindow = ({ keeps }: RecordField) => keeps === 'window';
  const begins = all.filter(isOfWindow);
  const freshWindow = (expressions: readonly string[]) => {
    const value = new Map(begins.map((field, i) => [field, expressions[i]!]));
    const notedBegins = noted.filter(isOfWindow);
    return [
      ...stored(notedBegins, (i) => value.get(notedBegins[i]!)!),
      ...construct('Record')(kept.map((field) => value.get(field) ?? `r.${identifier(field.name)}`)),
    ];
  };
  const look = (span: Span, signature: string) =>
    define(`${signature} -> Looked`, {
      roots: of(`look${span}`, [...namesOf(kept), 'raised', 'overwrites', 'unclear']),
      types: [...typesOf(kept), 'flag', 'flag', 'flag'],
      symbols: after(span),
      result: (expressions) => [
        'return Looked(',
        `  Record(${expressions.slice(0, kept.length).join(', ')}),`,
        ...expressions.slice(kept.length).map((text) => `  ${text},`),
        ');',
      ],
    });
  const returned = ([value]: readonly string[]) => [`return ${value};`];

  return [
    ...numbersCode(bindings.live),
    'struct State {',
    ...rows.map((name) => `  ${identifier(name)}: f32,`),
    '}',
    '',
    '// What does not change from step to step.',
    'struct Constants {',
    ...[...constants].map(([id, name]) => `  ${name}: ${wgslTypes[values.nodes[id]!.type]},`),
    // A structure needs a member.
    ...(constants.size === 0 ? ['  none: f32,'] : []),
    '}',
    '',
    '// What is kept of a neuron besides its state from step to step.',
    'struct Record {',
    ...kept.map(({ name, type }) => `  ${identifier(name)}: ${wgslTypes[type]},`),
    // A structure needs a member.
    ...(kept.length === 0 ? ['  none: f32,'] : []),
    '}',
    '',
    '// Where an event lies: near a step, a fraction of one away; and the potential there.',
    'struct Placed {',
    '  step: u32,',
    '  fraction: f32,',
    '  height: f32,',
    '}',
    '',
    'fn load_constants(index: u32) -> Constants {',
    ...statements(setup),
    ...construct('Constants')(
      constants.size === 0 ? ['0.0'] : [...constants.keys()].map((id) => setup.expression(id)),
    ).map((line) => `  ${line}`),
    '}',
    '',
    'fn load_state(index: u32) -> State {',
    ...construct('State')(rows.map((_, row) => `state[${row}u * schedule.stride + index]`)).map(
      (line) => `  ${line}`,
    ),
    '}',
    '',
    'fn store_state(index: u32, x: State) {',
    ...rows.map((name, row) => `  state[${row}u * schedule.stride + index] = x.${identifier(name)};`),
    '}',
    '',
    'fn potential(x: State) -> f32 {',
    `  return x.${identifier(potential)};`,
    '}',
    '',
    'fn load_record(index: u32) -> Record {',
    ...construct('Record')(
      kept.length === 0 ? ['0.0'] : kept.map((field) => fromWord(field.type, rowOf(field))),
    ).map((line) => `  ${line}`),
    '}',
    '',
    'fn store_record(index: u32, r: Record) {',
    ...stored(kept, (i) => `r.${identifier(kept[i]!.name)}`).map((line) => `  ${line}`),
    '}',
    '',
    'fn load_divergence(index: u32) -> u32 {',
    `  return records[${fields.length}u * schedule.stride + index];`,
    '}',
    '',
    'fn store_divergence(index: u32, step: u32, V: f32) {',
    `  records[${fields.length}u * schedule.stride + index] = step;`,
    `  records[${fields.length + 1}u * schedule.stride + index] = bitcast<u32>(V);`,
    '}',
    '',
    ...define('next_state(x: State, c: Constants, cell: u32, step: u32) -> State', {
      roots: of('next', rows),
      symbols: now,
      result: construct('State'),
    }),
    '// A record that begins at a step, and one of which only the measuring window begins there.',
    ...define('fresh_record(index: u32, x: State, c: Constants, step: u32) -> Record', {
      roots: of('start', namesOf(all)),
      types: typesOf(all),
      symbols: atStart,
      result: record,
    }),
    ...define('fresh_window(index: u32, r: Record, x: State, c: Constants, step: u32) -> Record', {
      roots: of('start', namesOf(begins)),
      types: typesOf(begins),
      symbols: atStart,
      result: freshWindow,
    }),
    '// The record after a step to y, by what is counted in every step.',
    ...define('watched(r: Record, before: f32, y: State, c: Constants, step: u32) -> Record', {
      roots: of('step', namesOf(kept)),
      types: typesOf(kept),
      symbols: after(1),
      result: construct('Record'),
    }),
    '// What a look finds: after four steps from `step` on, and after a single one.',
    'struct Looked {',
    '  record: Record,',
    '  // It raises an event; it destroys one that is not noted yet; the steps have to be looked at one by one.',
    '  raised: bool,',
    '  overwrites: bool,',
    '  unclear: bool,',
    '}',
    '',
    ...look(
      4,
      'look_at_four(r: Record, before: f32, after1: f32, after2: f32, after3: f32, y: State, c: Constants, step: u32)',
    ),
    ...look(1, 'look_at_one(r: Record, before: f32, y: State, c: Constants, step: u32)'),
    ...define('place_event(r: Record, c: Constants) -> Placed', {
      roots: ['event.step', 'event.fraction', 'event.height'],
      symbols: fieldSymbols,
      result: construct('Placed'),
    }),
    ...define(
      'note_event(index: u32, r: Record, e: Placed, c: Constants) -> Record',
      { roots: of('note', namesOf(all)), types: typesOf(all), symbols: atEvent, result: record },
      noted.map((field) => `let ${identifier(field.name)} = ${fromWord(field.type, rowOf(field))};`),
    ),
    ...define('pending_since(r: Record, step: u32) -> u32', {
      roots: ['pending'],
      symbols: (name) => (name === TAKEN ? 'step' : fieldSymbols(name)),
      result: returned,
    }),
    ...define('store_sample(x: State, c: Constants, step: u32, sample: u32, column: u32)', {
      roots: of('sample', sampled),
      symbols: now,
      result: (expressions) => [
        `let at = sample * ${sampled.length}u * schedule.traced + column;`,
        ...expressions.map((text, row) => `samples[at + ${row}u * schedule.traced] = ${text};`),
      ],
    }),
  ].join('\n');
}

/** A function of the generated part. */
interface Body {
  /** What it computes, by the names of the plan, and the types that the values shall have. */
  readonly roots: readonly string[];
  readonly types?: readonly ValueType[];
  /** WGSL of the symbols that it sees besides constants. */
  symbols(name: string): string | undefined;
  /** Its last lines, made of the values. */
  result(expressions: readonly string[]): readonly string[];
}

/**
 * The fields that are kept in registers: those that a step changes or needs. The others are changed at events alone and stay
 * in memory until then.
 */
function keptFields({ fields, everyStep, looks, event, waits }: Program): readonly RecordField[] {
  const formulas = [...everyStep.values(), ...event.values()];
  const used = new Set(everyStep.keys());
  for (const { fields: looked, raised, overwrites, unclear } of [looks[4], looks[1]]) {
    for (const name of looked.keys()) used.add(name);
    formulas.push(...looked.values(), raised, overwrites, unclear);
  }
  if (waits) formulas.push(waits.while, waits.step);
  for (const formula of formulas) for (const name of symbolsOf(formula)) used.add(name);
  return fields.filter(({ name }) => used.has(name));
}

/** Everything that is computed in the shader, by names that say for what. */
function plan(program: Program, { passes, compensated, sampled }: LaneOptions): Formulas {
  const { states, fields, context, waits } = program;
  const fast = (formulas: Formulas) => applyPasses(formulas, passes, context);
  const residues = (value: (name: string) => Expr): Formulas =>
    new Map(compensated ? states.map((name) => [residueOf(name), value(residueOf(name))]) : []);
  const step = fast(program.next);
  const observed = observedFormulas(program);
  // What is not said to change stays.
  const whole = (formulas: Formulas): Formulas =>
    new Map(fields.map(({ name }) => [name, formulas.get(name) ?? symbol(name)]));
  const prefixed = (prefix: string, formulas: Formulas) =>
    [...formulas].map(([name, expr]) => [`${prefix}:${name}`, expr] as const);
  return new Map([
    ...prefixed(
      'next',
      compensated ? compensateSums(new Map([...residues(() => number(0)), ...step]), states) : step,
    ),
    ...prefixed('sample', fast(new Map(sampled.map((name) => [name, observed.get(name)!])))),
    ...prefixed('start', new Map(fields.map(({ name, start }) => [name, start]))),
    ...prefixed('step', whole(program.everyStep)),
    ...([4, 1] as const).flatMap((span) => {
      const { fields: looked, raised, overwrites, unclear } = program.looks[span];
      const decisions = new Map(Object.entries({ raised, overwrites, unclear }));
      return prefixed(`look${span}`, new Map([...whole(looked), ...decisions]));
    }),
    ...prefixed('note', whole(program.note)),
    ...program.event,
    ['pending', waits ? select(waits.while, waits.step, symbol(TAKEN)) : symbol(TAKEN)],
  ]);
}

/**
 * The largest values that do not change from step to step and that some output needs, each with the name that it is stored
 * under.
 */
function constantsOf(
  { nodes, outputs }: Schedule,
  isLiteral: (symbol: string) => boolean,
): Map<number, string> {
  const constants = new Map<number, string>();
  const seen = new Set<number>();
  const visit = (id: number) => {
    if (seen.has(id)) return;
    seen.add(id);
    const node = nodes[id]!;
    if (node.kind === 'number' || (node.kind === 'symbol' && isLiteral(node.name))) return;
    if (node.invariant) constants.set(id, node.kind === 'symbol' ? identifier(node.name) : `c${id}`);
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  for (const id of outputs.values()) visit(id);
  return constants;
}

/** A count of steps that is a constant of the shader. */
function literal(symbol: string, { varied, live, constant }: Bindings): string | undefined {
  if ([...varied, ...live].some((source) => source.symbol === symbol)) return undefined;
  const value = constant(symbol);
  return Number.isNaN(value) ? undefined : `${value}u`;
}

/** Reads a number where the constants of a neuron are set up. */
function numberExpression(symbol: string, bindings: Bindings): string {
  if (symbol === 'window.step') return 'schedule.window_start';
  const row = bindings.varied.findIndex((source) => source.symbol === symbol);
  if (row >= 0) return fromBits(bindings.varied[row]!.type, `varied[${row}u * schedule.stride + index]`);
  return literal(symbol, bindings) ?? `numbers.${identifier(symbol)}`;
}

function numbersCode(live: readonly NumberSource[]): string[] {
  if (live.length === 0) return [];
  return [
    'struct Numbers {',
    ...live.map(({ symbol, type }) => `  ${identifier(symbol)}: ${wgslTypes[type]},`),
    '}',
    '',
    '@group(0) @binding(7) var<uniform> numbers: Numbers;',
    '',
  ];
}

/** A word of a record as a value. */
function fromWord(type: ValueType, word: string): string {
  return { real: `bitcast<f32>(${word})`, step: word, flag: `${word} != 0u` }[type];
}

function toWord(type: ValueType, value: string): string {
  return { real: `bitcast<u32>(${value})`, step: value, flag: `select(0u, 1u, ${value})` }[type];
}

/** A float32 as a value, of which a count of steps has the bits. */
function fromBits(type: ValueType, value: string): string {
  return type === 'step' ? `bitcast<u32>(${value})` : value;
}

function unknown(symbol: string, where: string): never {
  throw new Error(`the formulas of "${where}" use "${symbol}", which has no value there`);
}

const statements = ({ lines }: WgslCode): string[] => lines.map((line) => `  ${line}`);

/** A name in WGSL: `stimulus.onsets.1` becomes `stimulus_onsets_1`. */
function identifier(name: string): string {
  return name.replaceAll('.', '_');
}
