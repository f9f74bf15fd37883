import {
  type Expr,
  maximum,
  minimum,
  number,
  or,
  select,
  substitute,
  substituteAll,
  symbol,
  symbolsOf,
} from '../formula/expr.ts';
import { parse } from '../formula/parse.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import type { ValueType } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';
import { ABSENT, type Field, type Statistic } from '../statistics/statistic.ts';
import { SPAN, STEP } from '../system/system.ts';

/** A field of the record of a neuron, by its full name such as `spikes.count`. */
export interface RecordField {
  readonly name: string;
  readonly type: ValueType;
  readonly start: Expr;
  readonly keeps: 'window' | 'run';
}

/** What is kept of every neuron besides its state, and how. */
export interface Measuring {
  readonly fields: readonly RecordField[];
  /** Fields after a step, of the fields before it, of the states after it and of the potential before it. */
  readonly everyStep: Formulas;
  /** What a look finds that comes after four steps, and after a single one. */
  readonly looks: Readonly<Record<Span, Look>>;
  /** Where the event lies: `event.step` (a count), `event.fraction` and `event.height`, of the fields. */
  readonly event: Formulas;
  /** Fields after an event, of the fields before it and of where it lies. */
  readonly note: Formulas;
  /** Whether an event may come that lies before the present, and from which step on. */
  readonly waits: { readonly while: Expr; readonly step: Expr } | undefined;
  /** What comes out: formulas of the fields. */
  readonly results: ReadonlyMap<string, Expr>;
}

/** Steps that are looked at together. */
export type Span = 4 | 1;

/** All of it as formulas of the fields before the look, the states after it and the potentials in between. */
export interface Look {
  /** Fields after it. */
  readonly fields: Formulas;
  /** Whether it raises an event. */
  readonly raised: Expr;
  /** Whether it would destroy one that is not noted yet. */
  readonly overwrites: Expr;
  /** Whether the steps have to be looked at one by one instead. */
  readonly unclear: Expr;
}

/** The symbol of the steps taken after the present ones; inputs count those before them. */
export const TAKEN = 'taken';
/** The symbols of the potential before the steps that are looked at, and after each but the last of them. */
export const beforeSteps = (potential: string): string => `${potential}.before`;
export const afterStep = (potential: string, n: number): string => `${potential}.after${n}`;

/** The detector's name among the statistics. */
const DETECTOR = 'events';
/** Fields in which earlier potentials are kept, where somebody asks for them. */
const pathField = (age: number): string => `path.V_${age}`;
const OLDEST = 7;

type Scope = ReadonlyMap<string, Expr>;

/**
 * Puts together what the detector and the statistics of a problem keep.
 * @param observed observables by name, as formulas of the states
 * @param prepare makes constants of the numbers that are fixed
 */
export function measuringOf(
  { system, detector, statistics }: Problem,
  observed: Formulas,
  prepare: (formulas: Formulas) => Formulas,
): Measuring {
  const keepers = [{ name: DETECTOR, ...detector }, ...statistics];
  const global: Scope = new Map<string, Expr>([
    ...substituteAll(observed, new Map([[STEP, symbol(TAKEN)]])),
    ['step', symbol(TAKEN)],
    ['V', symbol(system.potential)],
  ]);
  const jumps = system.inputs.map((input) => input.jumps).reduce(or, number(0));
  const views = ([4, 1] as const).map((span) => {
    const corner = substitute(jumps, new Map([[SPAN, number(span)]]));
    const scope = new Map([...global, ...potentials(system.potential, span, corner)]);
    const fields = keepers.flatMap(({ name, fields: kept, look }) => named(scope, name, kept, look));
    return { span, corner, scope, fields: new Map(prepare(new Map(fields))) };
  });
  const path = pathFields(views.flatMap(({ fields }) => [...fields.values()]));
  const looks = views.map(({ span, corner, scope, fields }): Look => {
    const own = reader(scope, DETECTOR, detector.fields);
    for (const [name, symbolOf] of path) fields.set(name, scope.get(symbolOf)!);
    const { raised, overwrites, unclear } = Object.fromEntries(
      prepare(
        new Map([
          ['raised', own.read(detector.raised)],
          ['overwrites', own.read(detector.overwrites)],
          ['unclear', span === 1 ? number(0) : or(corner, own.read(detector.unclear))],
        ]),
      ),
    ) as Record<'raised' | 'overwrites' | 'unclear', Expr>;
    return { fields: prepare(fields), raised, overwrites, unclear };
  });

  const stepping = new Map([...global, ['V_before', symbol(beforeSteps(system.potential))] as const]);
  const own = reader(global, DETECTOR, detector.fields);
  own.define(detector.definitions);
  const fields = [
    ...keepers.flatMap(({ name, fields: kept = {} }) =>
      Object.entries(kept).map(([field, { type = 'real', start, keeps = 'window' }]) => ({
        name: `${name}.${field}`,
        type,
        start: reader(global, name).read(start),
        keeps,
      })),
    ),
    ...path.map(([name]) => ({
      name,
      type: 'real' as const,
      start: number(ABSENT),
      keeps: 'run' as const,
    })),
  ];
  return {
    fields: fields.map((field) => ({
      ...field,
      start: prepare(new Map([['start', field.start]])).get('start')!,
    })),
    everyStep: prepare(
      new Map(statistics.flatMap(({ name, fields: kept, step }) => named(stepping, name, kept, step))),
    ),
    looks: { 4: looks[0]!, 1: looks[1]! },
    event: prepare(
      new Map(
        Object.entries(detector.event).map(([part, text]) => [`event.${part}`, own.read(text)] as const),
      ),
    ),
    note: prepare(
      new Map(statistics.flatMap(({ name, fields: kept, event }) => named(global, name, kept, event))),
    ),
    waits: detector.waits && { while: own.read(detector.waits.while), step: own.read(detector.waits.step) },
    results: prepare(new Map(statistics.map((statistic) => [statistic.name, resultOf(global, statistic)]))),
  };
}

/** Reads formulas of a statistic; its own fields and definitions come before everything else. */
function reader(outer: Scope, name: string, fields: Readonly<Record<string, Field>> = {}) {
  const scope = new Map(outer);
  for (const field of Object.keys(fields)) scope.set(field, symbol(`${name}.${field}`));
  const read = (text: string) => substitute(parse(text), scope);
  return {
    read,
    define: (definitions: Readonly<Record<string, string>>) => {
      for (const [defined, text] of Object.entries(definitions)) scope.set(defined, read(text));
    },
  };
}

/** Formulas of the fields of a statistic, by their full names. */
function named(
  scope: Scope,
  name: string,
  fields: Statistic['fields'],
  formulas: Readonly<Record<string, string>> = {},
): (readonly [string, Expr])[] {
  const { read } = reader(scope, name, fields);
  return Object.entries(formulas).map(([field, text]) => [`${name}.${field}`, read(text)] as const);
}

function resultOf(scope: Scope, { name, fields, result }: Statistic): Expr {
  const { read, define } = reader(scope, name, fields);
  if (typeof result === 'string') return read(result);
  define(result.definitions);
  return read(result.value);
}

/** What a look sees of the potential. @param corner whether there is a corner in the steps that it looks at */
function potentials(name: string, span: Span, corner: Expr): Scope {
  const [V, before] = [symbol(name), symbol(beforeSteps(name))];
  const absent = number(ABSENT);
  const earlier = (age: number) => symbol(pathField(age));
  const scope = new Map<string, Expr>([
    ['V_0', V],
    ['four', number(span === 4 ? 1 : 0)],
  ]);
  if (span === 1) {
    const seen = (potential: Expr) => select(corner, absent, potential);
    scope.set('V_1', seen(before));
    for (let age = 2; age <= OLDEST; age++) scope.set(`V_${age}`, age <= 4 ? seen(earlier(age - 1)) : absent);
    return new Map([...scope, ['V_max', V], ['V_min', V], ['V_first', seen(V)], ['V_second', absent]]);
  }
  // Where there is a corner among four steps they are looked at one by one.
  const [first, second, third] = [1, 2, 3].map((n) => symbol(afterStep(name, n))) as [Expr, Expr, Expr];
  const news = [third, second, first, before];
  for (const [i, potential] of news.entries()) scope.set(`V_${i + 1}`, potential);
  for (let age = 5; age <= OLDEST; age++) scope.set(`V_${age}`, earlier(age - 4));
  return new Map([
    ...scope,
    ['V_max', maximum(maximum(first, second), maximum(third, V))],
    ['V_min', minimum(minimum(first, second), minimum(third, V))],
    ['V_first', first],
    ['V_second', second],
  ]);
}

/** The fields that keep as many earlier potentials as formulas ask for, each with the symbol of its value after a look. */
function pathFields(formulas: readonly Expr[]): readonly (readonly [field: string, symbolOf: string])[] {
  const used = new Set(formulas.flatMap((formula) => [...symbolsOf(formula)]));
  const oldest = Math.max(0, ...[1, 2, 3].filter((age) => used.has(pathField(age))));
  return Array.from({ length: oldest }, (_, i) => [pathField(i + 1), `V_${i + 1}`] as const);
}
