import type { Membrane } from './membrane.ts';

/** The squid giant axon of Hodgkin and Huxley (1952) in the convention with rest at -65 mV. */
export const hodgkinHuxley: Membrane = {
  name: 'hodgkin-huxley',
  title: 'Hodgkin-Huxley squid axon',
  source:
    'A. L. Hodgkin and A. F. Huxley, J. Physiol. 117 (1952) 500-544, eqs 12-13, 20-21, 23-24, 26 and Table 3, with V shifted so that rest is at -65 mV',
  parameters: {
    gNa: { value: 120, unit: 'mS/cm2', range: [0, 500], description: 'Maximal sodium conductance' },
    gK: { value: 36, unit: 'mS/cm2', range: [0, 200], description: 'Maximal potassium conductance' },
    gL: { value: 0.3, unit: 'mS/cm2', range: [0, 10], description: 'Leak conductance' },
    ENa: { value: 50, unit: 'mV', range: [-20, 120], description: 'Sodium reversal potential' },
    EK: { value: -77, unit: 'mV', range: [-140, 0], description: 'Potassium reversal potential' },
    EL: { value: -54.4, unit: 'mV', range: [-120, 20], description: 'Leak reversal potential' },
    C: { value: 1, unit: 'uF/cm2', range: [0.1, 10], description: 'Membrane capacitance' },
    temperature: { value: 6.3, unit: 'degC', range: [0, 40], description: 'Temperature' },
    Q10: { value: 3, unit: '1', range: [1, 5], description: 'Factor on the gating rates for 10 degC' },
  },
  definitions: { phi: 'Q10^((temperature - 6.3) / 10)' },
  capacitance: 'C',
  gates: [
    {
      name: 'm',
      description: 'Sodium activation',
      alpha: 'phi * 0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))',
      beta: 'phi * 4 * exp(-(V + 65) / 18)',
    },
    {
      name: 'h',
      description: 'Sodium inactivation (1 is not inactivated)',
      alpha: 'phi * 0.07 * exp(-(V + 65) / 20)',
      beta: 'phi / (1 + exp(-(V + 35) / 10))',
    },
    {
      name: 'n',
      description: 'Potassium activation',
      alpha: 'phi * 0.01 * (V + 55) / (1 - exp(-(V + 55) / 10))',
      beta: 'phi * 0.125 * exp(-(V + 65) / 80)',
    },
  ],
  currents: [
    { name: 'INa', description: 'Sodium current', conductance: 'gNa * m^3 * h', reversal: 'ENa' },
    { name: 'IK', description: 'Potassium current', conductance: 'gK * n^4', reversal: 'EK' },
    { name: 'IL', description: 'Leak current', conductance: 'gL', reversal: 'EL' },
  ],
};
