import { expect } from 'vitest';
import { engines, runWhole } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';

// Each file has a process of its own in Node; a page cannot tell how much memory it takes.
const inNode = typeof globalThis.process?.resourceUsage === 'function';
const MILLION = 1_000_000;

gpuTest.runIf(inNode)('a million neurons run 4 ms within 2 GiB', { timeout: 180_000 }, async ({ device }) => {
  const range = { vary: 'stimulus.amplitude', from: 0, to: 60 };
  const timing = { duration: 4, measure: { from: 0 } };
  const million = await engines.webgpu(device)({ ...timing, sweep: { x: { ...range, count: MILLION } } });
  const { measures } = await runWhole(million);
  // resourceUsage counts in KiB.
  expect(process.resourceUsage().maxRSS / 2 ** 20).toBeLessThan(2);

  const chosen = [0, 12_345, 500_000, 999_999];
  const values = chosen.map((cell) => (60 * cell) / (MILLION - 1));
  const few = await runWhole(
    await engines.reference(device)({ ...timing, sweep: { x: { vary: range.vary, values } } }),
  );
  for (const [i, cell] of chosen.entries()) {
    expect(measures.spikes[cell]).toBe(few.measures.spikes[i]);
    // As in the agreement of the engines.
    expect(Math.abs((measures.peak[cell] ?? Number.NaN) - (few.measures.peak[i] ?? 0))).toBeLessThan(0.01);
  }
  expect(measures.spikes[999_999]).toBe(1);
});
