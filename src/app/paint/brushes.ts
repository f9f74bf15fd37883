import { type Experiment, validRange } from '../../protocol/experiment.ts';
import { partsOf } from '../../protocol/stimulus.ts';
import { quantityOf } from '../experiment/quantities.ts';
import { texts } from '../texts/language.ts';
import { type Change, unchanged } from './painted.ts';

/** Something that cells can be painted with. */
export interface Brush {
  /** Names it in links. */
  readonly id: string;
  readonly title: string;
  /** The number that it changes; none of one that takes away what was painted. */
  readonly path: string | undefined;
  /** Of the strength: a unit, or % of the present value. */
  readonly unit: string;
  /** Strength to begin with. */
  readonly strength: number;
  /** Whether it lasts only as long as the pointer stays pressed. */
  readonly brief?: boolean;
  /** What it does to the number. */
  change(strength: number): Change;
}

/** The brushes of an experiment: a current, if there is a constant one to add to, channel blockers by their names, any parameter, and water. */
export function brushesOf(experiment: Experiment): readonly Brush[] {
  const parameters = Object.keys(experiment.parameters);
  const constant = partsOf(experiment.stimulus).find(({ stimulus }) => stimulus.kind === 'constant');
  const current = constant && `${constant.prefix}.amplitude`;
  const blocker = (id: string, title: string, name: string | undefined): Brush[] =>
    name === undefined
      ? []
      : [
          {
            id,
            title: texts.value.stage.blocker(title, name),
            path: `parameters.${name}`,
            unit: '%',
            strength: 50,
            change: (strength) => ({ factor: (100 - strength) / 100, added: 0 }),
          },
        ];
  const named = (pattern: RegExp) => parameters.find((name) => pattern.test(name));
  return [
    ...(current ? [currentBrush(experiment, current)] : []),
    ...blocker('ttx', 'TTX', named(/^gNa/i)),
    ...blocker('tea', 'TEA', named(/^gK/i)),
    ...parameters.map((name) => parameterBrush(experiment, name)),
    {
      id: 'wash',
      title: texts.value.stage.wash,
      path: undefined,
      unit: '',
      strength: 0,
      change: () => unchanged,
    },
  ];
}

function currentBrush(experiment: Experiment, path: string): Brush {
  const { unit } = quantityOf(experiment, path);
  return {
    id: 'current',
    title: texts.value.stage.currentBrush,
    path,
    unit,
    strength: unit === 'uA/cm2' ? 20 : 1,
    brief: true,
    change: (strength) => ({ factor: 1, added: strength }),
  };
}

/** Up with a positive strength, down with a negative one. */
function parameterBrush(experiment: Experiment, name: string): Brush {
  const path = `parameters.${name}`;
  const [low, high] = validRange(experiment.model, path)!;
  const value = experiment.parameters[name]!;
  const step = Number((Math.abs(value) / 5 || (high - low) / 20).toPrecision(1));
  return {
    id: name,
    title: texts.value.stage.parameterBrush(name),
    path,
    unit: quantityOf(experiment, path).unit,
    strength: step,
    change: (strength) => ({ factor: 1, added: strength }),
  };
}
