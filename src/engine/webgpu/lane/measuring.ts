import { identifier } from '../../../formula/wgsl.ts';
import type { RecordField } from '../../measuring.ts';
import type { Lane } from './lane.ts';
import { ages, byAge } from './plan.ts';
import { store, stored } from './records.ts';
import {
  afterwards,
  atEvent,
  atStart,
  either,
  fieldsOf,
  members,
  ofLook,
  potentialByAge,
  windowStart,
} from './symbols.ts';
import { construct, orNone, returned, statement } from './text.ts';

/** What is kept of a neuron: how it begins, and what steps, looks and events change of it. */
export function measuringCode(lane: Lane): string[] {
  return [...beginnings(lane), ...countings(lane), ...looks(lane), ...events(lane)];
}

/** Records that begin at a step, and those of which only the measuring window begins there. */
function beginnings({ program, places, rows, printer }: Lane): string[] {
  const { kept, noted, tallied } = places;
  const starting = (fields: readonly RecordField[]) => ({
    ...wanted('start', fields),
    symbols: either(members(rows, 'x.'), atStart),
  });
  const windowed = { kept: kept.filter(isOfWindow), noted: noted.filter(isOfWindow) };
  return [
    '// A record that begins at a step, and one of which only the measuring window begins there.',
    ...printer.define('fresh_record(index: u32, x: State, c: Constants, step: u32) -> Record', {
      ...starting([...kept, ...noted]),
      result: (expressions) => [
        ...store(program, noted, expressions.slice(kept.length)),
        ...construct('Record')(orNone(expressions.slice(0, kept.length))),
      ],
    }),
    ...printer.define('fresh_window(index: u32, r: Record, x: State, c: Constants, step: u32) -> Record', {
      ...starting([...windowed.kept, ...windowed.noted]),
      result: (expressions) => [
        ...store(program, windowed.noted, expressions.slice(windowed.kept.length)),
        ...freshWindow('Record', 'r', kept)(expressions),
      ],
    }),
    ...printer.define('fresh_tally(x: State, c: Constants, step: u32) -> Tally', {
      ...starting(tallied),
      result: (expressions) => construct('Tally')(orNone(expressions)),
    }),
    ...printer.define('fresh_tally_window(t: Tally, x: State, c: Constants, step: u32) -> Tally', {
      ...starting(tallied.filter(isOfWindow)),
      result: freshWindow('Tally', 't', tallied),
    }),
  ];
}

function countings({ places: { tallied }, rows, printer }: Lane): string[] {
  return [
    '// The tally after a step from the potential `before` to y.',
    ...printer.define('counted(t: Tally, before: f32, y: State, c: Constants, step: u32) -> Tally', {
      ...wanted('step', tallied),
      symbols: either(fieldsOf(tallied, 't.'), members(rows, 'y.'), afterwards, windowStart),
      result: (expressions) => construct('Tally')(orNone(expressions)),
    }),
  ];
}

function looks({ places: { kept }, printer }: Lane): string[] {
  const potentials = [6, 5, 4, 3, 2, 1].map((age) => `${byAge(age)}: f32`).join(', ');
  const ofFour = (asked: string) => ({
    roots: ages.map((age) => `${asked}:${age}`),
    types: ages.map(() => 'flag' as const),
    result: (expressions: readonly string[]) => [`return vec4<bool>(${expressions.join(', ')});`],
  });
  return [
    '// Which of the potentials five to two steps ago may have to be looked at, by those six to one steps ago.',
    ...printer.define(`turned_of_four(${potentials}) -> vec4<bool>`, {
      ...ofFour('turned'),
      symbols: potentialByAge,
    }),
    ...printer.limits(fieldsOf(kept, 'r.')),
    '// Which of them have to be.',
    ...printer.define(`due_of_four(l: Limits, ${potentials}) -> vec4<bool>`, {
      ...ofFour('due'),
      symbols: potentialByAge,
      limits: true,
    }),
    '// What a look finds.',
    'struct Looked {',
    '  record: Record,',
    '  // It raises an event; it destroys one that is not noted yet.',
    '  raised: bool,',
    '  overwrites: bool,',
    '}',
    '',
    ...printer.define('look_at(r: Record, s: Seen, c: Constants) -> Looked', {
      roots: [...wanted('look', kept).roots, 'look:raised', 'look:overwrites'],
      types: [...wanted('look', kept).types, 'flag', 'flag'],
      symbols: either(fieldsOf(kept, 'r.'), ofLook, windowStart),
      result: (expressions) =>
        construct('Looked')([
          `Record(${orNone(expressions.slice(0, kept.length)).join(', ')})`,
          ...expressions.slice(kept.length),
        ]),
    }),
    '// One record or another: where both sides of a branch are executed a choice costs less.',
    'fn either_record(is_second: bool, first: Record, second: Record) -> Record {',
    ...construct('Record')(
      orNone(
        kept
          .map(({ name }) => identifier(name))
          .map((field) => `select(first.${field}, second.${field}, is_second)`),
      ),
    ).map(statement),
    '}',
    '',
  ];
}

function events({ program, places: { kept, noted }, printer }: Lane): string[] {
  return [
    '// Where an event lies: near a step, a fraction of one away; and the potential there.',
    'struct Placed {',
    '  step: u32,',
    '  fraction: f32,',
    '  height: f32,',
    '}',
    '',
    ...printer.define('place_event(r: Record, c: Constants) -> Placed', {
      roots: ['event.step', 'event.fraction', 'event.height'],
      symbols: fieldsOf(kept, 'r.'),
      result: construct('Placed'),
    }),
    ...printer.define('note_event(index: u32, r: Record, e: Placed, c: Constants)', {
      ...wanted('note', noted),
      symbols: either(fieldsOf(kept, 'r.'), fieldsOf(noted, ''), atEvent, windowStart),
      first: noted.map((field) => `let ${identifier(field.name)} = ${stored(program, field)};`),
      result: (expressions) => store(program, noted, expressions),
    }),
    ...printer.define('pending_since(r: Record, step: u32) -> u32', {
      roots: ['pending'],
      symbols: either(atStart, fieldsOf(kept, 'r.')),
      result: returned,
    }),
  ];
}

/** Fields as the plan names them, with their types. */
function wanted(what: string, fields: readonly RecordField[]) {
  return { roots: fields.map(({ name }) => `${what}:${name}`), types: fields.map(({ type }) => type) };
}

const isOfWindow = ({ keeps }: RecordField) => keeps === 'window';

/** A structure of which the fields that belong to the measuring window begin anew; the others stay as they are in `of`. */
const freshWindow =
  (type: string, of: string, fields: readonly RecordField[]) => (expressions: readonly string[]) => {
    const begun = new Map(fields.filter(isOfWindow).map((field, i) => [field, expressions[i]!]));
    const all = fields.map((field) => begun.get(field) ?? `${of}.${identifier(field.name)}`);
    return construct(type)(orNone(all));
  };
