import { type Expr, number, or, select, substitute, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import { parse } from '../formula/parse.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import type { ValueType } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';
import { ABSENT, type Field, type Statistic } from '../statistics/statistic.ts';
import { STEP } from '../system/system.ts';

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
  readonly watch: Formulas;
  /** Whether the step raises an event, and whether it would destroy one that is not noted yet. */
  readonly raised: Expr;
  readonly overwrites: Expr;
  /** Where the event lies: `event.step` (a count), `event.fraction` and `event.height`, of the fields. */
  readonly event: Formulas;
  /** Fields after an event, of the fields before it and of where it lies. */
  readonly note: Formulas;
  /** Whether an event may come that lies before the present, and from which step on. */
  readonly waits: { readonly while: Expr; readonly step: Expr } | undefined;
  /** What comes out: formulas of the fields. */
  readonly results: ReadonlyMap<string, Expr>;
}

/** The detector's name among the statistics. */
const DETECTOR = 'events';
/** Fields in which earlier potentials are kept, where somebody asks for them. */
const pathField = (age: number): string => `path.V_${age}`;
const LONGEST_PATH = 4;
/** The symbol of the steps taken after the present one; inputs count those before it. */
export const TAKEN = 'taken';

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
  const jumps = system.inputs.map((input) => input.jumps).reduce(or, number(0));
  const potential = symbol(system.potential);
  const before = symbol(`${system.potential}_before`);
  const absent = number(ABSENT);

  const taken = symbol(TAKEN);
  const global = new Map<string, Expr>([
    ...substituteAll(observed, new Map([[STEP, taken]])),
    ['step', taken],
    ['V', potential],
    ['V_before', before],
    ['V_0', select(jumps, absent, potential)],
    ['V_1', select(jumps, absent, before)],
  ]);
  for (let age = 2; age <= LONGEST_PATH; age++)
    global.set(`V_${age}`, select(jumps, absent, symbol(pathField(age))));

  /** Reads a formula of a statistic; its own fields and definitions come before everything else. */
  const reader = (name: string, fields: Readonly<Record<string, Field>> = {}) => {
    const scope = new Map<string, Expr>(global);
    for (const field of Object.keys(fields)) scope.set(field, symbol(`${name}.${field}`));
    return {
      read: (text: string) => substitute(parse(text), scope),
      define: (definitions: Readonly<Record<string, string>>) => {
        for (const [defined, text] of Object.entries(definitions)) scope.set(defined, substitute(parse(text), scope));
      },
    };
  };
  const named = (name: string, fields: Statistic['fields'], formulas: Readonly<Record<string, string>> = {}) => {
    const { read } = reader(name, fields);
    return Object.entries(formulas).map(([field, text]) => [`${name}.${field}`, read(text)] as const);
  };

  const watch = new Map<string, Expr>(keepers.flatMap(({ name, fields, step }) => named(name, fields, step)));
  const path = pathFields(watch.values(), global);
  for (const [name, formula] of path) watch.set(name, formula);
  const fields = [
    ...keepers.flatMap(({ name, fields = {} }) =>
      Object.entries(fields).map(([field, { type = 'real', start, keeps = 'window' }]) => ({
        name: `${name}.${field}`,
        type,
        start: reader(name).read(start),
        keeps,
      })),
    ),
    ...[...path.keys()].map((name) => ({ name, type: 'real' as const, start: absent, keeps: 'run' as const })),
  ];

  const own = reader(DETECTOR, detector.fields);
  const decisions = { raised: own.read(detector.raised), overwrites: own.read(detector.overwrites) };
  own.define(detector.definitions);
  const event = new Map(
    Object.entries(detector.event).map(([part, text]) => [`event.${part}`, own.read(text)] as const),
  );
  const results = new Map(
    statistics.map(({ name, fields, result }) => {
      const { read, define } = reader(name, fields);
      if (typeof result === 'string') return [name, read(result)] as const;
      define(result.definitions);
      return [name, read(result.value)] as const;
    }),
  );
  const note = new Map(statistics.flatMap(({ name, fields, event }) => named(name, fields, event)));
  const prepared = prepare(new Map(Object.entries(decisions)));
  return {
    fields: fields.map((field) => ({ ...field, start: prepare(new Map([['start', field.start]])).get('start')! })),
    watch: prepare(watch),
    raised: prepared.get('raised')!,
    overwrites: prepared.get('overwrites')!,
    event: prepare(event),
    note: prepare(note),
    waits: detector.waits && { while: own.read(detector.waits.while), step: own.read(detector.waits.step) },
    results: prepare(results),
  };
}

/** The fields that keep as many earlier potentials as formulas ask for, with their values after a step. */
function pathFields(formulas: Iterable<Expr>, global: ReadonlyMap<string, Expr>): Formulas {
  const used = new Set([...formulas].flatMap((formula) => [...symbolsOf(formula)]));
  const ages = Array.from({ length: LONGEST_PATH - 1 }, (_, i) => i + 2);
  const oldest = Math.max(1, ...ages.filter((age) => used.has(pathField(age))));
  // What was one step ago will be two steps ago.
  return new Map(
    ages.filter((age) => age <= oldest).map((age) => [pathField(age), global.get(`V_${age - 1}`)!] as const),
  );
}
