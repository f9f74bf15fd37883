import { expect } from 'vitest';
import { engines, runWhole } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import reference from './rates.reference.json' with { type: 'json' };

const { currents } = reference;

gpuTest('the f-I curve on the GPU is that of float64 at dt = 0.001 ms within 0.1 %', async ({ device }) => {
  const simulation = await engines.webgpu(device)({
    sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
    duration: 1000,
    dt: 0.01,
    integrator: 'exponential',
    measure: { from: 300 },
  });
  const { rate } = (await runWhole(simulation)).measures;
  for (const [i, current] of currents.entries()) {
    const exact = reference.rates[i] ?? Number.NaN;
    if (current <= 6) expect(rate[i], `${current} uA/cm2`).toBe(0);
    else expect(Math.abs((rate[i] ?? Number.NaN) / exact - 1), `${current} uA/cm2`).toBeLessThan(1e-3);
  }
});
