import type { Diagram } from '../dynamics/diagram.ts';
import type { Onset } from '../dynamics/excitability.ts';
import type { Varied } from './equilibria.ts';

/** Most points that a sentence lists. */
const MOST = 6;

const brief = (value: number, digits = 6): string => String(Number(value.toPrecision(digits)) + 0);

/** What a diagram shows, in two sentences. */
export function sentencesOn(model: string, diagram: Diagram, varied: Varied): string[] {
  return [
    equilibriaIn(model, diagram, varied),
    varied.isCurrent ? firingIn(diagram, varied) : cyclesIn(diagram, varied),
  ];
}

function equilibriaIn(model: string, { equilibria, hopfs, span }: Diagram, { name, unit }: Varied): string {
  const where = `${model}, ${name} from ${brief(span.from)} to ${brief(span.to)}${unitAfter(unit)}`;
  const points = equilibria.flat();
  if (points.length === 0) return `${where}: it stays nowhere.`;
  const folds = points.filter(({ point }) => point === 'fold').map(({ parameter }) => brief(parameter));
  const oscillating = hopfs.map(
    ({ equilibrium, frequency, criticality }) =>
      `${brief(equilibrium.parameter)} (${criticality}, ${brief(frequency, 5)} Hz)`,
  );
  const parts = [
    folds.length > 0 && `${counted('fold', folds)} at ${listed(folds)}`,
    oscillating.length > 0 && `${counted('Hopf point', oscillating)} at ${listed(oscillating)}`,
  ].filter(Boolean);
  if (parts.length > 0) return `${where}: equilibria have ${parts.join(' and ')}${unitAfter(unit)}.`;
  return `${where}: equilibria have neither folds nor Hopf points, and are ${
    points.every(({ stable }) => stable) ? 'stable' : 'not all stable'
  }.`;
}

function firingIn({ excitability, span }: Diagram, { unit }: Varied): string {
  const { class: kind, onset, spikesFrom, restless } = excitability;
  const at = (value: number) => `${brief(value)}${unitAfter(unit)}`;
  const steps =
    spikesFrom === undefined
      ? ''
      : `a step from ${brief(span.from)} evokes a spike from ${at(spikesFrom)} on`;
  if (restless !== undefined) {
    return `It does not come to rest at ${at(restless)}, and what it does there is no cycle that could be followed, so how firing begins is not known.`;
  }
  if (!onset) {
    return kind === 3
      ? `Class 3: ${steps}, at its onset alone; no constant current up to ${at(span.to)} makes it fire repetitively.`
      : `It neither fires nor spikes in this range.`;
  }
  const begins = `${howIn(onset)} at ${at(onset.parameter)}`;
  if (onset.how === 'earlier') {
    return `It fires at ${at(span.from)} already, with ${brief(onset.frequency, 5)} Hz, so the class is not seen in this range.`;
  }
  if (kind === undefined) return `Firing is seen from ${at(onset.parameter)} on, but not how it begins.`;
  if (kind === 3) {
    return `Class 3: ${steps}, at its onset alone; the first oscillation grows from nothing ${begins}, with ${brief(onset.frequency, 5)} Hz.`;
  }
  const rate =
    kind === 1 ? 'from arbitrarily low rates on' : `with a jump to ${brief(onset.frequency, 5)} Hz`;
  return `Class ${kind}: repetitive firing begins ${rate}, ${begins}${steps && `; ${steps}`}.`;
}

function cyclesIn({ cycles, excitability }: Diagram, { name, unit }: Varied): string {
  const { onset } = excitability;
  if (cycles.length === 0) return 'There are no cycles in this range.';
  if (!onset) return 'There are cycles, none of them stable.';
  const rate = onset.frequency === 0 ? 'an infinite period' : `${brief(onset.frequency, 5)} Hz`;
  return `The stable cycle of the least ${name} is that at ${brief(onset.parameter)}${unitAfter(unit)}, with ${rate}.`;
}

const hows: Readonly<Record<Onset['how'], string>> = {
  snic: 'by a saddle-node on the cycle',
  homoclinic: 'by a homoclinic orbit',
  'fold of cycles': 'by a fold of cycles',
  hopf: 'by a Hopf bifurcation',
  'period doubling': 'by a period doubling',
  torus: 'by a torus bifurcation',
  earlier: '',
  unknown: '',
};
const howIn = ({ how }: Onset): string => hows[how];

const counted = (what: string, { length }: readonly string[]): string =>
  length === 1 ? `a ${what}` : `${what}s`;

const unitAfter = (unit: string): string => (unit === '1' ? '' : ` ${unit}`);

function listed(items: readonly string[]): string {
  const shown = items.slice(0, MOST);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
