import type { MembraneInput } from '../../src/model/membrane.ts';

/**
 * The two currents of E. M. Izhikevich, Dynamical Systems in Neuroscience (MIT Press 2007), fig. 4.1a (high threshold), as a membrane that somebody
 * has written. Times are `1 / speed` of those in print, and currents `speed` times as large.
 */
export const persistentSodium = (speed = 1, { shift = 0, EL = -80, half = -25 } = {}): MembraneInput => ({
  name: 'sodium-potassium',
  parameters: {
    gNa: 20 * speed,
    gK: 10 * speed,
    gL: 8 * speed,
    ENa: 60 + shift,
    EK: -90 + shift,
    EL: EL + shift,
  },
  gates: [
    { name: 'm', instantaneous: `1 / (1 + exp(-(V + 20 - ${shift}) / 15))` },
    { name: 'n', inf: `1 / (1 + exp(-(V - ${half} - ${shift}) / 5))`, tau: String(1 / speed) },
  ],
  currents: [
    { name: 'INa', conductance: 'gNa * m', reversal: 'ENa' },
    { name: 'IK', conductance: 'gK * n', reversal: 'EK' },
    { name: 'IL', conductance: 'gL', reversal: 'EL' },
  ],
});
