import { hodgkinHuxley } from './hodgkin-huxley.ts';
import type { Membrane } from './membrane.ts';

const { parameters } = hodgkinHuxley;

/** The squid axon with the rounded reversal potentials used in teaching: +55, -75 and -50 mV. */
export const lecture: Membrane = {
  ...hodgkinHuxley,
  name: 'lecture',
  title: 'Hodgkin-Huxley with lecture potentials',
  source: `${hodgkinHuxley.source}; reversal potentials rounded for teaching`,
  parameters: {
    ...parameters,
    ENa: { ...parameters.ENa!, value: 55 },
    EK: { ...parameters.EK!, value: -75 },
    EL: { ...parameters.EL!, value: -50 },
  },
};
