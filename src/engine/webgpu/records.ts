import { symbolsOf } from '../../formula/expr.ts';
import type { KeptType } from '../../formula/schedule.ts';
import { identifier, wgslTypes } from '../../formula/wgsl.ts';
import type { RecordField } from '../measuring.ts';
import type { Program } from '../program.ts';

// The record of a neuron: where its fields are while it is advanced, and how they stand in memory, a word in a row each.

/** Where fields are while a neuron is advanced. */
export interface Places {
  /** In registers: those that looks change or need, and those that place an event. */
  readonly kept: readonly RecordField[];
  /** In registers: those that every step changes. */
  readonly tallied: readonly RecordField[];
  /** In memory: those that events alone change. */
  readonly noted: readonly RecordField[];
}

export function placesOf({ fields, everyStep, look, event, waits }: Program): Places {
  const formulas = [...look.fields.values(), look.raised, look.overwrites, ...event.values()];
  if (waits) formulas.push(waits.while, waits.step);
  const used = new Set([...look.fields.keys(), ...formulas.flatMap((formula) => [...symbolsOf(formula)])]);
  const place = ({ name }: RecordField) =>
    everyStep.has(name) ? 'tallied' : used.has(name) ? 'kept' : 'noted';
  const at = (wanted: keyof Places) => fields.filter((field) => place(field) === wanted);
  return { kept: at('kept'), tallied: at('tallied'), noted: at('noted') };
}

/** Rows of the records after those of the fields: the structure Past of the skeleton, and where V diverged. */
const rowsBesides = ['V_1', 'V_2', 'V_3', 'corners', 'diverged_step', 'diverged_V'] as const;
export const besidesFields = {
  rows: rowsBesides.length,
  at: Object.fromEntries(rowsBesides.map((name, i) => [name, i])) as Record<
    (typeof rowsBesides)[number],
    number
  >,
};

/** A structure needs a member. */
export const orNone = (expressions: readonly string[]): readonly string[] =>
  expressions.length === 0 ? ['0.0'] : expressions;

export function structure(name: string, fields: readonly RecordField[]): string[] {
  const members = fields.map((field) => `  ${identifier(field.name)}: ${wgslTypes[field.type]},`);
  return [`struct ${name} {`, ...(members.length === 0 ? ['  none: f32,'] : members), '}', ''];
}

export function loadAndStore(
  what: string,
  type: string,
  fields: readonly RecordField[],
  rowOf: (field: RecordField) => string,
): string[] {
  return [
    `fn load_${what}(index: u32) -> ${type} {`,
    `  return ${type}(`,
    ...orNone(fields.map((field) => fromWord(field.type, rowOf(field)))).map((text) => `    ${text},`),
    '  );',
    '}',
    '',
    `fn store_${what}(index: u32, values: ${type}) {`,
    ...fields.map(
      (field) => `  ${rowOf(field)} = ${toWord(field.type, `values.${identifier(field.name)}`)};`,
    ),
    '}',
    '',
  ];
}

/** A word of a record as a value. */
export function fromWord(type: KeptType, word: string): string {
  return { real: `bitcast<f32>(${word})`, step: word, flag: `${word} != 0u` }[type];
}

export function toWord(type: KeptType, value: string): string {
  return { real: `bitcast<u32>(${value})`, step: value, flag: `select(0u, 1u, ${value})` }[type];
}
