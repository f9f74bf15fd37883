import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fitModel } from '../../../src/studies/fit/fit.ts';
import { readTrace } from '../../../src/studies/fit/own-trace.ts';
import { traceComparison } from '../../../src/studies/fit/trace.ts';
import { lendCpu } from '../../support/lend.ts';
import { noisyRecording, publishedRanges, truth } from '../../support/published.ts';

const example = new URL('../../../examples/cortical-potential', import.meta.url);

describe('the fit of two conductances that sbi is explained with', () => {
  it('is of a recording that a program of its own has made', () => {
    expect(readFileSync(`${fileURLToPath(example)}.csv`, 'utf8')).toBe(noisyRecording());
  });

  it('finds them in the trace with noise, each within its spread', async () => {
    const { duration: _, ...experiment } = JSON.parse(readFileSync(`${fileURLToPath(example)}.json`, 'utf8'));
    const comparison = traceComparison({
      trace: readTrace(noisyRecording(), 'trace'),
      experiment: { ...experiment, dt: 0.05 },
      free: Object.keys(truth),
      ranges: publishedRanges,
      hold: 0.3,
    });
    const fit = await fitModel(comparison, { count: 256 }, lendCpu());
    expect(fit.rounds.at(-1)!.ending).toBe('goal');
    for (const { name, low, high } of fit.estimates) {
      expect(low).toBeLessThan(truth[name as keyof typeof truth]);
      expect(high).toBeGreaterThan(truth[name as keyof typeof truth]);
    }
    const { held } = fit.foretold!;
    // The size of n errors of 1 mV is off by 1/sqrt(2 n) of itself: four times that.
    expect(Math.abs(held.rms - 1)).toBeLessThan(4 / Math.sqrt(2 * held.count));
  }, 20_000);
});
