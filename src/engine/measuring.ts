import {
  and,
  differ,
  type Expr,
  less,
  lessEqual,
  maximum,
  minimum,
  number,
  or,
  substitute,
  substituteAll,
  subtract,
  symbol,
  symbolsOf,
} from '../formula/expr.ts';
import { parse } from '../formula/parse.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import type { KeptType } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';
import { ALWAYS, type Due, type Field, type Quiet, type Statistic } from '../statistics/statistic.ts';
import { SPAN, STEP, type System, variablesOf } from '../system/system.ts';

/** A field of the record of a neuron, by its full name such as `spikes.count`. */
export interface RecordField {
  readonly name: string;
  readonly type: KeptType;
  readonly start: Expr;
  readonly keeps: 'window' | 'run';
}

/** What is kept of every neuron besides its state, and how. */
export interface Measuring {
  readonly fields: readonly RecordField[];
  /** Fields after a step, of the fields before it, of the states after it and of the potential before it. */
  readonly everyStep: Formulas;
  /** What a look at one potential and its neighbours (`Seen`) finds. */
  readonly look: Look;
  /** Where the event lies: `event.step` (a count), `event.fraction` and `event.height`, of the fields. */
  readonly event: Formulas;
  /** Fields after an event, of the fields before it and of where it lies. */
  readonly note: Formulas;
  /** Whether an event may come that lies before the present, and from which step on. */
  readonly waits: { readonly while: Expr; readonly step: Expr } | undefined;
  /** Whether V has a corner in the next `span` (a symbol) steps. */
  readonly corner: Expr;
  /** What comes out: formulas of the fields. */
  readonly results: ReadonlyMap<string, Expr>;
}

export interface Look {
  /** Fields after it, of those before it. */
  readonly fields: Formulas;
  /** Whether it raises an event. */
  readonly raised: Expr;
  /** Whether it would destroy one that is not noted yet. */
  readonly overwrites: Expr;
  /** Whether it may have to be taken, of the potential and those next to it alone. */
  readonly turned: Expr;
  /** Whether it has to be taken, of these and of the fields: one that may and need not changes nothing. */
  readonly due: Expr;
  /** What tells most of those that need not be taken at little cost: false where `due` is. */
  readonly likely: Expr;
}

/** The symbol of the steps taken after the present ones; inputs count those before them. */
export const TAKEN = 'taken';
/** The symbol of the potential before a step. */
export const BEFORE = 'before';

/** The symbols of what a look sees: a potential, those around it, and the steps that had been taken then. */
export const seen = {
  V: 'seen.V',
  step: 'seen.step',
  /** The potentials next to it. */
  V_before: 'seen.V_before',
  V_after: 'seen.V_after',
  /** The same and those beyond, ABSENT where there is a corner in between. */
  before2: 'seen.before2',
  before1: 'seen.before1',
  after1: 'seen.after1',
  after2: 'seen.after2',
} as const;

/**
 * Changes of V in a step (mV) that are no more than rounding: a cell at rest goes to and fro by the last digits of V. Twice the
 * distance of two float32 numbers between 64 and 128.
 */
const ROUNDING = 2e-5;

/** The detector's name among the statistics. */
const DETECTOR = 'events';

type Scope = ReadonlyMap<string, Expr>;

/**
 * Puts together what the detector and the statistics of a problem keep.
 * @param observed observables by name, as formulas of the states
 * @param prepare makes constants of the numbers that are fixed
 */
export function measuringOf(
  { system, detector, statistics, dt }: Problem,
  observed: Formulas,
  prepare: (formulas: Formulas) => Formulas,
): Measuring {
  const corner = system.inputs.map(({ jumps }) => jumps).reduce(or, number(0));
  const keepers = [{ name: DETECTOR, ...detector }, ...statistics];
  const prepared = (formula: Expr) => prepare(new Map([['it', formula]])).get('it')!;
  const now: Scope = new Map<string, Expr>([
    ...substituteAll(observed, new Map([[STEP, symbol(TAKEN)]])),
    ['step', symbol(TAKEN)],
    ['V', symbol(system.potential)],
    ['dt', number(dt)],
    [
      'corner.next',
      substitute(
        corner,
        new Map([
          [STEP, symbol(TAKEN)],
          [SPAN, number(1)],
        ]),
      ),
    ],
  ]);
  const stepping = new Map([...now, ['V_before', symbol(BEFORE)] as const]);
  const looking = scopeOfLooks(system, observed, dt);
  const { turned, due, likely } = looksOf(keepers, looking);
  const everyStep = new Map(
    statistics.flatMap(({ name, fields, step, definitions }) =>
      named(stepping, name, fields, step, definitions),
    ),
  );
  const look = new Map([
    ...named(looking, DETECTOR, detector.fields, detector.look),
    ...statistics.flatMap(({ name, fields, look: own, definitions }) =>
      named(looking, name, fields, own, definitions),
    ),
  ]);
  const note = new Map(statistics.flatMap(({ name, fields, event }) => named(now, name, fields, event)));
  checkFields({ step: everyStep, look, event: note }, system);
  const byDetector = reader(looking, DETECTOR, detector.fields);
  const own = reader(now, DETECTOR, detector.fields);
  own.define(detector.definitions);
  return {
    fields: keepers.flatMap(({ name, fields = {} }) =>
      Object.entries(fields).map(([field, { type = 'real', start, keeps = 'window' }]) => ({
        name: `${name}.${field}`,
        type,
        start: prepared(reader(now, name).read(start)),
        keeps,
      })),
    ),
    everyStep: prepare(everyStep),
    look: {
      fields: prepare(look),
      raised: prepared(byDetector.read(detector.raised)),
      overwrites: prepared(byDetector.read(detector.overwrites)),
      turned: prepared(turned),
      due: prepared(due),
      likely: prepared(likely),
    },
    event: prepare(
      new Map(
        Object.entries(detector.event).map(([part, text]) => [`event.${part}`, own.read(text)] as const),
      ),
    ),
    note: prepare(note),
    waits: detector.waits && { while: own.read(detector.waits.while), step: own.read(detector.waits.step) },
    corner: prepared(corner),
    results: prepare(new Map(statistics.map((statistic) => [statistic.name, resultOf(stepping, statistic)]))),
  };
}

/** Fields that are changed in steps, at looks and at events. */
type Changes = Readonly<Record<'step' | 'look' | 'event', Formulas>>;

/**
 * Engines go through steps, looks and events at different times: a field is changed in one of them, and read where it is
 * certain how far it is. A look comes two steps late, so it sees no state but V.
 * @throws TypeError that names the field
 */
function checkFields(changes: Changes, system: System): void {
  const kinds = Object.keys(changes) as (keyof Changes)[];
  const readable = { step: ['step'], look: ['look'], event: ['look', 'event'] };
  for (const kind of kinds) {
    for (const [field, formula] of changes[kind]) {
      const other = kinds.find((one) => one !== kind && changes[one].has(field));
      if (other) throw new TypeError(`"${field}" is changed in ${kind} and ${other}; use two fields`);
      const symbols = [...symbolsOf(formula)];
      const strange = kinds.find(
        (one) => !readable[kind].includes(one) && symbols.some((name) => changes[one].has(name)),
      );
      if (strange)
        throw new TypeError(`"${field}" is changed in ${kind} and cannot be made of what ${strange} changes`);
      const state =
        kind === 'look' ? variablesOf(system).find(({ name }) => symbols.includes(name)) : undefined;
      if (state)
        throw new TypeError(`"${field}" is changed at looks, which see V alone and not ${state.name}`);
    }
  }
}

/** What a look sees. Of the states it sees V alone, so of the observables those that depend on no state. */
function scopeOfLooks(system: System, observed: Formulas, dt: number): Scope {
  const [V, before, after] = [symbol(seen.V), symbol(seen.V_before), symbol(seen.V_after)];
  const changes = [subtract(V, before), subtract(after, V)] as const;
  const [rose, rises] = changes.map((change) => less(number(ROUNDING), change)) as [Expr, Expr];
  const [fell, falls] = changes.map((change) => less(change, number(-ROUNDING))) as [Expr, Expr];
  const still = [...substituteAll(observed, new Map([[STEP, symbol(seen.step)]]))].filter(
    ([, formula]) => !variablesOf(system).some(({ name }) => symbolsOf(formula).has(name)),
  );
  return new Map<string, Expr>([
    ...still,
    ...Object.entries(seen).map(([name, symbolOf]) => [name, symbol(symbolOf)] as const),
    ['dt', number(dt)],
    // It ceases or begins to rise, or to fall.
    ['turns', or(differ(rose, rises), differ(fell, falls))],
  ]);
}

type Keeper = Pick<Statistic, 'name' | 'fields' | 'look' | 'due'>;

/** A reason of a statistic, with what reads its formulas. */
type Reason = Due & { readonly keeper: Keeper };

/** Which looks may have to be taken, and which of these have to be. */
function looksOf(keepers: readonly Keeper[], scope: Scope): Pick<Look, 'turned' | 'due' | 'likely'> {
  const reasons = keepers.flatMap((keeper): Reason[] =>
    keeper.look ? (keeper.due ?? [{}]).map((due) => ({ ...due, keeper })) : [],
  );
  const looks = [...new Set(reasons.map(({ when = 'turns' }) => when))].map((one) => {
    const turned = reader(scope, '').read(one);
    const those = reasons.filter(({ when = 'turns' }) => when === one);
    const due = and(turned, isLoud(those, scope));
    return { turned, due, likely: one === ALWAYS ? due : turned };
  });
  const any = (which: keyof (typeof looks)[number]) => looks.map((look) => look[which]).reduce(or, number(0));
  return { turned: any('turned'), due: any('due'), likely: any('likely') };
}

/** Whether V is outside of what is quiet for all of some reasons. */
function isLoud(reasons: readonly Reason[], scope: Scope): Expr {
  if (reasons.some(({ quiet }) => !quiet)) return number(1);
  const ends = (end: keyof Quiet) =>
    reasons.flatMap(({ keeper: { name, fields }, quiet }) => {
      const text = quiet![end];
      return text === undefined ? [] : [reader(scope, name, fields).read(text)];
    });
  const [above, below] = [ends('above'), ends('below')];
  const V = symbol(seen.V);
  return or(
    above.length > 0 ? lessEqual(V, above.reduce(maximum)) : number(0),
    below.length > 0 ? lessEqual(below.reduce(minimum), V) : number(0),
  );
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
  definitions: Readonly<Record<string, string>> = {},
): (readonly [string, Expr])[] {
  const { read, define } = reader(scope, name, fields);
  define(definitions);
  return Object.entries(formulas).map(([field, text]) => [`${name}.${field}`, read(text)] as const);
}

function resultOf(scope: Scope, { name, fields, result }: Statistic): Expr {
  const { read, define } = reader(scope, name, fields);
  if (typeof result === 'string') return read(result);
  define(result.definitions);
  return read(result.value);
}
