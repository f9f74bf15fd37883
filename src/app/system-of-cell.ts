import type { Experiment } from '../protocol/experiment.ts';
import { systemOf } from '../protocol/prepare.ts';
import type { System } from '../system/system.ts';
import { changeOf, type Painted, paintedValue } from './paint/painted.ts';
import { rangeOf } from './paint/painting.ts';
import { variedColumns } from './quantities.ts';

/** The system with the numbers of one cell: those that it was given, with what was painted on them. */
export function systemOfCell(experiment: Experiment, painted: Painted, cell: number): System {
  const system = systemOf(experiment);
  const range = rangeOf(experiment.model);
  const varied = new Map(variedColumns(experiment).map(({ path, value }) => [path, value(cell)]));
  const valueIn = ({ path, value }: System['numbers'][number]): number => {
    const own = varied.get(path) ?? value;
    const valid = painted.some(({ of }) => of === path) && range(path);
    return valid ? paintedValue(own, changeOf(painted, path, cell), valid) : own;
  };
  return { ...system, numbers: system.numbers.map((number) => ({ ...number, value: valueIn(number) })) };
}
