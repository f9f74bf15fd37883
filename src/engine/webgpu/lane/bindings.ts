import { CELL } from '../../../formula/random.ts';
import { identifier, wgslTypes } from '../../../formula/wgsl.ts';
import type { NumberSource } from '../../numbers.ts';

/** Where the numbers come from that are not constants of the shader. */
export interface Bindings {
  /** Rows of the buffer of numbers that vary over the population. */
  readonly varied: readonly NumberSource[];
  /** Fields of the uniform of numbers that can be changed without a new shader. */
  readonly live: readonly NumberSource[];
  /** Value of a count of steps that is a constant of the shader, or where a table begins; NaN of any other symbol. */
  constant(symbol: string): number;
  /** Whether the shader does without shifts. */
  readonly shiftless: boolean;
}

/** A count of steps that is a constant of the shader. */
export function literal(symbol: string, { varied, live, constant }: Bindings): string | undefined {
  if ([...varied, ...live].some((source) => source.symbol === symbol)) return undefined;
  const value = constant(symbol);
  return Number.isNaN(value) ? undefined : `${value}u`;
}

/** Reads a number where the constants of a neuron are set up. */
export function numberExpression(symbol: string, bindings: Bindings): string {
  if (symbol === CELL) return '(schedule.first_cell + index)';
  const row = bindings.varied.findIndex((source) => source.symbol === symbol);
  if (row < 0) return literal(symbol, bindings) ?? `numbers.${identifier(symbol)}`;
  const value = `varied[${row}u * schedule.stride + index]`;
  // A float32, of which a count of steps has the bits.
  return bindings.varied[row]!.type === 'step' ? `bitcast<u32>(${value})` : value;
}

/** The uniform of the numbers that can be changed. */
export function liveNumbers({ live }: Bindings): string[] {
  if (live.length === 0) return [];
  return [
    'struct Numbers {',
    ...live.map(({ symbol, type }) => `  ${identifier(symbol)}: ${wgslTypes[type]},`),
    '}',
    '',
    '@group(0) @binding(7) var<uniform> numbers: Numbers;',
    '',
  ];
}
