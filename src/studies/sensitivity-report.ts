import type { Sensitivity } from './sensitivity.ts';
import type { Finding, ReportColumn } from './study.ts';

/** Percent by which the statistic changes where a quantity changes by one percent; NaN where one of them is 0. */
export function elasticities({ quantities, derivatives, value }: Sensitivity): number[] {
  return quantities.map((quantity, i) => {
    const elasticity = (derivatives[i]!.value * quantity.value) / value;
    return value === 0 || quantity.value === 0 ? Number.NaN : elasticity;
  });
}

/** A row for each quantity. */
export function sensitivityColumns(found: Sensitivity): ReportColumn[] {
  const { quantities, statistic, derivatives, indices } = found;
  const { unit } = statistic;
  const number = (name: string, words: string, values: readonly number[], its = '1') => ({
    name,
    words,
    values,
    unit: its,
  });
  return [
    { name: 'parameter', values: quantities.map(({ name }) => name), unit: '1', words: 'parameter' },
    number(
      'value',
      'its value',
      quantities.map(({ value }) => value),
    ),
    number(
      unit === '1' ? 'derivative_per_unit' : `derivative_${unit.replaceAll('/', '_')}_per_unit`,
      'derivative by its own unit',
      derivatives.map(({ value }) => value),
    ),
    number('elasticity', 'percent per percent', elasticities(found)),
    number('first_order', 'share of the variance, alone', indices.first),
    number('first_order_error', 'its standard error', indices.firstErrors),
    number('total', 'share of the variance, with interactions', indices.total),
    number('total_error', 'its standard error', indices.totalErrors),
  ];
}

export const per = (unit: string, by: string): string =>
  by === '1' ? unit : `${unit}/${by.includes('/') ? `(${by})` : by}`;

export function sensitivityFindings(found: Sensitivity): Record<string, Finding> {
  const { quantities, statistic, value, derivatives, indices } = found;
  const { unit } = statistic;
  const findings: Record<string, Finding> = {
    value: { value, unit },
    mean: { value: indices.mean, unit },
    standardDeviation: { value: Math.sqrt(indices.variance), unit },
  };
  const elastic = elasticities(found);
  for (const [i, { name, unit: its }] of quantities.entries()) {
    findings[`${name}Derivative`] = { value: derivatives[i]!.value, unit: per(unit, its) };
    findings[`${name}Elasticity`] = { value: elastic[i]!, unit: '1' };
    findings[`${name}FirstOrder`] = { value: indices.first[i]!, unit: '1' };
    findings[`${name}FirstOrderError`] = { value: indices.firstErrors[i]!, unit: '1' };
    findings[`${name}Total`] = { value: indices.total[i]!, unit: '1' };
    findings[`${name}TotalError`] = { value: indices.totalErrors[i]!, unit: '1' };
  }
  return findings;
}

/** What each quantity was, and what its derivative was made from. */
export function sensitivityDetails(
  { quantities, statistic, derivatives }: Sensitivity,
  { count, seed }: { readonly count: number; readonly seed: number },
) {
  return {
    statistic: { name: statistic.name, unit: statistic.unit },
    count,
    seed,
    quantities: quantities.map(({ name, path, unit, value, range: [low, high] }, i) => ({
      name,
      path,
      unit,
      value,
      from: low,
      to: high,
      derivativeError: derivatives[i]!.error,
      derivativeStep: derivatives[i]!.step,
    })),
  };
}
