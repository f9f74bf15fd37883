import type { Lane } from './lane.ts';
import { stored, wordBesides } from './records.ts';
import { betweenSteps, either, members, now, windowStart } from './symbols.ts';

/** What is shown of every neuron, and what is sampled of some. */
export function sampleCode({ program, rows, printer, sampled, shown }: Lane): string[] {
  const inMemory = (name: string) => {
    const field = program.fields.find((one) => one.name === name);
    return field && stored(program, field);
  };
  const before = `bitcast<f32>(${wordBesides(program, 'V_1')})`;
  return [
    ...printer.define('store_shown(x: State, c: Constants, step: u32, index: u32)', {
      roots: shown.map((name) => `shown:${name}`),
      types: shown.map(() => 'real'),
      symbols: either(members(rows, 'x.'), inMemory, betweenSteps(before), windowStart),
      result: (expressions) =>
        expressions.map((text, row) => `samples[${row}u * schedule.stride + index] = ${text};`),
    }),
    ...printer.define('store_sample(x: State, c: Constants, step: u32, sample: u32, column: u32)', {
      roots: sampled.map((name) => `sample:${name}`),
      symbols: either(members(rows, 'x.'), now),
      result: (expressions) => [
        `let at = sample * ${sampled.length}u * schedule.traced + column;`,
        ...expressions.map((text, row) => `samples[at + ${row}u * schedule.traced] = ${text};`),
      ],
    }),
  ];
}
