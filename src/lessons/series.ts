/** A shipped lesson, as a list shows it. */
export interface Listed {
  /** Names it in links, and its file. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

/**
 * The lessons that are shipped, in the order of a course. A lesson is a file in `texts/` and an entry here, so that a list needs none of the texts; a
 * test holds each to the other.
 */
export const series: readonly Listed[] = [
  {
    name: 'resting-membrane',
    title: 'The resting membrane',
    summary:
      'A membrane rests where its open conductances balance, each pulling towards its own reversal potential.',
  },
  {
    name: 'threshold',
    title: 'Threshold',
    summary: 'Below a certain current a neuron is silent, and just above it fires at once at a high rate.',
  },
  {
    name: 'all-or-none',
    title: 'All or none',
    summary: 'A pulse makes a whole spike or none, and a stronger pulse makes hardly a larger one.',
  },
  {
    name: 'frequency-not-size',
    title: 'Frequency, not size',
    summary: 'A stronger current makes more spikes, not larger ones.',
  },
  {
    name: 'refractory-period',
    title: 'Refractory period and the highest rate',
    summary:
      'After a spike a membrane needs time before it can make another one, and that limits how fast it fires.',
  },
  {
    name: 'permeability',
    title: 'Permeability during a spike',
    summary:
      'In a spike the membrane opens for sodium first, and for potassium a little later and for longer.',
  },
  {
    name: 'sum-of-currents',
    title: 'The sum of currents',
    summary:
      'What flows through the membrane is the sum of what flows through its channels, and at rest the sum is what is injected.',
  },
  {
    name: 'voltage-clamp',
    title: 'Voltage clamp',
    summary: 'With the potential held, the currents of sodium and potassium can be seen one after the other.',
  },
  {
    name: 'synaptic-input',
    title: 'Synaptic input and weights',
    summary:
      'A synapse opens a conductance, and how much of it, its weight, decides how often the neuron fires.',
  },
  {
    name: 'temperature',
    title: 'Temperature',
    summary:
      'Warmth makes gates faster, so spikes become shorter and more frequent, and at last there are none.',
  },
  {
    name: 'classes',
    title: 'Classes 1, 2 and 3',
    summary: 'Three membranes that differ in one number begin to fire in three ways.',
  },
  {
    name: 'noise',
    title: 'What noise does to a threshold',
    summary: 'A current that fluctuates makes a sharp threshold soft.',
  },
  {
    name: 'bursting-and-rebound',
    title: 'Bursting and rebound',
    summary: 'A cell with a T current fires when an inhibition ends, and a short one is not enough.',
  },
  {
    name: 'integrators',
    title: 'Why Euler is not enough',
    summary: 'A computer takes steps, and the way it takes them decides how wrong the answer is, and where.',
  },
  {
    name: 'artificial-unit',
    title: 'From neuron to artificial unit',
    summary:
      'Averaged over its noise a neuron turns its input into a rate by a smooth curve, and that curve is the activation of an artificial unit.',
  },
];

/** The texts come one at a time, when they are read. */
const texts = import.meta.glob<string>('./texts/*.md', { query: '?raw', import: 'default' });

/** The Markdown of a shipped lesson; undefined if there is none of that name. */
export async function lessonText(name: string): Promise<string | undefined> {
  const load = Object.hasOwn(texts, `./texts/${name}.md`) ? texts[`./texts/${name}.md`] : undefined;
  return load && (await load());
}
