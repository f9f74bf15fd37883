import { add, type Expr, multiply, number } from '../formula/expr.ts';
import { POTENTIAL } from '../model/names.ts';
import { squareMicrometres } from '../model/schema/area.ts';
import type { Time } from '../system/system.ts';
import type { Exported, Exporter } from './exporter.ts';
import { forcingInTime } from './forcing.ts';
import type { Values } from './neurons.ts';
import { mechanismOf, SUFFIX } from './nmodl.ts';
import { drivingLines } from './nrn-forcing.ts';
import { numberText } from './printing.ts';
import {
  detector,
  opening,
  pythonValues,
  randomWords,
  tableColumns,
  tables,
  timing,
  variedColumns,
} from './python.ts';

/** Area of a section where the cell has none, um2: a mechanism in densities does not depend on it. */
const AREA = 1000;

/** A script for NEURON that runs each neuron as a section of its own and writes `cells.csv` and `spikes.csv`. */
export const neuron: Exporter = {
  title: 'NEURON',
  single: false,
  write: (neurons): Exported => {
    const { membrane, numbers, states, capacitance, experiment, system, cells } = neurons;
    const forcing = forcingInTime(neurons);
    const mechanism = mechanismOf(neurons, forcing);
    const driving = drivingLines(neurons, forcing, (symbol) => mechanism.nameOf(symbol));
    const { columns, remarks } = tableColumns(neurons);
    const entry = (name: string, values: Values) => `    '${name}': ${pythonValues(values)},`;
    const area = membrane.area === undefined ? AREA : squareMicrometres(membrane.area);
    const gating = states.filter(({ name }) => name !== POTENTIAL);
    const potential = states.find(({ name }) => name === POTENTIAL)!;
    const jumps = system.times
      .flatMap(eachTime)
      .map((at) => neurons.valuesOf(at))
      .filter((at) => [at].flat().some((one) => one < experiment.duration));
    const lines = [
      ...opening(neurons, 'NEURON', [
        'python script.py [FOLDER] writes cells.csv and spikes.csv there. It compiles the mechanism below with nrnivmodl,',
        'and integrates with CVODE, which begins anew where the current jumps.',
        ...randomWords(neurons),
      ]),
      'import glob',
      'import os',
      'import subprocess',
      'import sys',
      'import tempfile',
      '',
      'import numpy as np',
      'from neuron import h',
      '',
      "MECHANISM = r'''",
      mechanism.text.trimEnd(),
      "'''",
      '',
      ...timing(neurons),
      `DIAMETER = ${numberText(Math.sqrt(area / Math.PI))}  # and length of a section, um`,
      `CAPACITANCE = ${pythonValues(neurons.valuesOf(capacitance))}  # uF/cm2`,
      `V_START = ${pythonValues(potential.start)}  # mV`,
      `JUMPS = [${jumps.map(pythonValues).join(', ')}]  # ms`,
      'parameters = {',
      ...numbers.map(({ symbol, values }) => entry(mechanism.nameOf(symbol), values)),
      ...gating.map(({ name, start }) => entry(mechanism.startOf(name), start)),
      '}',
      ...variedColumns(neurons),
      '',
      '',
      'def load_mechanism():',
      '    with tempfile.TemporaryDirectory() as folder:',
      `        with open(f'{folder}/${SUFFIX}.mod', 'w') as file:`,
      '            file.write(MECHANISM)',
      "        made = subprocess.run(['nrnivmodl'], cwd=folder, capture_output=True, text=True)",
      "        found = glob.glob(f'{folder}/*/.libs/libnrnmech.*') + glob.glob(f'{folder}/*/libnrnmech.*')",
      '        if not found:',
      "            sys.exit(f'nrnivmodl failed:\\n{made.stdout}{made.stderr}')",
      '        h.nrn_load_dll(found[0])',
      '',
      '',
      'def value(values, i):',
      `    return float(np.broadcast_to(values, ${cells.length})[i])`,
      '',
      '',
      'def section(i):',
      '    """One neuron as a section of its own."""',
      "    cell = h.Section(name=f'cell{CELLS[i]}')",
      '    cell.L = cell.diam = DIAMETER',
      '    cell.cm = value(CAPACITANCE, i)',
      `    cell.insert('${SUFFIX}')`,
      '    for name, values in parameters.items():',
      `        setattr(cell(0.5).${SUFFIX}, name, value(values, i))`,
      '    return cell',
      ...driving.definitions,
      '',
      '',
      'def potential(i):',
      '    """The potential of one neuron every DT, mV."""',
      '    cell = section(i)',
      ...driving.before.map((line) => `    ${line}`),
      '    V = h.Vector().record(cell(0.5)._ref_v, DT)',
      '    h.finitialize(value(V_START, i))',
      `    moments = ${driving.moments}`,
      '    for time, opened in sorted({moment for moment in moments if 0 < moment[0] < DURATION}):',
      '        cvode.solve(time)',
      '        for name in opened:',
      `            setattr(cell(0.5).${SUFFIX}, name, getattr(cell(0.5).${SUFFIX}, name) + 1)`,
      '        cvode.re_init()',
      '    cvode.solve(DURATION)',
      '    return np.array(V)',
      '',
      '',
      ...detector(experiment.events),
      '',
      '',
      ...tables(columns),
      '',
      '',
      'load_mechanism()',
      'cvode = h.CVode()',
      'cvode.active(True)',
      'cvode.rtol(1e-8)',
      'cvode.atol(1e-10)',
      'spikes, peak, trough = [], [], []',
      'for i in range(len(CELLS)):',
      '    V = potential(i)',
      '    spikes.append(DT * events_in(V))',
      '    inside = np.arange(len(V)) * DT >= WINDOW - 1e-9',
      '    peak.append(place_of(V, int(np.where(inside, V, -np.inf).argmax()))[1])',
      '    trough.append(V[inside].min())',
      "write_tables(sys.argv[1] if len(sys.argv) > 1 else '.', spikes, peak, trough)",
    ];
    return { text: `${lines.join('\n')}\n`, remarks };
  },
};

/** The moments at which a time comes, ms. */
const eachTime = ({ at, again }: Time): readonly Expr[] =>
  again ? Array.from({ length: again.count }, (_, i) => add(at, multiply(number(i), again.every))) : [at];
