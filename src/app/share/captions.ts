import { version } from '../../../package.json';
import type { AdapterDescription } from '../../engine/simulation.ts';
import { populationOf, populationSize } from '../../population/columns.ts';
import type { Axis } from '../../population/sweep.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { lower, plain, quantity, unit, whole } from '../format.ts';
import { ends, quantityOf, variedColumns } from '../quantities.ts';

/** What belongs to every caption. */
export interface Setting {
  readonly experiment: Experiment;
  readonly adapter: AdapterDescription;
  readonly date: Date;
}

/** What a figure shows, and all that it takes to get it again. @param shows a sentence */
export function captionOf(shows: string, { experiment, adapter, date }: Setting): string {
  const { model, dt, integrator } = experiment;
  return [
    `${model.title}.`,
    shows,
    populationWords(experiment),
    `dt = ${plain(dt)} ms, integrator ${integrator}; ${engineWords(adapter)}.`,
    `Loligo ${version}, ${date.toISOString().slice(0, 10)}.`,
  ]
    .join(' ')
    .replaceAll(afterNumber, '\u00a0');
}

/** A number stays in a line with its unit, or with what is counted. */
const afterNumber = /(?<=\d) (?!to )(?=\p{L})/gu;

/** The name of a graphics device says nothing of what it is driven by; that of another engine is whole. */
const engineWords = ({ engine, name }: AdapterDescription): string =>
  engine === 'webgpu' ? `WebGPU on ${name}` : name;

/** How many cells there are, and how they differ. */
function populationWords(experiment: Experiment): string {
  const count = populationSize(populationOf(experiment));
  if (count === 1) return 'One cell.';
  const { x, y } = experiment.sweep;
  const differs = [x, y].flatMap((axis) => (axis ? [axisWords(experiment, axis)] : []));
  const drawn = variedColumns(experiment).map(
    ({ path }) => `${lower(quantityOf(experiment, path).name)} drawn`,
  );
  return `${whole(count)} cells: ${(differs.length > 0 ? differs : drawn).join(', ')}.`;
}

function axisWords(experiment: Experiment, axis: Axis): string {
  const { name, unit: unitName } = quantityOf(experiment, axis.vary);
  const [from, to] = ends(axis);
  return `${lower(name)} from ${plain(from)} to ${quantity(to, unitName)}`;
}

/** A quantity with its unit, as axes say it. */
export function axisTitle(experiment: Experiment, path: string): string {
  const { name, unit: unitName } = quantityOf(experiment, path);
  const units = unit(unitName);
  return units ? `${name} (${units})` : name;
}
