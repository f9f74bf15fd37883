import { describe, expect, it } from 'vitest';
import guide from '../../docs/guide/statistics.md?raw';
import { defaultStatistics, namedStatistics, withNeeds } from '../../src/statistics/catalogue.ts';

describe('the catalogue of statistics', () => {
  it('is in the guide, whole', () => {
    for (const name of namedStatistics.keys()) expect(guide).toContain(`\`${name}\``);
  });

  it('brings what a statistic needs, each once', () => {
    const names = withNeeds([namedStatistics.get('rate')!, namedStatistics.get('isi_cv')!]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['spikes', 'first', 'last', 'rate', 'isi_cv']);
    expect(withNeeds(defaultStatistics)).toEqual(defaultStatistics);
  });

  it('has no needs that are not in it', () => {
    for (const { needs = [] } of namedStatistics.values())
      for (const name of needs) expect(namedStatistics.has(name)).toBe(true);
  });
});
