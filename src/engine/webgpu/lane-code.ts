import { CELL } from '../../formula/random.ts';
import {
  type KeptType,
  largestInvariants,
  largestPaired,
  type Schedule,
  schedule,
  type ValueType,
} from '../../formula/schedule.ts';
import { identifier, printNodes, type WgslCode, wgslNumber, wgslTypes } from '../../formula/wgsl.ts';
import { ABSENT } from '../../statistics/statistic.ts';
import { SPAN, STEP } from '../../system/system.ts';
import { stateRows } from '../kernel-parts.ts';
import { BEFORE, type RecordField, seen, TAKEN } from '../measuring.ts';
import type { NumberSource } from '../numbers.ts';
import type { PlanOptions } from '../plan.ts';
import { changingSymbols, type Program } from '../program.ts';
import { ages, byAge, lanePlan } from './lane-plan.ts';
import { besidesFields, fromWord, loadAndStore, orNone, placesOf, structure, toWord } from './records.ts';

/** Where the numbers come from that are not constants of the shader. */
export interface Bindings {
  /** Rows of the buffer of numbers that vary over the population. */
  readonly varied: readonly NumberSource[];
  /** Fields of the uniform of numbers that can be changed without a new shader. */
  readonly live: readonly NumberSource[];
  /** Value of a count of steps that is a constant of the shader, or where a table begins; NaN of any other symbol. */
  constant(symbol: string): number;
  /** Whether the shader does without shifts. */
  readonly shiftless: boolean;
}

/**
 * The part of the shader that is made from formulas: State, Constants, Record and Tally, and the functions that load, store and
 * change them.
 */
export function laneCode(
  program: Program,
  bindings: Bindings,
  { passes, compensated, sampled, shown = [] }: PlanOptions,
): string {
  const { states, fields, potential, types } = program;
  const { kept, noted, tallied } = placesOf(program);
  const rows = compensated ? stateRows(states) : [...states];
  const planned = lanePlan(program, { passes, compensated, sampled, shown });
  const changing = changingSymbols(program);
  for (const name of [...rows, SPAN, 'window.step', 'origin', ...[1, 2, 3, 4, 5, 6].map(byAge)])
    changing.add(name);
  const values = schedule(planned, changing, types);
  const constants = constantsOf(values, (name) => literal(name, bindings) !== undefined);
  const output = (name: string) => values.outputs.get(name)!;
  const drawn = new Map(
    [
      ...largestPaired(
        values,
        rows.map((name) => output(`next:${name}`)),
      ),
    ].map((id) => [id, `d${id}`]),
  );

  const setup = printNodes(values, [...constants.keys()], {
    symbol: (name) => numberExpression(name, bindings),
    stored: () => undefined,
  });
  const fixed = (symbols: Readonly<Record<string, string>>) => (name: string) => symbols[name];
  const now = fixed({ [STEP]: 'step' });
  const constant = (id: number) => (constants.has(id) ? `c.${constants.get(id)}` : undefined);
  const { shiftless } = bindings;
  const draw = printNodes(values, [...drawn.keys()], {
    shiftless,
    symbol: (name) => now(name) ?? literal(name, bindings) ?? unknown(name, 'draw'),
    stored: constant,
  });
  /** A function of the generated part. @param first lines before what it computes */
  const define = (
    signature: string,
    { roots, types: wanted = [], symbols, draws = false, result }: Body,
    first: readonly string[] = [],
  ) => {
    const code = printNodes(values, roots.map(output), {
      symbol: (name) => symbols(name) ?? literal(name, bindings) ?? unknown(name, signature),
      shiftless,
      stored: (id) => constant(id) ?? (draws && drawn.has(id) ? `d.${drawn.get(id)}` : undefined),
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
  const fieldSymbols = (some: readonly RecordField[], of: string) => (name: string) =>
    some.some((field) => field.name === name) ? `${of}${identifier(name)}` : undefined;
  const inRecord = fieldSymbols(kept, 'r.');
  const inMemory = fieldSymbols(noted, '');
  const inTally = fieldSymbols(tallied, 't.');
  const windowStart = fixed({ 'window.step': 'schedule.window_start' });
  const afterwards = fixed({ [STEP]: 'step', [TAKEN]: '(step + 1u)', [BEFORE]: 'before' });
  const ofLook = fixed(
    Object.fromEntries(Object.entries(seen).map(([name, symbolOf]) => [symbolOf, `s.${name}`])),
  );
  const atEvent = (name: string) =>
    name.startsWith('event.') ? `e.${name.slice('event.'.length)}` : undefined;
  const atStart = fixed({ [TAKEN]: 'step' });
  /** The first of these that knows a symbol. */
  const either =
    (...all: readonly Body['symbols'][]) =>
    (name: string) =>
      all.reduce<string | undefined>((known, symbols) => known ?? symbols(name), undefined);
  const of = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}:${name}`);
  const rowOf = (field: RecordField) => `records[${fields.indexOf(field)}u * schedule.stride + index]`;
  const inRows = (name: string) => {
    const field = fields.find((one) => one.name === name);
    return field && fromWord(field.type, rowOf(field));
  };
  const stored = (some: readonly RecordField[], value: (i: number) => string) =>
    some.map((field, i) => `${rowOf(field)} = ${toWord(field.type, value(i))};`);
  const namesOf = (some: readonly RecordField[]) => some.map(({ name }) => name);
  const typesOf = (some: readonly RecordField[]) => some.map(({ type }) => type);
  /** The kept fields as a structure; the others are stored. */
  const record = (expressions: readonly string[]) => [
    ...stored(noted, (i) => expressions[kept.length + i]!),
    ...construct('Record')(orNone(expressions.slice(0, kept.length))),
  ];
  const all = [...kept, ...noted];
  const isOfWindow = ({ keeps }: RecordField) => keeps === 'window';
  /** A structure of which the fields that belong to the measuring window begin anew. */
  const fresh =
    (type: string, of: string, some: readonly RecordField[]) => (expressions: readonly string[]) => {
      const value = new Map(some.filter(isOfWindow).map((field, i) => [field, expressions[i]!]));
      return construct(type)(
        orNone(some.map((field) => value.get(field) ?? `${of}.${identifier(field.name)}`)),
      );
    };
  const begins = [...kept.filter(isOfWindow), ...noted.filter(isOfWindow)];
  const freshWindow = (expressions: readonly string[]) => [
    ...stored(noted.filter(isOfWindow), (i) => expressions[kept.filter(isOfWindow).length + i]!),
    ...fresh('Record', 'r', kept)(expressions),
  ];
  const besides = (name: keyof typeof besidesFields.at) =>
    `records[${fields.length + besidesFields.at[name]}u * schedule.stride + index]`;
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
    '// What looks keep of a neuron.',
    ...structure('Record', kept),
    '// What is counted in every step.',
    ...structure('Tally', tallied),
    `const TALLIES = ${tallied.length > 0};`,
    `const ABSENT = ${wgslNumber(ABSENT)};`,
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
    ...loadAndStore('record', 'Record', kept, rowOf),
    ...loadAndStore('tally', 'Tally', tallied, rowOf),
    'fn load_past(index: u32) -> Past {',
    `  return Past(${potentialsOfPast.map((name) => `bitcast<f32>(${besides(name)})`).join(', ')}, ${besides('corners')});`,
    '}',
    '',
    'fn store_past(index: u32, past: Past) {',
    ...potentialsOfPast.map((name) => `  ${besides(name)} = bitcast<u32>(past.${name});`),
    `  ${besides('corners')} = past.corners;`,
    '}',
    '',
    'fn load_divergence(index: u32) -> u32 {',
    `  return ${besides('diverged_step')};`,
    '}',
    '',
    'fn store_divergence(index: u32, step: u32, V: f32) {',
    `  ${besides('diverged_step')} = step;`,
    `  ${besides('diverged_V')} = bitcast<u32>(V);`,
    '}',
    '',
    '// What changes with every second step alone: random numbers.',
    'struct Drawn {',
    ...[...drawn].map(([id, name]) => `  ${name}: ${wgslTypes[values.nodes[id]!.type]},`),
    ...(drawn.size === 0 ? ['  none: f32,'] : []),
    '}',
    '',
    `const DRAWS = ${drawn.size > 0};`,
    '',
    'fn draw(c: Constants, step: u32) -> Drawn {',
    ...draw.lines.map((line) => `  ${line}`),
    ...construct('Drawn')(
      drawn.size === 0 ? ['0.0'] : [...drawn.keys()].map((id) => draw.expression(id)),
    ).map((line) => `  ${line}`),
    '}',
    '',
    ...define('next_state(x: State, c: Constants, d: Drawn, step: u32) -> State', {
      roots: of('next', rows),
      symbols: either(stateSymbols('x'), now),
      draws: true,
      result: construct('State'),
    }),
    '// Whether V has a corner in the next steps.',
    ...define('turns_sharply(c: Constants, step: u32, span: f32) -> bool', {
      roots: ['corner'],
      types: ['flag'],
      symbols: either(now, fixed({ [SPAN]: 'span' })),
      result: returned,
    }),
    '// A record that begins at a step, and one of which only the measuring window begins there.',
    ...define('fresh_record(index: u32, x: State, c: Constants, step: u32) -> Record', {
      roots: of('start', namesOf(all)),
      types: typesOf(all),
      symbols: either(stateSymbols('x'), atStart),
      result: record,
    }),
    ...define('fresh_window(index: u32, r: Record, x: State, c: Constants, step: u32) -> Record', {
      roots: of('start', namesOf(begins)),
      types: typesOf(begins),
      symbols: either(stateSymbols('x'), atStart),
      result: freshWindow,
    }),
    ...define('fresh_tally(x: State, c: Constants, step: u32) -> Tally', {
      roots: of('start', namesOf(tallied)),
      types: typesOf(tallied),
      symbols: either(stateSymbols('x'), atStart),
      result: (expressions) => construct('Tally')(orNone(expressions)),
    }),
    ...define('fresh_tally_window(t: Tally, x: State, c: Constants, step: u32) -> Tally', {
      roots: of('start', namesOf(tallied.filter(isOfWindow))),
      types: typesOf(tallied.filter(isOfWindow)),
      symbols: either(stateSymbols('x'), atStart),
      result: fresh('Tally', 't', tallied),
    }),
    '// The tally after a step from the potential `before` to y.',
    ...define('counted(t: Tally, before: f32, y: State, c: Constants, step: u32) -> Tally', {
      roots: of('step', namesOf(tallied)),
      types: typesOf(tallied),
      symbols: either(inTally, stateSymbols('y'), afterwards, windowStart),
      result: (expressions) => construct('Tally')(orNone(expressions)),
    }),
    '// Which of the potentials five to two steps ago may have to be looked at, by those six to one steps ago.',
    ...define(`turned_of_four(${sixPotentials}) -> vec4<bool>`, {
      roots: of('turned', ages.map(String)),
      types: ages.map(() => 'flag'),
      symbols: potentialByAge,
      result: (expressions) => [`return vec4<bool>(${expressions.join(', ')});`],
    }),
    '// Which of them have to be.',
    ...define(`due_of_four(r: Record, ${sixPotentials}) -> vec4<bool>`, {
      roots: of('due', ages.map(String)),
      types: ages.map(() => 'flag'),
      symbols: either(inRecord, potentialByAge),
      result: (expressions) => [`return vec4<bool>(${expressions.join(', ')});`],
    }),
    '// What a look finds.',
    'struct Looked {',
    '  record: Record,',
    '  // It raises an event; it destroys one that is not noted yet.',
    '  raised: bool,',
    '  overwrites: bool,',
    '}',
    '',
    ...define('look_at(r: Record, s: Seen, c: Constants) -> Looked', {
      roots: of('look', [...namesOf(kept), 'raised', 'overwrites']),
      types: [...typesOf(kept), 'flag', 'flag'],
      symbols: either(inRecord, ofLook, windowStart),
      result: (expressions) => [
        'return Looked(',
        `  Record(${orNone(expressions.slice(0, kept.length)).join(', ')}),`,
        ...expressions.slice(kept.length).map((text) => `  ${text},`),
        ');',
      ],
    }),
    ...define('place_event(r: Record, c: Constants) -> Placed', {
      roots: ['event.step', 'event.fraction', 'event.height'],
      symbols: inRecord,
      result: construct('Placed'),
    }),
    ...define(
      'note_event(index: u32, r: Record, e: Placed, c: Constants)',
      {
        roots: of('note', namesOf(noted)),
        types: typesOf(noted),
        symbols: either(inRecord, inMemory, atEvent, windowStart),
        result: (expressions) => stored(noted, (i) => expressions[i]!),
      },
      noted.map((field) => `let ${identifier(field.name)} = ${fromWord(field.type, rowOf(field))};`),
    ),
    ...define('pending_since(r: Record, step: u32) -> u32', {
      roots: ['pending'],
      symbols: either(atStart, inRecord),
      result: returned,
    }),
    ...define('store_shown(x: State, c: Constants, step: u32, index: u32)', {
      roots: of('shown', shown),
      types: shown.map(() => 'real'),
      symbols: either(
        stateSymbols('x'),
        inRows,
        fixed({
          [STEP]: 'step',
          [TAKEN]: 'step',
          origin: 'step',
          [BEFORE]: `bitcast<f32>(${besides('V_1')})`,
        }),
        windowStart,
      ),
      result: (expressions) =>
        expressions.map((text, row) => `samples[${row}u * schedule.stride + index] = ${text};`),
    }),
    ...define('store_sample(x: State, c: Constants, step: u32, sample: u32, column: u32)', {
      roots: of('sample', sampled),
      symbols: either(stateSymbols('x'), now),
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
  /** Whether it gets what changes with every second step. */
  readonly draws?: boolean;
  /** Its last lines, made of the values. */
  result(expressions: readonly string[]): readonly string[];
}

/** The potentials six to one steps ago. */
const sixPotentials = [6, 5, 4, 3, 2, 1].map((age) => `${byAge(age)}: f32`).join(', ');

/** What does not change from step to step, each with the name that it is stored under. */
function constantsOf(values: Schedule, isLiteral: (symbol: string) => boolean): Map<number, string> {
  const ids = largestInvariants(values, values.outputs.values(), isLiteral);
  return new Map(
    [...ids].map((id) => {
      const node = values.nodes[id]!;
      return [id, node.kind === 'symbol' ? identifier(node.name) : `c${id}`] as const;
    }),
  );
}

/** A count of steps that is a constant of the shader. */
function literal(symbol: string, { varied, live, constant }: Bindings): string | undefined {
  if ([...varied, ...live].some((source) => source.symbol === symbol)) return undefined;
  const value = constant(symbol);
  return Number.isNaN(value) ? undefined : `${value}u`;
}

/** Reads a number where the constants of a neuron are set up. */
function numberExpression(symbol: string, bindings: Bindings): string {
  if (symbol === CELL) return '(schedule.first_cell + index)';
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

/** A float32 as a value, of which a count of steps has the bits. */
function fromBits(type: KeptType, value: string): string {
  return type === 'step' ? `bitcast<u32>(${value})` : value;
}

function unknown(symbol: string, where: string): never {
  throw new Error(`the formulas of "${where}" use "${symbol}", which has no value there`);
}

const statements = ({ lines }: WgslCode): string[] => lines.map((line) => `  ${line}`);

/** The potentials of the structure Past. */
const potentialsOfPast = ['V_1', 'V_2', 'V_3'] as const;
const potentialByAge = (name: string): string | undefined => (/^V_\d$/.test(name) ? name : undefined);
