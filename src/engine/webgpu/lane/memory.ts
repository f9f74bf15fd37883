import { identifier, wgslNumber, wgslTypes } from '../../../formula/wgsl.ts';
import { ABSENT } from '../../../statistics/statistic.ts';
import type { RecordField } from '../../measuring.ts';
import type { Program } from '../../program.ts';
import type { Lane } from './lane.ts';
import { store, stored, wordBesides } from './records.ts';
import { construct, orNone, statement } from './text.ts';

/** The record of a neuron, and how it comes from memory and goes back. */
export function memoryCode({ program, places: { kept, tallied } }: Lane): string[] {
  const besides = (name: Parameters<typeof wordBesides>[1]) => wordBesides(program, name);
  const past = potentialsOfPast.map((name) => `bitcast<f32>(${besides(name)})`);
  return [
    '// What looks keep of a neuron.',
    ...structure('Record', kept),
    '// What is counted in every step.',
    ...structure('Tally', tallied),
    `const TALLIES = ${tallied.length > 0};`,
    `const ABSENT = ${wgslNumber(ABSENT)};`,
    '',
    ...loadAndStore(program, 'record', 'Record', kept),
    ...loadAndStore(program, 'tally', 'Tally', tallied),
    'fn load_past(index: u32) -> Past {',
    `  return Past(${past.join(', ')}, ${besides('corners')});`,
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
  ];
}

function structure(name: string, fields: readonly RecordField[]): string[] {
  const members = fields.map((field) => `  ${identifier(field.name)}: ${wgslTypes[field.type]},`);
  return [`struct ${name} {`, ...(members.length === 0 ? ['  none: f32,'] : members), '}', ''];
}

function loadAndStore(
  program: Program,
  what: string,
  type: string,
  fields: readonly RecordField[],
): string[] {
  const values = fields.map((field) => `values.${identifier(field.name)}`);
  return [
    `fn load_${what}(index: u32) -> ${type} {`,
    ...construct(type)(orNone(fields.map((field) => stored(program, field)))).map(statement),
    '}',
    '',
    `fn store_${what}(index: u32, values: ${type}) {`,
    ...store(program, fields, values).map(statement),
    '}',
    '',
  ];
}

/** The potentials of the structure Past. */
const potentialsOfPast = ['V_1', 'V_2', 'V_3'] as const;
