import type { Diagram } from '../../dynamics/diagram.ts';
import { parseExperiment, unitOf } from '../../protocol/experiment.ts';
import { studyEquilibria } from '../../studies/equilibria.ts';
import type { BifurcationPoint, BifurcationsAnswer, BifurcationsQuestion } from './bifurcation-points.ts';
import { CURRENT } from './conditions.ts';

// Where equilibria and cycles come and go along the curve.

export async function bifurcationsOf(question: BifurcationsQuestion): Promise<BifurcationsAnswer> {
  const { diagram, report, experiment: document } = await studyEquilibria(question);
  const experiment = parseExperiment(document);
  return {
    points: pointsOf(diagram),
    firing: {
      said: report.sentences[1]!,
      excitability: diagram.excitability,
      isCurrent: question.vary === CURRENT,
      cycles: diagram.cycles.length,
      from: question.from,
      to: question.to,
      unit: unitOf(experiment, question.vary),
    },
    gaps: diagram.gaps,
  };
}

/** The special points of a diagram, ascending. */
export function pointsOf({ equilibria, hopfs, cycles }: Diagram): BifurcationPoint[] {
  const ends = cycles.flatMap((branch) =>
    branch.ends.flatMap(({ kind, parameter }): BifurcationPoint[] =>
      // Other ends are Hopf points, or those of the range.
      kind === 'snic' || kind === 'homoclinic' ? [{ x: parameter, kind }] : [],
    ),
  );
  const folds = equilibria
    .flat()
    .filter(({ point, parameter }) => point === 'fold' && !ends.some(({ x }) => x === parameter))
    .map(({ parameter }) => ({ x: parameter, kind: 'fold' as const }));
  const foldsOfCycles = cycles
    .flatMap((branch) => branch.cycles)
    .filter(({ point }) => point === 'fold')
    .map(({ parameter, frequency }) => ({ x: parameter, kind: 'cycleFold' as const, frequency }));
  const oscillations = hopfs.map(({ equilibrium, frequency, criticality }) => ({
    x: equilibrium.parameter,
    kind: 'hopf' as const,
    frequency,
    criticality,
  }));
  return [...ends, ...folds, ...foldsOfCycles, ...oscillations].sort((a, b) => a.x - b.x);
}
