import type { Experiment } from '../../protocol/experiment.ts';
import { systemOf } from '../../protocol/prepare.ts';
import type { System } from '../../system/system.ts';
import { variedColumns } from '../experiment/quantities.ts';
import { changeOf, type Painted, paintedValue } from '../paint/painted.ts';
import { rangeOf } from '../paint/painting.ts';

/** The system with the numbers of one cell. */
export function systemOfCell(experiment: Experiment, painted: Painted, cell: number): System {
  const system = systemOf(experiment, variedColumns(experiment));
  const numberOf = numbersOfCell(experiment, painted, cell);
  return {
    ...system,
    numbers: system.numbers.map((number) => ({ ...number, value: numberOf(number.path, number.value) })),
  };
}

/** Says by its path what a number of a cell is: what it was given, with what was painted on it; else what all cells have. */
export function numbersOfCell(
  experiment: Experiment,
  painted: Painted,
  cell: number,
): (path: string, ofAll: number) => number {
  const range = rangeOf(experiment.model);
  const varied = new Map(variedColumns(experiment).map(({ path, value }) => [path, value(cell)]));
  return (path, ofAll) => {
    const own = varied.get(path) ?? ofAll;
    const valid = painted.some(({ of }) => of === path) && range(path);
    return valid ? paintedValue(own, changeOf(painted, path, cell), valid) : own;
  };
}
