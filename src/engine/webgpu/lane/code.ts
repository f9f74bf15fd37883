import type { PlanOptions } from '../../plan.ts';
import type { Program } from '../../program.ts';
import type { Bindings } from './bindings.ts';
import { laneOf } from './lane.ts';
import { measuringCode } from './measuring.ts';
import { memoryCode } from './memory.ts';
import { sampleCode } from './samples.ts';
import { steppingCode } from './stepping.ts';

/**
 * The part of the shader that is made from formulas: State, Constants, Drawn, Record and Tally, and the functions that load, store
 * and change them.
 */
export function laneCode(program: Program, bindings: Bindings, options: PlanOptions): string {
  const lane = laneOf(program, bindings, options);
  return [...steppingCode(lane), ...memoryCode(lane), ...measuringCode(lane), ...sampleCode(lane)].join('\n');
}
