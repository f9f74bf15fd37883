import type { MembraneInput } from '../../src/model/membrane.ts';

// Membranes as somebody has written them. What they do is computed by scipy in scipy-axons.py.

/** A squid axon with half of the sodium channels and a third of the potassium channels, made faster by its temperature. */
export const warmAxon: MembraneInput = {
  name: 'warm-axon',
  parameters: {
    ...{ gNa: 60, gK: 12, gL: 0.3, ENa: 50, EK: -77, EL: -54.4 },
    temperature: { value: 6.3, unit: 'degC', range: [0, 40] },
    Q10: { value: 2.3, unit: '1', range: [1, 5] },
  },
  definitions: { phi: 'Q10^((temperature - 6.3) / 10)' },
  gates: [
    {
      name: 'm',
      alpha: 'phi * 0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))',
      beta: 'phi * 4 * exp(-(V + 65) / 18)',
    },
    { name: 'h', alpha: 'phi * 0.07 * exp(-(V + 65) / 20)', beta: 'phi / (1 + exp(-(V + 35) / 10))' },
    {
      name: 'n',
      alpha: 'phi * 0.01 * (V + 55) / (1 - exp(-(V + 55) / 10))',
      beta: 'phi * 0.125 * exp(-(V + 65) / 80)',
    },
  ],
  currents: [
    { name: 'INa', conductance: 'gNa * m^3 * h', reversal: 'ENa' },
    { name: 'IK', conductance: 'gK * n^4', reversal: 'EK' },
    { name: 'IL', conductance: 'gL', reversal: 'EL' },
  ],
};

/** The interneuron of docs/guide/membranes.md. */
export const interneuron = {
  name: 'my-axon',
  parameters: { gNa: 35, gK: 9, gL: 0.1, ENa: 55, EK: -90, EL: -65 },
  gates: [
    { name: 'm', instantaneous: '1 / (1 + exp(-(V + 32) / 8))' },
    { name: 'h', inf: '1 / (1 + exp((V + 53) / 7))', tau: '0.3 + 3 / cosh((V + 53) / 20)' },
    { name: 'n', inf: '1 / (1 + exp(-(V + 31) / 10))', tau: '0.5 + 2 / cosh((V + 40) / 25)' },
  ],
  currents: [
    { name: 'INa', conductance: 'gNa * m^3 * h', reversal: 'ENa' },
    { name: 'IK', conductance: 'gK * n^4', reversal: 'EK' },
    { name: 'IL', conductance: 'gL', reversal: 'EL' },
  ],
} satisfies MembraneInput;
