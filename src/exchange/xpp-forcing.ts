import { InputError } from '../input/schema.ts';
import type { Forcing } from './forcing.ts';
import type { Identifiers } from './identifiers.ts';
import { type Neurons, valueAt } from './neurons.ts';
import type { Printer } from './printing.ts';

// What is drawn at random in XPP: white noise that it holds over a step, and events that make the next one come.

/** What an .ode file says of that. */
export interface RandomLines {
  readonly declarations: readonly string[];
  readonly slopes: readonly string[];
  readonly events: readonly string[];
  /** The method that steps are taken by, and the seed. */
  readonly options: string;
}

/** Just after the beginning: what happens there is found by a change of sign. ms */
const FIRST = 1e-6;
/** Most arrivals that are expected: XPP ends a run without a word after 100000 events. */
const MOST_ARRIVALS = 50_000;

/** @throws InputError for samples, and for more arrivals than XPP takes */
export function randomLines(
  neurons: Neurons,
  { waveforms, fluctuations, arrivals }: Forcing,
  names: Identifiers,
  printer: Printer,
): RandomLines {
  if (waveforms.length > 0)
    throw new InputError(
      'a stimulus of kind "waveform" cannot be exported to XPP, which reads samples from files of its own; take Brian2 or NEURON',
    );
  const name = (one: string) => names.of(one, one.slice(one.lastIndexOf('.') + 1));
  const decay = (one: string, tau: string) => `${name(one)}' = -${name(one)} / (${tau})`;
  const lines = { declarations: [] as string[], slopes: [] as string[], events: [] as string[] };
  for (const { symbol, tau } of fluctuations) {
    const [white, time] = [names.of(`${symbol}.white`, 'white'), printer.print(tau)];
    lines.declarations.push(`wiener ${white}`, `init ${name(symbol)}=0`);
    lines.slopes.push(`${decay(symbol, time)} + sqrt(2 / (${time})) * ${white}`);
    lines.events.push(`global 1 {t - ${FIRST}} {${name(symbol)}=normal(0, 1)}`);
  }
  for (const { rate, from, to, parts } of arrivals) {
    const value = (expr: typeof rate) => valueAt(neurons.valuesOf(expr), 0);
    const { duration } = neurons.experiment;
    const [begin, perMs] = [value(from), value(rate)];
    if (!(perMs > 0)) {
      for (const { symbol } of parts) names.let(symbol, '0');
      continue;
    }
    const expected = perMs * Math.max(0, Math.min(to ? value(to) : duration, duration) - begin);
    if (expected > MOST_ARRIVALS)
      throw new InputError(
        `some ${Math.round(expected)} arrivals at synapses cannot be exported to XPP, which takes ${MOST_ARRIVALS}; take Brian2 or NEURON`,
      );
    const [first] = parts;
    const [next, begun] = ['next', 'begun'].map((one) => names.of(`${first!.symbol}.${one}`, one));
    const still = to ? `${begun} * heav(${printer.print(to)} - t)` : begun;
    lines.declarations.push(`init ${next}=${begin + FIRST}`, `init ${begun}=0`);
    lines.slopes.push(`${next}' = 0`, `${begun}' = 0`);
    const opened: string[] = [];
    for (const { symbol, tau } of parts) {
      lines.declarations.push(`init ${name(symbol)}=0`);
      lines.slopes.push(decay(symbol, printer.print(tau)));
      opened.push(`${name(symbol)}=${name(symbol)} + ${still}`);
    }
    opened.push(`${next}=${next} - ln(ran(1)) / (${printer.print(rate)})`, `${begun}=1`);
    lines.events.push(`global 1 {t - ${next}} {${opened.join('; ')}}`);
  }
  // White noise is held over the steps of a method that has them; without any, an adaptive method begins anew at every step, so
  // that nothing that jumps there is passed over.
  const method = fluctuations.length > 0 ? 'meth=rk4' : 'meth=83dp, tol=1e-10, atol=1e-10';
  const seed = fluctuations.length + arrivals.length > 0 ? `, seed=${neurons.experiment.seed}` : '';
  return { ...lines, options: method + seed };
}
