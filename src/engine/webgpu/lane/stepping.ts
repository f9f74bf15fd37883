import { identifier } from '../../../formula/wgsl.ts';
import { SPAN } from '../../../system/system.ts';
import { liveNumbers } from './bindings.ts';
import type { Lane } from './lane.ts';
import { either, fixed, members, now } from './symbols.ts';
import { construct, returned, statement } from './text.ts';

/** The state of a neuron, what its steps need, and its steps. */
export function steppingCode({ program, rows, printer, bindings }: Lane): string[] {
  const memory = rows.map((_, row) => `state[${row}u * schedule.stride + index]`);
  return [
    ...liveNumbers(bindings),
    'struct State {',
    ...rows.map((name) => `  ${identifier(name)}: f32,`),
    '}',
    '',
    ...printer.constants(),
    'fn load_state(index: u32) -> State {',
    ...construct('State')(memory).map(statement),
    '}',
    '',
    'fn store_state(index: u32, x: State) {',
    ...rows.map((name, row) => `  ${memory[row]} = x.${identifier(name)};`),
    '}',
    '',
    'fn potential(x: State) -> f32 {',
    `  return x.${identifier(program.potential)};`,
    '}',
    '',
    ...printer.draws(now),
    ...printer.define('next_state(x: State, c: Constants, d: Drawn, step: u32) -> State', {
      roots: rows.map((name) => `next:${name}`),
      symbols: either(members(rows, 'x.'), now),
      draws: true,
      result: construct('State'),
    }),
    '// Whether V has a corner in the next steps.',
    ...printer.define('turns_sharply(c: Constants, step: u32, span: f32) -> bool', {
      roots: ['corner'],
      types: ['flag'],
      symbols: either(now, fixed({ [SPAN]: 'span' })),
      result: returned,
    }),
  ];
}
