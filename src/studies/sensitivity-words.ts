import type { Sensitivity } from './sensitivity.ts';
import { elasticities, per } from './sensitivity-report.ts';
import { said } from './words.ts';

/** On what a statistic depends most, here and over the ranges: two sentences. */
export function sensitivitySentences(model: string, found: Sensitivity, count: number): string[] {
  const { quantities, statistic, value, derivatives, indices } = found;
  const { name, unit } = statistic;
  const withUnit = (number: number, its = unit) => (its === '1' ? said(number) : `${said(number)} ${its}`);
  const elastic = elasticities(found);
  const local = largest(elastic);
  const whole = largest(indices.total);
  const here = `${name} of ${model} is ${withUnit(value)}`;
  const drawn = quantities.filter(({ range: [low, high] }) => low < high).length;
  return [
    local === undefined
      ? `${here}.`
      : `${here} and depends most on ${quantities[local]!.name}: 1 % more changes it by ${said(elastic[local]!)} % (${withUnit(derivatives[local]!.value, per(unit, quantities[local]!.unit))}).`,
    `Where ${drawn} ${drawn === 1 ? 'quantity is' : 'quantities are'} drawn from ${drawn === 1 ? 'its range' : 'their ranges'}, ${count} points each, it is ${said(indices.mean)} with a standard deviation of ${withUnit(Math.sqrt(indices.variance))}: ${quantities[whole!]!.name} makes ${said(indices.first[whole!]!)} (error ${rough(indices.firstErrors[whole!]!)}) of the variance alone, ${said(indices.total[whole!]!)} (error ${rough(indices.totalErrors[whole!]!)}) with interactions.`,
  ];
}

const rough = (value: number): string => String(Number(value.toPrecision(1)));

/** The place of the largest number by size; none where there is none. */
function largest(values: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [i, value] of values.entries()) {
    if (Number.isFinite(value) && (best === undefined || Math.abs(value) > Math.abs(values[best]!))) best = i;
  }
  return best;
}
