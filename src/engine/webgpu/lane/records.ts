import { symbolsOf } from '../../../formula/expr.ts';
import type { RecordField } from '../../measuring.ts';
import type { Program } from '../../program.ts';

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

/** WGSL of the word of a field in memory. */
export function wordOf({ fields }: Program, field: RecordField): string {
  return `records[${fields.indexOf(field)}u * schedule.stride + index]`;
}

/** WGSL of a word that is no field's. */
export function wordBesides({ fields }: Program, name: keyof typeof besidesFields.at): string {
  return `records[${fields.length + besidesFields.at[name]}u * schedule.stride + index]`;
}

/** A field in memory as a value. */
export function stored(program: Program, field: RecordField): string {
  const word = wordOf(program, field);
  return { real: `bitcast<f32>(${word})`, step: word, flag: `${word} != 0u` }[field.type];
}

/** Puts values into fields in memory. */
export function store(program: Program, fields: readonly RecordField[], values: readonly string[]): string[] {
  return fields.map((field, i) => {
    const value = values[i]!;
    const word = { real: `bitcast<u32>(${value})`, step: value, flag: `select(0u, 1u, ${value})` }[
      field.type
    ];
    return `${wordOf(program, field)} = ${word};`;
  });
}
