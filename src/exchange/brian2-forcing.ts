import type { Expr } from '../formula/expr.ts';
import { POTENTIAL } from '../model/names.ts';
import { printCurrent } from './current.ts';
import { type Arrivals, type Fluctuation, type Forcing, forcingInSteps } from './forcing.ts';
import type { Identifiers } from './identifiers.ts';
import type { Neurons } from './neurons.ts';
import type { Printer } from './printing.ts';
import { sampleLines } from './python.ts';

// What acts on neurons in Brian2: at the beginning of each step variables get their means over it.

/** What a script for Brian2 says of what acts on its neurons. */
export interface ActingLines {
  /** Names that it imports. */
  readonly imports: readonly string[];
  /** Before the equations. */
  readonly samples: readonly string[];
  readonly equations: readonly string[];
  /** Factor of the slope of the potential. */
  readonly free: string;
  /** Once, before the first step. */
  readonly start: readonly string[];
  /** At the beginning of each step. */
  readonly step: readonly string[];
}

/** Where V is held; no membrane has such a name. */
const HELD = 'V.held';

export function actingLines(neurons: Neurons, names: Identifiers, printer: Printer): ActingLines {
  const forcing = forcingInSteps(neurons);
  const { inputs, clamp, waveforms, fluctuations, arrivals } = forcing;
  const processes = processesOf(forcing).map(({ symbol }) => symbol);
  for (const { symbol, onset } of waveforms) {
    const step = `floor((t / ms - ${inParentheses(printer.print(onset))}) / DT + 0.5)`;
    names.let(symbol, `${names.of(`${symbol}.means`)}((${step} + 1.5) * ms)`);
  }
  const random = [
    ...fluctuations.flatMap((one) => fluctuate(one, names, printer)),
    ...arrivals.flatMap((one) => arrive(one, names, printer)),
  ];
  const [held, V] = [names.of(HELD), names.of(POTENTIAL)];
  return {
    imports: [...(waveforms.length > 0 ? ['TimedArray'] : []), ...(processes.length > 0 ? ['seed'] : [])],
    samples:
      waveforms.length === 0
        ? []
        : [
            ...means,
            '',
            '',
            ...sampleLines(waveforms, (symbol) => names.of(`${symbol}.given`)),
            ...waveforms.map(({ symbol }) => {
              const array = names.of(`${symbol}.means`);
              return `${array} = TimedArray(means_of_steps(*${names.of(`${symbol}.given`)}), dt=1 * ms)`;
            }),
            '',
          ],
    equations: [
      ...inputs.map(({ name, unit }) => `${names.of(name)} : 1  # ${unit}`),
      ...processes.flatMap((one) => [`${names.of(now(one))} : 1`, `${names.of(one)} : 1`]),
      ...(clamp ? [`${held} : 1  # whether V is held`] : []),
    ],
    free: clamp ? `(1 - ${held}) * ` : '',
    start: [
      ...(processes.length > 0 ? [`seed(${neurons.experiment.seed})`] : []),
      ...fluctuations.map(({ symbol }) => `neurons.${names.of(now(symbol))} = 'randn()'`),
    ],
    step: [
      ...random,
      ...inputs.map((input) => `${names.of(input.name)} = ${printCurrent(input, names, printer)}`),
      ...(clamp
        ? [
            `${held} = ${printer.print(clamp.active)}`,
            `${V} = pick(${held}, ${printer.print(clamp.value)}, ${V})`,
          ]
        : []),
    ],
  };
}

const processesOf = ({ fluctuations, arrivals }: Forcing): readonly Fluctuation[] => [
  ...fluctuations,
  ...arrivals.flatMap(({ parts }) => parts),
];

/** The symbol of a process at the end of the last step; its own stands for the mean over the present one. */
const now = (process: string): string => `${process}.now`;

const inParentheses = (text: string): string => (/^\w+$/.test(text) ? text : `(${text})`);

/** A process goes on to the end of the step, and in a straight line. @param added what is new in it */
function goOn(
  { symbol, tau }: Fluctuation,
  added: (tau: string) => string,
  names: Identifiers,
  printer: Printer,
) {
  const [mean, end, time] = [names.of(symbol), names.of(now(symbol)), inParentheses(printer.print(tau))];
  return [
    `${mean} = 0.5 * ${end}`,
    `${end} = exp(-DT / ${time}) * ${end} + ${added(time)}`,
    `${mean} = ${mean} + 0.5 * ${end}`,
  ];
}

const fluctuate = (one: Fluctuation, names: Identifiers, printer: Printer): string[] =>
  goOn(one, (tau) => `sqrt(1 - exp(-2 * DT / ${tau})) * randn()`, names, printer);

/** Arrivals within a step act from its middle on. */
function arrive({ rate, from, to, parts }: Arrivals, names: Identifiers, printer: Printer): string[] {
  const arrived = names.of(`${parts[0]!.symbol}.arrived`);
  const came = (moment: Expr) => `int(t / ms + 0.5 * DT >= ${inParentheses(printer.print(moment))})`;
  const active = to ? `${came(from)} * (1 - ${came(to)})` : came(from);
  return [
    `${arrived} = poisson(DT * ${inParentheses(printer.print(rate))}) * ${active}`,
    ...parts.flatMap((one) => goOn(one, (tau) => `${arrived} * exp(-0.5 * DT / ${tau})`, names, printer)),
  ];
}

/** The part of a script that makes means over steps of samples. */
const means = `
def means_of_steps(times, values):
    """Means over steps of what goes straight from one sample to the next and jumps between two of one time; 0 before and after."""
    ends = DT * np.arange(np.ceil(times[-1] / DT - 1e-9) + 1)
    widths = np.diff(times)
    slopes = np.divide(np.diff(values), widths, out=np.zeros_like(widths), where=widths > 0)
    charge = np.append(0, np.cumsum(widths * (values[1:] + values[:-1]) / 2))
    i = np.clip(np.searchsorted(times, ends, side='right') - 1, 0, len(times) - 2)
    part = np.clip(ends - times[i], 0, widths[i])
    charge = charge[i] + part * (values[i] + slopes[i] * part / 2)
    return np.concatenate([[0], np.diff(charge) / DT, [0]])
`
  .trim()
  .split('\n');
