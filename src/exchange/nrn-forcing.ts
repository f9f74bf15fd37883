import type { Forcing } from './forcing.ts';
import type { Neurons } from './neurons.ts';
import { numberText } from './printing.ts';
import { pythonValues } from './python.ts';

// What acts on neurons in NEURON besides functions of the time: vectors that are played into a mechanism, and arrivals.

/** What a script for NEURON says of what acts on its neurons. */
export interface DrivingLines {
  /** Definitions. */
  readonly definitions: readonly string[];
  /** In the function that runs neuron `i` of the section `cell`, before it begins. */
  readonly before: readonly string[];
  /** Moments as pairs of a time and of what opens then, in the same function. */
  readonly moments: string;
}

/** @param nameOf what a symbol is called in the mechanism */
export function drivingLines(
  neurons: Neurons,
  { waveforms, fluctuations, arrivals }: Forcing,
  nameOf: (symbol: string) => string,
): DrivingLines {
  const isRandom = fluctuations.length + arrivals.length > 0;
  const isPlayed = waveforms.length + fluctuations.length > 0;
  return {
    definitions: [
      ...(isRandom ? [`SEED = ${neurons.experiment.seed}`] : []),
      ...(isPlayed ? ['', '', ...play] : []),
      ...(waveforms.length > 0 ? ['', '', ...playWaveform] : []),
      ...(fluctuations.length > 0
        ? [
            '',
            '',
            ...fluctuating,
            '',
            '',
            `NOISE_STEP = ${numberText(neurons.experiment.dt)}  # ms; noise goes straight from one value to the next`,
          ]
        : []),
      ...(arrivals.length > 0 ? ['', '', ...arriving] : []),
    ],
    before: [
      ...(isRandom ? ['rng = np.random.default_rng([SEED, CELLS[i]])'] : []),
      ...(isPlayed ? ['played = []'] : []),
      ...waveforms.flatMap(({ symbol, onset, times, values }) => [
        `onset = value(${pythonValues(neurons.valuesOf(onset))}, i)`,
        `played += play_waveform(cell, '${nameOf(symbol)}', onset, ${pythonValues(times)}, ${pythonValues(values)})`,
      ]),
      ...fluctuations.map(
        ({ symbol, tau }) =>
          `played += play(cell, '${nameOf(symbol)}', *fluctuation(rng, value(${pythonValues(neurons.valuesOf(tau))}, i)))`,
      ),
    ],
    moments: [
      '[(value(jump, i), ()) for jump in JUMPS]',
      ...arrivals.map(({ rate, from, to, parts }) => {
        const given = [rate, from, ...(to ? [to] : [])].map(
          (one) => `value(${pythonValues(neurons.valuesOf(one))}, i)`,
        );
        const end = to ? [] : ['DURATION'];
        const opened = parts.map(({ symbol }) => `'${nameOf(symbol)}', `).join('');
        return `arrivals(rng, ${[...given, ...end].join(', ')}, (${opened.trimEnd()}))`;
      }),
    ].join(' + '),
  };
}

const lines = (text: string): string[] => text.trim().split('\n');

const play = lines(`
def play(cell, name, times, values):
    """Lets a value of the mechanism go straight from one sample to the next. CVODE begins anew at each."""
    vectors = h.Vector(values), h.Vector(times)
    vectors[0].play(getattr(cell(0.5).loligo, f'_ref_{name}'), vectors[1], True)
    return vectors
`);

const playWaveform = lines(`
def play_waveform(cell, name, onset, times, values):
    """Samples, with nothing before and after."""
    times = np.concatenate([[-1], np.pad(onset + times, 1, 'edge'), [DURATION + onset + times[-1]]])
    return play(cell, name, times, np.concatenate([[0], np.pad(values, 1), [0]]))
`);

const fluctuating = lines(`
def fluctuation(rng, tau):
    """Times (ms) and values of noise of mean 0 and standard deviation 1 with a correlation time, by its exact update."""
    values = rng.standard_normal(int(np.ceil(DURATION / NOISE_STEP)) + 2)
    decay = np.exp(-NOISE_STEP / tau)
    for k in range(1, len(values)):
        values[k] = decay * values[k - 1] + np.sqrt(1 - decay**2) * values[k]
    return NOISE_STEP * np.arange(len(values)), values
`);

const arriving = lines(`
def arrivals(rng, rate, begin, end, opened):
    """Arrivals at random (rate in 1/ms), each with what it opens."""
    length = max(0, min(end, DURATION) - begin)
    return [(time, opened) for time in begin + length * rng.random(rng.poisson(rate * length))]
`);
