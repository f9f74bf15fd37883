import { type Expr, number, or, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import type { KeptType } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';
import type { Statistic } from '../statistics/statistic.ts';
import { STEP, type System, variablesOf } from '../system/system.ts';
import { type Look, looksOf, scopeOfLooks } from './looks.ts';
import { named, reader, type Scope } from './scope.ts';

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

/** The symbol of the steps taken after the present ones; inputs count those before them. */
export const TAKEN = 'taken';
/** The symbol of the potential before a step. */
export const BEFORE = 'before';

/** The detector's name among the statistics. */
const DETECTOR = 'events';

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

function resultOf(scope: Scope, { name, fields, result }: Statistic): Expr {
  const { read, define } = reader(scope, name, fields);
  if (typeof result === 'string') return read(result);
  define(result.definitions);
  return read(result.value);
}
