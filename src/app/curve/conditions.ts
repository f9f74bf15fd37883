import type { MembraneInput } from '../../model/membrane.ts';
import { documentOf, type Experiment } from '../../protocol/experiment.ts';
import { givenUnit, onlyOf } from '../../protocol/stimulus.ts';
import { ends, variedColumns } from '../experiment/quantities.ts';

export const CURRENT = 'stimulus.amplitude';

/** What a curve of an experiment is a curve of: one neuron under a steady current, and what varies along it. */
export interface Conditions {
  readonly model: string | MembraneInput;
  readonly parameters: Readonly<Record<string, number>>;
  /** Of currents. */
  readonly unit: 'uA/cm2' | 'nA';
  /** Path of the quantity that varies, from the least to the largest value. */
  readonly vary: string;
  readonly from: number;
  readonly to: number;
  /** The steady current where that does not vary. */
  readonly current: number;
}

/**
 * Those of the curve through a cell, in which everything else is as it is in that cell; undefined where nothing varies
 * evenly or the current is not steady.
 */
export function conditionsOf(experiment: Experiment, cell: number): Conditions | undefined {
  const x = experiment.sweep.x;
  const constant = onlyOf(experiment.stimulus, 'constant');
  if (!x || !constant) return undefined;
  const others = variedColumns(experiment).filter(({ path }) => path !== x.vary);
  const values = Object.fromEntries(others.map(({ path, value }) => [path, value(cell)]));
  const parameters = Object.entries(experiment.parameters).map(
    ([name, value]) => [name, values[`parameters.${name}`] ?? value] as const,
  );
  const range = ends(x);
  return {
    model: documentOf(experiment).model!,
    parameters: Object.fromEntries(parameters),
    unit: (givenUnit(constant) ?? 'uA/cm2') as Conditions['unit'],
    vary: x.vary,
    from: Math.min(...range),
    to: Math.max(...range),
    current: values[CURRENT] ?? constant.amplitude,
  };
}
