import type { Titles } from '../series.ts';

export const titles: Titles = {
  'resting-membrane': {
    title: 'The resting membrane',
    summary:
      'A membrane rests where its open conductances balance, each pulling towards its own reversal potential.',
  },
  threshold: {
    title: 'Threshold',
    summary: 'Below a certain current a neuron is silent, and just above it fires at once at a high rate.',
  },
  'all-or-none': {
    title: 'All or none',
    summary: 'A pulse makes a whole spike or none, and a stronger pulse makes hardly a larger one.',
  },
  'frequency-not-size': {
    title: 'Frequency, not size',
    summary: 'A stronger current makes more spikes, not larger ones.',
  },
  'refractory-period': {
    title: 'Refractory period and the highest rate',
    summary:
      'After a spike a membrane needs time before it can make another one, and that limits how fast it fires.',
  },
  permeability: {
    title: 'Permeability during a spike',
    summary:
      'In a spike the membrane opens for sodium first, and for potassium a little later and for longer.',
  },
  'sum-of-currents': {
    title: 'The sum of currents',
    summary:
      'What flows through the membrane is the sum of what flows through its channels, and at rest the sum is what is injected.',
  },
  'voltage-clamp': {
    title: 'Voltage clamp',
    summary: 'With the potential held, the currents of sodium and potassium can be seen one after the other.',
  },
  'synaptic-input': {
    title: 'Synaptic input and weights',
    summary:
      'A synapse opens a conductance, and how much of it, its weight, decides how often the neuron fires.',
  },
  temperature: {
    title: 'Temperature',
    summary:
      'Warmth makes gates faster, so spikes become shorter and more frequent, and at last there are none.',
  },
  classes: {
    title: 'Classes 1, 2 and 3',
    summary: 'Three membranes that differ in one number begin to fire in three ways.',
  },
  noise: {
    title: 'What noise does to a threshold',
    summary: 'A current that fluctuates makes a sharp threshold soft.',
  },
  'bursting-and-rebound': {
    title: 'Bursting and rebound',
    summary: 'A cell with a T current fires when an inhibition ends, and a short one is not enough.',
  },
  integrators: {
    title: 'Why Euler is not enough',
    summary: 'A computer takes steps, and the way it takes them decides how wrong the answer is, and where.',
  },
  'artificial-unit': {
    title: 'From neuron to artificial unit',
    summary:
      'Averaged over its noise a neuron turns its input into a rate by a smooth curve, and that curve is the activation of an artificial unit.',
  },
};
