import { version } from '../../../package.json';
import type { AdapterDescription } from '../../engine/simulation.ts';
import { populationOf, populationSize } from '../../population/columns.ts';
import type { Axis } from '../../population/sweep.ts';
import { methodsOf } from '../../protocol/bands.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { ends, quantityOf, variedColumns } from '../experiment/quantities.ts';
import { titleOf } from '../membrane/membrane-choice.ts';
import { unit } from '../numbers/format.ts';
import { inWords, texts } from '../texts/language.ts';

/** What belongs to every caption. */
export interface Setting {
  readonly experiment: Experiment;
  readonly adapter: AdapterDescription;
  readonly date: Date;
}

/** What a figure shows, and all that it takes to get it again. @param shows a sentence */
export function captionOf(shows: string, { experiment, adapter, date }: Setting): string {
  const { model } = experiment;
  const words = texts.value.figures;
  return [
    `${titleOf(model)}.`,
    shows,
    populationWords(experiment),
    words.numerics(methodsOf(experiment), engineWords(adapter)),
    `Loligo ${version}, ${date.toISOString().slice(0, 10)}.`,
  ]
    .join(' ')
    .replaceAll(words.afterNumber, '\u00a0');
}

/** The name of a graphics device says nothing of what it is driven by; that of another engine is whole. */
const engineWords = ({ engine, name }: AdapterDescription): string =>
  engine === 'webgpu' ? texts.value.figures.onWebGpu(name) : inWords(name);

/** How many cells there are, and how they differ. */
function populationWords(experiment: Experiment): string {
  const count = populationSize(populationOf(experiment));
  const words = texts.value.figures;
  if (count === 1) return words.oneCell;
  const { x, y } = experiment.sweep;
  const differs = [x, y].flatMap((axis) => (axis ? [axisWords(experiment, axis)] : []));
  const drawn = variedColumns(experiment).map(({ path }) => words.drawn(quantityOf(experiment, path).name));
  return words.cells(count, differs.length > 0 ? differs : drawn);
}

function axisWords(experiment: Experiment, axis: Axis): string {
  const { name, unit: unitName } = quantityOf(experiment, axis.vary);
  const [from, to] = ends(axis);
  return texts.value.figures.swept(name, from, to, unitName);
}

/** A quantity with its unit, as axes say it. */
export function axisTitle(experiment: Experiment, path: string): string {
  const { name, unit: unitName } = quantityOf(experiment, path);
  const units = unit(unitName);
  return units ? `${name} (${units})` : name;
}
