import type { OwnError } from './own-error.ts';

/** Error of a rate, %, from which on it is no bound but a warning. */
const GROSS = 1;

/** An estimate in one line with units. */
export function describeError(error: OwnError): string {
  const { cells, ofCells, duration, ofDuration, firing, random, sensitive } = error;
  const from = `from ${cells === ofCells ? '' : `${cells} of `}${ofCells} ${ofCells === 1 ? 'neuron' : 'neurons'}`;
  // Whether they fire later is not known: that none has fired so far says nothing of the run.
  if (firing === 0 && duration < ofDuration)
    return `error not known: no spike in the first ${round(duration, 4)} of ${round(ofDuration, 6)} ms, for which there was time in float64; ${from}`;
  const said = [distance(error), `${from}${span(error)}`];
  if (random) said.push('random inputs are others at another dt, so the error of dt is not among it');
  const line = said.join('; ');
  return sensitive.length === 0 ? line : `${line}; the result is SENSITIVE: ${sensitivity(error)}`;
}

function distance({ firing, otherSpikes, total, reference, random }: OwnError): string {
  const { integrator, dt } = reference;
  const held = `float64 with ${integrator} at ${random ? 'the same dt' : `dt = ${round(dt, 6)} ms`}`;
  if (firing === 0) return `silent, as in ${held}`;
  const last = total.lastSpike === null ? '' : ` and last spikes within ${round(total.lastSpike)} ms`;
  const rate = round(total.ratePercent);
  const off =
    rate < GROSS
      ? `rates within ${rate} %${last} of ${held}`
      : `rates are off by up to ${rate} % from ${held}`;
  if (otherSpikes.length === 0) return off;
  return `${off}, and ${count(otherSpikes.length)} ${otherSpikes.length === 1 ? 'has' : 'have'} another number of spikes`;
}

const span = ({ duration, ofDuration }: OwnError): string =>
  duration < ofDuration
    ? `, over the first ${round(duration, 4)} of ${round(ofDuration, 6)} ms (spike times drift on after that)`
    : '';

function sensitivity({ sensitive }: OwnError): string {
  const [first] = sensitive;
  const moved = sensitive.reduce<number>((most, one) => Math.max(most, one.moved ?? 0), 0);
  const whose = sensitive.length === 1 ? `neuron ${first!.cell}` : count(sensitive.length);
  if (moved === 0) return `rounding to float32 alone gives ${whose} another number of spikes`;
  return `rounding to float32 alone moves spikes of ${whose} by ${round(moved)} ms and more than 10,000 times its own size`;
}

const count = (neurons: number): string => `${neurons} ${neurons === 1 ? 'neuron' : 'neurons'}`;
const round = (value: number, digits = 2): number => Number(value.toPrecision(digits));
