import { number, symbol, within } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { POTENTIAL } from '../model/names.ts';
import { type ActingLines, actingLines } from './brian2-forcing.ts';
import { language, reserved } from './brian2-language.ts';
import { TIME } from './current.ts';
import type { Exported, Exporter } from './exporter.ts';
import { Identifiers } from './identifiers.ts';
import { LIMITED, type Neurons } from './neurons.ts';
import { numberText, Printer } from './printing.ts';
import {
  comment,
  opening,
  pythonValues,
  randomWords,
  tableColumns,
  tables,
  timing,
  variedColumns,
} from './python.ts';

/** y or z, whichever is chosen; the other may have no value. */
const pick = `
@implementation('cpp', 'double pick(double c, double y, double z) { return c != 0 ? y : z; }')
@implementation('cython', 'cdef double pick(double c, double y, double z):\\n    return y if c != 0 else z')
@check_units(c=1, y=1, z=1, result=1)
def pick(c, y, z):
    return np.where(np.asarray(c) != 0, y, z)
`;

/** A script for Brian2 that runs the whole population and writes `cells.csv` and `spikes.csv`. */
export const brian2: Exporter = {
  title: 'Brian2',
  single: false,
  write: (neurons) => new Script(neurons).exported(),
};

/** How names of a group must not end: synapses tell their sides so. */
const invalid = /_(pre|post)$/;

class Script {
  readonly #names = new Identifiers({ reserved, invalid });
  readonly #printer = new Printer(language, (name) => this.#names.of(name));
  readonly #acting: ActingLines;

  constructor(private readonly neurons: Neurons) {
    this.#names.let(TIME, '(t / ms)');
    this.#acting = actingLines(neurons, this.#names, this.#printer);
  }

  exported(): Exported {
    const { neurons } = this;
    const { columns, remarks } = tableColumns(neurons);
    const { imports, samples, step } = this.#acting;
    const equations = this.#equations();
    const usesPick = [...step, ...equations].some((line) => line.includes('pick('));
    const imported = [
      'NeuronGroup',
      'SpikeMonitor',
      ...(usesPick ? ['check_units', 'implementation'] : []),
      'ms',
      'run',
      ...imports,
    ];
    const lines = [
      ...opening(neurons, 'Brian2', [
        'python script.py [FOLDER] writes cells.csv and spikes.csv there.',
        'Equations are without units: ms, mV, uA/cm2, mS/cm2, uF/cm2. The current over a step is its mean there.',
        ...randomWords(neurons),
      ]),
      'import os',
      'import sys',
      '',
      'import numpy as np',
      `from brian2 import ${imported.join(', ')}`,
      '',
      ...timing(neurons),
      ...this.#numbers(),
      ...variedColumns(neurons),
      ...(usesPick ? ['', pick] : ['']),
      ...samples,
      "equations = '''",
      ...equations,
      "'''",
      '',
      ...this.#running(),
      '',
      '',
      ...tables(columns),
      '',
      '',
      "folder = sys.argv[1] if len(sys.argv) > 1 else '.'",
      'index, times = np.array(events.i), np.array(events.event_time)',
      'order = np.lexsort((times, index))',
      'ends = np.searchsorted(index[order], np.arange(1, len(CELLS)))',
      'spikes = np.split(times[order], ends)',
      'write_tables(folder, spikes, np.array(neurons.peak), np.array(neurons.trough))',
    ];
    return { text: `${lines.join('\n')}\n`, remarks };
  }

  /** The numbers that are the same in all neurons; the others are in the equations. */
  #numbers(): string[] {
    const entries = this.neurons.numbers
      .filter(({ values }) => typeof values === 'number')
      .map(
        ({ symbol: name, values, unit, description }) =>
          `    '${this.#names.of(name)}': ${pythonValues(values)},  # ${comment([unit, description].filter(Boolean).join(', '))}`,
      );
    return ['namespace = {', "    'DT': DT,", ...entries, '}'];
  }

  #equations(): string[] {
    const { states, algebraic, numbers, limits } = this.neurons;
    const { free, equations: acting } = this.#acting;
    const name = (one: string) => this.#names.of(one);
    return [
      ...states.map(
        (state) =>
          `d${name(state.name)}/dt = ${state.name === POTENTIAL ? free : ''}(${this.#printer.print(state.slope)}) / ms : 1  # ${comment([state.unit, state.description].filter(Boolean).join(', '))}`,
      ),
      ...(limits ? [`${name(LIMITED)} = ${this.#limit()} : 1`] : []),
      ...algebraic.map(
        (quantity) =>
          `${name(quantity.name)} = ${this.#printer.print(quantity.formula)} : 1  # ${quantity.unit}`,
      ),
      ...acting,
      ...numbers
        .filter(({ values }) => typeof values !== 'number')
        .map(({ symbol: one, unit }) => `${name(one)} : 1 (constant)  # ${unit}`),
      'rising : 1',
      'armed : 1',
      'extreme : 1',
      'V1 : 1',
      'V2 : 1',
      'V3 : 1',
      'V4 : 1',
      'event : 1',
      'event_time : 1',
      'peak : 1',
      'trough : 1',
    ];
  }

  #limit(): string {
    return this.#printer.print(within(symbol(POTENTIAL), number(POTENTIALS[1])));
  }

  #running(): string[] {
    const { states, numbers } = this.neurons;
    const name = (one: string) => this.#names.of(one);
    return [
      "neurons = NeuronGroup(len(CELLS), equations, method='rk4', threshold='event > 0.5', reset='event = 0',",
      '                      namespace=namespace, dt=DT * ms)',
      ...numbers
        .filter(({ values }) => typeof values !== 'number')
        .map(({ symbol: one, values }) => `neurons.${name(one)} = ${pythonValues(values)}`),
      ...states.map(({ name: one, start }) => `neurons.${name(one)} = ${pythonValues(start)}`),
      "neurons.V1 = neurons.V2 = neurons.V3 = neurons.V4 = neurons.extreme = 'V'",
      'neurons.peak, neurons.trough = -1e9, 1e9',
      ...this.#armed(),
      ...this.#acting.start,
      "neurons.run_regularly('''",
      ...this.#acting.step,
      "''', when='start', dt=DT * ms)",
      '# After each step V is the potential at its end, V1 the one at its beginning, and so on. A peak is placed by the polynomial',
      '# through the five potentials around V2.',
      "neurons.run_regularly('''",
      'linear = (8 * (V1 - V3) - (V - V4)) / 12',
      'bend = clip((16 * (V1 + V3 - 2 * V2) - (V + V4 - 2 * V2)) / 12, -1e9, -1e-12)',
      'cubic = ((V - V4) - 2 * (V1 - V3)) / 12',
      'place = clip(-linear / bend, -1, 1)',
      'place = clip(place - 3 * cubic * place**2 / bend, -1, 1)',
      ...this.#detector(),
      `inside = int(t / ms + DT >= ${numberText(this.neurons.experiment.measure.from)} - 1e-9)`,
      'turns = inside * int(V2 >= V3 and V2 > V1)',
      'height = V2 + clip(place * (linear + 0.5 * bend * place), 0, 0.25 * (2 * V2 - V1 - V3))',
      'peak = clip(peak, inside * V + (1 - inside) * peak, 1e9)',
      'peak = clip(peak, turns * height + (1 - turns) * peak, 1e9)',
      'trough = clip(trough, -1e9, inside * V + (1 - inside) * trough)',
      'V4 = V3',
      'V3 = V2',
      'V2 = V1',
      'V1 = V',
      "''', when='groups', order=1, dt=DT * ms)",
      "events = SpikeMonitor(neurons, variables='event_time')",
      'run(DURATION * ms)',
    ];
  }

  #armed(): string[] {
    const { events } = this.neurons.experiment;
    return events.kind === 'threshold' ? [`neurons.armed = 'int(V < ${numberText(events.level)})'`] : [];
  }

  /** Events as the experiment finds them, with conditions as 0 and 1. */
  #detector(): string[] {
    const { events } = this.neurons.experiment;
    if (events.kind === 'threshold') {
      const [level, low] = [numberText(events.level), numberText(events.level - events.rearm)];
      return [
        `event = int(armed > 0.5 and V >= ${level})`,
        `event_time = (1 - event) * event_time + event * (t / ms + DT * (${level} - V1) / clip(V - V1, 1e-12, 1e9))`,
        `armed = (1 - event) * int(armed > 0.5 or V < ${low})`,
      ];
    }
    const height = numberText(events.height);
    return [
      `rises = int(rising < 0.5 and V2 - extreme >= ${height})`,
      'tops = int(rises > 0.5 or (rising > 0.5 and V2 > extreme))',
      'event_time = (1 - tops) * event_time + tops * (t / ms - DT + DT * place)',
      `event = int(rising > 0.5 and V2 - extreme <= -${height})`,
      'lower = int(rising < 0.5 and V2 < extreme)',
      'changes = clip(tops + event + lower, 0, 1)',
      'extreme = changes * V2 + (1 - changes) * extreme',
      'rising = int(rises > 0.5 or (rising > 0.5 and event < 0.5))',
    ];
  }
}
