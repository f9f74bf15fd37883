import type { Firing } from '../../curve/bifurcation-points.ts';
import { fixed, plain, prose, quantity, unit, whole } from '../../numbers/format.ts';

const births = {
  subcritical: 'an unstable cycle ends',
  supercritical: 'a small cycle begins',
};

/** The plots of the population, and what can stand on the curve. */
export const curve = {
  label: 'Firing rate of the population',
  title: 'Firing rate',
  withPeak: 'Hz, peak mV',
  peak: (V: number) => `, peak ${fixed(V, 0)} mV`,
  /** A value and where it is. */
  at: (value: string, place: string) => `${value} at ${place}`,
  onCurve: 'On the curve',
  statistics: 'Statistics',
  statisticsLabel: 'Statistics of the population',
  statistic: 'Statistic',
  noValue: 'No value',
  outdated: 'What was found belongs to other values.',
  stage: (number: number, of: number, words: string) => `${number} of ${of}, ${words}`,
  branches: {
    button: 'Both branches',
    needs: 'Branches are those of a constant current that is varied.',
    work: 'Beginning',
    fromRest: 'from rest',
    fromFiring: 'from firing',
    bistable: 'bistable',
    window: (from: number, to: number, unitName: string) =>
      `Bistable from ${plain(from)} to ${quantity(to, unitName)}: there a cell rests or fires, as it did before.`,
    noWindow: 'There is no current at which it depends on what was before.',
  },
  bifurcations: {
    button: 'Find bifurcations',
    needs: 'Bifurcations are those of a cell under a constant current.',
    work: 'Following equilibria and cycles',
    list: 'Bifurcations',
    none: 'In this range there are none.',
    firing: ({ said }: Firing) => prose(said),
    snic: {
      label: 'saddle-node on the cycle',
      words: 'saddle-node on the cycle: its period becomes infinite where two equilibria meet on it',
    },
    homoclinic: {
      label: 'homoclinic orbit',
      words: 'homoclinic orbit: the period becomes infinite, in an orbit from a saddle to itself',
    },
    fold: { label: 'fold', words: 'fold: two equilibria meet' },
    cycleFold: (frequency: number) => ({
      label: 'fold of cycles',
      words: `fold of cycles, ${plain(frequency)} Hz: two cycles meet`,
    }),
    hopf: (criticality: keyof typeof births, frequency: number) => ({
      label: `Hopf, ${criticality}`,
      words: `Hopf point, ${criticality}, ${plain(frequency)} Hz: ${births[criticality]}`,
    }),
  },
  fit: {
    needs: 'A fit needs a current that is varied, and cells that fire at some of its values.',
    work: 'Fitting',
    function: 'Function',
    off: (name: string, rms: number) => `${name.replace(/^the /, '')}, ${plain(rms, 3)} Hz off`,
    found: (formula: string, numbers: string, rms: number) =>
      `f = ${formula}, with ${numbers}; ${plain(rms, 3)} Hz r.m.s. from the curve.`,
    meaning: 'An artificial neuron is this alone: I is the weighted sum of its inputs, f its output.',
    picture: 'Its picture',
    pictureTitle: 'The artificial neuron of this curve',
  },
  /** An artificial unit as lectures draw it. */
  unit: {
    /** Below the picture, from left to right: of a unit, and of a neuron. */
    parts: [
      ['Inputs', 'Spikes'],
      ['Weights', 'Conductances'],
      ['Sum', 'Current'],
      ['Activation', 'f-I curve'],
      ['Output', 'Rate'],
    ],
    upTo: (rate: number) => `to ${plain(rate, 2)} Hz`,
    span: (least: number, most: number, unitName: string) =>
      `${plain(least, 3)} to ${plain(most, 3)} ${unit(unitName)}`,
    describedSum:
      'Inputs x1 to xn, spikes of other neurons, each times a weight, the conductance of a synapse, add up with the bias b, a steady current, to the current I.',
    describedAny: 'A function f makes the output of it, a firing rate.',
    described: (formula: string, numbers: string) =>
      `The function f = ${formula} makes the output of it, a firing rate, with ${numbers}.`,
    found: (formula: string, numbers: string) => `f = ${formula}, with ${numbers}`,
    missing: 'The function comes from Fit, below the firing rates.',
  },
  points: {
    from: (count: number, name: string) => `${whole(count)} points from ${name}`,
    allBeyond: ', all beyond the ends of the curve',
    off: (rms: number, beyond: number) =>
      `, ${plain(rms, 3)} Hz r.m.s. from the curve${beyond > 0 ? ` (${whole(beyond)} beyond its ends)` : ''}`,
    ask: 'A current and a rate (Hz) on each line, pasted here or',
    fromFile: 'from a CSV file',
    /** What a text is called that has no name of its own. */
    pasted: 'the text',
    file: 'File of points',
    example: 'current (uA/cm2), rate (Hz)',
    show: 'Show points',
    agree: 'Find neurons that agree',
  },
};
