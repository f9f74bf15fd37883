import type { BranchEnd } from '../../dynamics/branches.ts';
import type { Diagram } from '../../dynamics/diagram.ts';
import type { Hopf } from '../../dynamics/hopf.ts';
import { studyEquilibria } from '../../studies/equilibria.ts';
import type { CurveTick } from '../../view/charts/curve-layer.ts';
import { plain } from '../format.ts';
import type { Conditions } from './conditions.ts';

// Where equilibria and cycles come and go along the curve.

export interface BifurcationsQuestion extends Conditions {
  readonly about: 'bifurcations';
}

export interface BifurcationsAnswer {
  readonly ticks: readonly CurveTick[];
  /** How firing begins, and what could not be found, in sentences. */
  readonly sentences: readonly string[];
}

export function bifurcationsOf(question: BifurcationsQuestion): BifurcationsAnswer {
  const { diagram, report } = studyEquilibria(question);
  return {
    ticks: ticksOf(diagram),
    sentences: [
      ...report.sentences.slice(1),
      ...diagram.gaps.map((gap) => `${gap[0]!.toUpperCase()}${gap.slice(1)}.`),
    ],
  };
}

/** What happens at the ends of branches of cycles that are no Hopf points and not those of the range. */
const endings: Partial<Record<BranchEnd['kind'], Omit<CurveTick, 'x'>>> = {
  snic: {
    label: 'saddle-node on the cycle',
    words: 'saddle-node on the cycle: its period becomes infinite where two equilibria meet on it',
  },
  homoclinic: {
    label: 'homoclinic orbit',
    words: 'homoclinic orbit: the period becomes infinite, in an orbit from a saddle to itself',
  },
};

/** What a Hopf point does to cycles of small amplitude. */
const births: Readonly<Record<Hopf['criticality'], string>> = {
  subcritical: 'an unstable cycle ends',
  supercritical: 'a small cycle begins',
};

/** The special points of a diagram, ascending. */
export function ticksOf({ equilibria, hopfs, cycles }: Diagram): CurveTick[] {
  const ends = cycles.flatMap((branch) =>
    branch.ends.flatMap(({ kind, parameter }) => {
      const ending = endings[kind];
      return ending ? [{ x: parameter, ...ending }] : [];
    }),
  );
  const folds = equilibria
    .flat()
    .filter(({ point, parameter }) => point === 'fold' && !ends.some(({ x }) => x === parameter))
    .map(({ parameter }) => ({ x: parameter, label: 'fold', words: 'fold: two equilibria meet' }));
  const foldsOfCycles = cycles
    .flatMap((branch) => branch.cycles)
    .filter(({ point }) => point === 'fold')
    .map(({ parameter, frequency }) => ({
      x: parameter,
      label: 'fold of cycles',
      words: `fold of cycles, ${plain(frequency)} Hz: two cycles meet`,
    }));
  const oscillations = hopfs.map(({ equilibrium, frequency, criticality }) => ({
    x: equilibrium.parameter,
    label: `Hopf, ${criticality}`,
    words: `Hopf point, ${criticality}, ${plain(frequency)} Hz: ${births[criticality]}`,
  }));
  return [...ends, ...folds, ...foldsOfCycles, ...oscillations].sort((a, b) => a.x - b.x);
}
