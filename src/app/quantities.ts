import type { Column } from '../population/column.ts';
import { columnsOf, populationOf } from '../population/columns.ts';
import { type Axis, axisExtremes } from '../population/sweep.ts';
import { otherUnit } from '../protocol/current.ts';
import { type Experiment, unitOf, validRange, variableNumbers } from '../protocol/experiment.ts';
import { isCurrent, stimulusWords } from '../protocol/stimulus.ts';
import { quantity } from './format.ts';
import { tellingCurrents } from './telling-currents.ts';

/** A number that can differ between the cells. */
export interface Quantity {
  readonly path: string;
  /** What it is, in words. */
  readonly name: string;
  /** As the data write it, such as "uA/cm2". */
  readonly unit: string;
}

export function quantityOf(experiment: Pick<Experiment, 'model' | 'stimulus'>, path: string): Quantity {
  const [scope, name] = path.split('.') as [string, string];
  const words =
    scope === 'parameters'
      ? experiment.model.parameters[name]!.description
      : stimulusWords(path, experiment.stimulus);
  return { path, name: words, unit: unitOf(experiment, path) };
}

/** Everything that can be varied in an experiment. */
export function quantitiesOf(experiment: Experiment): Quantity[] {
  return Object.keys(variableNumbers(experiment)).map((path) => quantityOf(experiment, path));
}

/** What differs between the cells of an experiment. */
export function variedColumns(experiment: Experiment): readonly Column[] {
  return columnsOf(populationOf(experiment), (path) => validRange(experiment.model, path));
}

/** The values of what differs, in one cell, such as "10 µA/cm²"; a current in both units where the cell has an area. */
export function variedValues(experiment: Experiment, cell: number): string[] {
  return variedColumns(experiment).map(({ path, value }) => {
    const { unit } = quantityOf(experiment, path);
    const one = quantity(value(cell), unit);
    const also = isCurrent(path, experiment.stimulus) ? otherUnit(experiment.model, unit) : undefined;
    return also ? `${one} (${quantity(also.factor * value(cell), also.unit)})` : one;
  });
}

/** A telling range for a quantity that begins to be varied. */
export function tellingRange(
  experiment: Pick<Experiment, 'model' | 'parameters'>,
  path: string,
): readonly [number, number] {
  const [scope, name] = path.split('.') as [string, string];
  if (scope !== 'parameters') return tellingCurrents(experiment.model);
  const value = experiment.parameters[name]!;
  const [lowest, highest] = experiment.model.parameters[name]!.range;
  const spread = Math.max(Math.abs(value) / 2, (highest - lowest) / 20);
  const round = (limit: number) => Number(Math.min(highest, Math.max(lowest, limit)).toPrecision(3));
  return [round(value - spread), round(value + spread)];
}

/** First and last value of the varied quantity. */
export function ends(axis: Axis): readonly [number, number] {
  if (axis.from !== undefined && axis.to !== undefined) return [axis.from, axis.to];
  return axisExtremes(axis) as [number, number];
}
