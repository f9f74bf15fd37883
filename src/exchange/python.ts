import { version } from '../../package.json';
import { symbolsOf } from '../formula/expr.ts';
import { SEED } from '../formula/random.ts';
import { visible } from '../input/shown.ts';
import { namedStatistics } from '../statistics/catalogue.ts';
import type { Waveform } from './forcing.ts';
import { type Neurons, type Values, valueAt } from './neurons.ts';
import { numberText } from './printing.ts';

// What the scripts in Python have in common.

/** Numbers in a line of a list. */
const IN_A_LINE = 8;

/** One number, or an array of numpy. */
export function pythonValues(values: Values): string {
  if (typeof values === 'number') return realText(values);
  const lines: string[] = [];
  for (let i = 0; i < values.length; i += IN_A_LINE) {
    const line = values.slice(i, i + IN_A_LINE).map(realText);
    lines.push(line.join(', '));
  }
  return lines.length === 1 ? `np.array([${lines[0]}])` : `np.array([\n    ${lines.join(',\n    ')}])`;
}

/** A number that is no integer: those are divided otherwise. */
const realText = (value: number): string => numberText(value).replace(/^-?\d+$/, '$&.0');

/** Samples of waveforms as arrays of numpy: what each is called, the times from its onset, the values. */
export const sampleLines = (waveforms: readonly Waveform[], nameOf: (symbol: string) => string): string[] =>
  waveforms.map(
    ({ symbol, times, values }) =>
      `${nameOf(symbol)} = ${pythonValues(times)}, ${pythonValues(values)}  # ms, current`,
  );

/** What a script with random numbers says of them. */
export const randomWords = ({ system }: Neurons): readonly string[] =>
  system.processes.some(({ next }) => symbolsOf(next).has(SEED))
    ? [
        'Random numbers are drawn by this script: noise and arrivals have the statistics of the experiment, and other values.',
      ]
    : [];

/** Words for a comment: one line, without anything that steers a reader or ends a text of several lines. */
export const comment = (text: string): string =>
  visible(text).replaceAll('\\', '/').replaceAll("'''", '’’’').replaceAll('"""', '”””');

/** What a script opens with: what it is, where the membrane comes from, how it is run. */
export function opening({ membrane, cells }: Neurons, program: string, use: readonly string[]): string[] {
  return [
    `# ${comment(membrane.title)}: ${cells.length} ${cells.length === 1 ? 'neuron' : 'neurons'} for ${program}, written by Loligo ${version}.`,
    ...(membrane.source === '' ? [] : [`# ${comment(membrane.source)}`]),
    ...use.map((line) => `# ${line}`),
  ];
}

/** Columns of what differs between the neurons, as `loligo run` names them, in every unit. */
export function variedColumns({ experiment, numbers, cells }: Neurons): string[] {
  const { sweep, sample } = experiment;
  const paths = sample ? Object.keys(sample.vary) : [sweep.x?.vary, sweep.y?.vary];
  const entries = paths.flatMap((path) => {
    const number = numbers.find((one) => one.path === path);
    if (!number) return [];
    const { unit, also, values } = number;
    const column = (name: string, factor: number) =>
      `    '${withUnit(number.path, name)}': ${pythonValues(cells.map((_, i) => Number((factor * valueAt(values, i)).toPrecision(10))))},`;
    return [column(unit, 1), ...(also ? [column(also.unit, also.factor)] : [])];
  });
  return entries.length === 0 ? ['varied = {}'] : ['varied = {', ...entries, '}'];
}

const withUnit = (path: string, unit: string) => (unit === '1' ? path : `${path}_${unit.replace('/', '_')}`);

/** Statistics that the scripts compute. */
const computed = new Set([
  'spikes',
  'first',
  'last',
  'rate',
  'latency',
  'peak',
  'trough',
  'isi_mean',
  'isi_first',
  'isi_last',
  'isi_cv',
  'adaptation',
]);
const usual = ['spikes', 'rate', 'latency', 'peak', 'trough'];

/** Columns of `cells.csv`, by the name of the statistic; and what an experiment asks for that is not there. */
export function tableColumns({ experiment }: Neurons): {
  readonly columns: readonly (readonly [string, string])[];
  readonly remarks: readonly string[];
} {
  const asked = (experiment.statistics ?? usual).map((one) =>
    typeof one === 'string' ? one : 'distance' in one ? 'distance' : `${one.of}_${one.take}`,
  );
  const missing = asked.filter((name) => !computed.has(name));
  return {
    columns: asked
      .filter((name) => computed.has(name))
      .map((name) => [name, withUnit(name, namedStatistics.get(name)!.unit)] as const),
    remarks: [
      ...(missing.length > 0 ? [`the script does not compute ${missing.join(', ')}`] : []),
      ...(experiment.record.traces ? ['the script records no traces'] : []),
    ],
  };
}

/** The part of a script that writes `cells.csv` and `spikes.csv`; it needs what `opening` and `timing` define. */
export const tables = (columns: readonly (readonly [string, string])[]): string[] =>
  `
COLUMNS = {${columns.map(([name, header]) => `'${name}': '${header}'`).join(', ')}}


def measured(times, onset):
    """What the events of one neuron say; empty where there is no value."""
    inside = times[times >= WINDOW]
    after = times[times >= onset]
    intervals = np.diff(inside)
    values = {'spikes': len(inside), 'rate': 0}
    if len(inside) > 0:
        values.update(first=inside[0], last=inside[-1])
    if len(after) > 0:
        values['latency'] = after[0] - onset
    if len(intervals) > 0:
        values['rate'] = 1000 * len(intervals) / (inside[-1] - inside[0])
        values.update(isi_mean=intervals.mean(), isi_first=intervals[0], isi_last=intervals[-1])
    if len(intervals) > 1:
        values['isi_cv'] = intervals.std() / intervals.mean()
        values['adaptation'] = np.mean(np.diff(intervals) / (intervals[1:] + intervals[:-1]))
    return values


def write_tables(folder, spikes, peak, trough):
    """Writes cells.csv and spikes.csv. spikes: times of the events of each neuron, ms."""
    os.makedirs(folder, exist_ok=True)
    with open(f'{folder}/cells.csv', 'w') as file:
        file.write(','.join(['cell', *varied, *COLUMNS.values()]) + '\\n')
        for i, cell in enumerate(CELLS):
            values = measured(spikes[i], np.broadcast_to(ONSET, len(CELLS))[i])
            values.update(peak=peak[i], trough=trough[i])
            row = [f'{column[i]:.10g}' for column in varied.values()]
            row += [f'{values[name]:.10g}' if name in values else '' for name in COLUMNS]
            file.write(','.join([str(cell), *row]) + '\\n')
    events = sorted((time, CELLS[i]) for i, times in enumerate(spikes) for time in times)
    with open(f'{folder}/spikes.csv', 'w') as file:
        file.write('cell,time_ms\\n')
        file.writelines(f'{cell},{time:.6f}\\n' for time, cell in events)
`
    .trim()
    .split('\n');

/**
 * The part of a script that finds events in a potential that is sampled evenly, as the experiment finds them.
 * @param events how the experiment finds them
 */
export const detector = (events: Neurons['experiment']['events']): string[] =>
  `
def place_of(V, k):
    """Where the polynomial through five potentials around sample k has its peak, in samples from there, and its height."""
    if k < 2 or k > len(V) - 3:
        return 0.0, V[k]
    below2, below, above, above2 = V[[k - 2, k - 1, k + 1, k + 2]] - V[k]
    linear = (8 * (above - below) - (above2 - below2)) / 12
    bend = min((16 * (above + below) - (above2 + below2)) / 12, -1e-12)
    cubic = ((above2 - below2) - 2 * (above - below)) / 12
    place = np.clip(-linear / bend, -1, 1)
    place = np.clip(place - 3 * cubic * place**2 / bend, -1, 1)
    return place, V[k] + np.clip(place * (linear + 0.5 * bend * place), 0, 0.25 * abs(above + below))

${
  events.kind === 'prominence'
    ? `
def events_in(V):
    """Peaks after a rise and before a fall of HEIGHT, in samples from the beginning."""
    change = np.diff(V)
    turns = 1 + np.flatnonzero((change[:-1] >= 0) != (change[1:] >= 0))
    found, rising, top, extreme = [], False, 0, V[0]
    for k in [*turns, len(V) - 1]:
        if not rising and V[k] - extreme >= HEIGHT:
            rising, top, extreme = True, k, V[k]
        elif rising and V[k] > extreme:
            top, extreme = k, V[k]
        elif rising and V[k] - extreme <= -HEIGHT:
            found.append(top + place_of(V, top)[0])
            rising, extreme = False, V[k]
        elif not rising and V[k] < extreme:
            extreme = V[k]
    return np.array(found)


HEIGHT = ${numberText(events.height)}  # mV`
    : `
def events_in(V):
    """Rises through LEVEL after V was below it by REARM, in samples from the beginning."""
    found, armed, looked = [], V[0] < LEVEL, 0
    for k in 1 + np.flatnonzero((V[:-1] < LEVEL) & (V[1:] >= LEVEL)):
        if armed or V[looked:k].min() < LEVEL - REARM:
            found.append(k - 1 + (LEVEL - V[k - 1]) / (V[k] - V[k - 1]))
            armed, looked = False, k
    return np.array(found)


LEVEL = ${numberText(events.level)}  # mV
REARM = ${numberText(events.rearm)}  # mV`
}`
    .trim()
    .split('\n');

/** The part of a script that says how long it runs and when it measures. */
export function timing(neurons: Neurons): string[] {
  const { experiment, system, cells, dt } = neurons;
  const onset = neurons.valuesOf(system.inputs[0]!.onset);
  return [
    `CELLS = ${cells.length === cells.at(-1)! + 1 ? `list(range(${cells.length}))` : `[${cells.join(', ')}]`}`,
    `DURATION = ${numberText(experiment.duration)}  # ms`,
    `WINDOW = ${numberText(experiment.measure.from)}  # when measuring begins, ms`,
    `DT = ${numberText(dt)}  # ms`,
    `ONSET = ${pythonValues(onset)}  # when the current first changes, ms`,
  ];
}
