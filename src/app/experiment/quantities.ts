import type { Column } from '../../population/column.ts';
import { columnsOf, populationOf, populationSize } from '../../population/columns.ts';
import { type Axis, axisExtremes } from '../../population/sweep.ts';
import { methodName } from '../../protocol/bands.ts';
import { densityPerUnit, otherUnit } from '../../protocol/current.ts';
import { type Experiment, unitOf, validRange, variableNumbers } from '../../protocol/experiment.ts';
import { isCurrent, stimulusWords } from '../../protocol/stimulus.ts';
import { tellingCurrents } from '../membrane/telling-currents.ts';
import { quantity } from '../numbers/format.ts';
import { term, texts } from '../texts/language.ts';

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
      ? term(experiment.model.parameters[name]!.description)
      : stimulusWords(path, experiment.stimulus, term);
  return { path, name: words, unit: unitOf(experiment, path) };
}

/** Everything that can be varied in an experiment. */
export function quantitiesOf(experiment: Experiment): Quantity[] {
  return Object.keys(variableNumbers(experiment)).map((path) => quantityOf(experiment, path));
}

const columns = new WeakMap<Experiment, readonly Column[]>();

/** What differs between the cells of an experiment. */
export function variedColumns(experiment: Experiment): readonly Column[] {
  const known = columns.get(experiment);
  if (known) return known;
  const found = columnsOf(populationOf(experiment), (path) => validRange(experiment.model, path));
  columns.set(experiment, found);
  return found;
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

/** A cell by its number and its values, such as "Cell 12 at 10 µA/cm²", and the method of its band. */
export function cellWords(experiment: Experiment, cell: number): string {
  const values = [...variedValues(experiment, cell), ...methodWords(experiment, cell)];
  return texts.value.stage.cell(cell, values.join(', '));
}

function methodWords(experiment: Experiment, cell: number): string[] {
  const { bands } = experiment;
  if (!bands) return [];
  const inBand = populationSize(populationOf(experiment)) / bands.length;
  return [methodName(bands[Math.floor(cell / inBand)]!)];
}

/** A telling range for a quantity that begins to be varied. */
export function tellingRange(
  experiment: Pick<Experiment, 'model' | 'parameters' | 'stimulus'>,
  path: string,
): readonly [number, number] {
  const { model } = experiment;
  const value = variableNumbers(experiment)[path]!;
  const valid = validRange(model, path);
  if (valid) return around(value, valid);
  const unit = unitOf(experiment, path);
  if (isCurrent(path, experiment.stimulus)) return currentsFor(value, model, unit);
  return unit === 'ms' || value > 0 ? scaled(value) : (free[unit] ?? [-1, 1]);
}

/** Of numbers without a range of their own, where they are 0 or below. */
const free: Readonly<Record<string, readonly [number, number]>> = {
  mV: [-100, 40],
  deg: [0, 360],
  'mS/cm2': [0, 1],
  nS: [0, 100],
  Hz: [1, 100],
};

function around(value: number, [lowest, highest]: readonly [number, number, ...unknown[]]) {
  const spread = Math.max(Math.abs(value) / 2, (highest - lowest) / 20);
  const round = (limit: number) => Number(Math.min(highest, Math.max(lowest, limit)).toPrecision(3));
  return [round(value - spread), round(value + spread)] as const;
}

/** The currents that tell what the membrane does, or to twice a pulse that is stronger than they are. */
function currentsFor(value: number, model: Experiment['model'], unit: string): readonly [number, number] {
  const one = densityPerUnit(model, unit);
  const [from, to] = tellingCurrents(model).map((limit) => Number((limit / one).toPrecision(3))) as [
    number,
    number,
  ];
  if (value <= to) return [from, to];
  return [0, Number((2 * value).toPrecision(3))];
}

/** What must be positive, such as a duration; a beginning that is 0 may come later. */
const scaled = (value: number): readonly [number, number] =>
  value > 0 ? [Number((value / 5).toPrecision(3)), Number((2 * value).toPrecision(3))] : [0, 50];

/** First and last value of the varied quantity. */
export function ends(axis: Axis): readonly [number, number] {
  if (axis.from !== undefined && axis.to !== undefined) return [axis.from, axis.to];
  return axisExtremes(axis) as [number, number];
}
