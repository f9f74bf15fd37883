// How exact is the step that is chosen? The rate error of many cells, each with the step that is chosen for it alone.
import { ReferenceSimulation } from '../src/engine/reference/simulation.ts';
import { runExperiment } from '../src/engine/run.ts';
import { integratorNames, integrators } from '../src/integrators/catalogue.ts';
import { columnsOf, populationOf } from '../src/population/columns.ts';
import { type ExperimentInput, parseExperiment } from '../src/protocol/experiment.ts';
import { prepare } from '../src/protocol/prepare.ts';
import { conditions, median, report } from './machine.ts';

const CELLS = 160;
/** Fewest spikes of a cell that has a rate, and how well the reference has to agree with one of twice its step. */
const FEWEST = 5;
const AGREEMENT = 3e-5;
const reference = { integrator: 'strang-richardson', dt: 0.0025 } as const;
const timing = { duration: 200, measure: { from: 80 } };

type Cell = Readonly<Record<string, number>>;

/** Cells of all kinds: up to 30 times as fast as the default ones. */
function cells(): Cell[] {
  const vary = {
    'parameters.gNa': { from: 60, to: 500 },
    'parameters.gK': { from: 10, to: 150 },
    'parameters.gL': { from: 0.1, to: 1 },
    'parameters.C': { loguniform: { from: 0.1, to: 3 } },
    'parameters.temperature': { from: 0, to: 35 },
    'stimulus.amplitude': { loguniform: { from: 5, to: 100 } },
  };
  const sample = populationOf(parseExperiment({ sample: { count: CELLS, vary } }));
  const columns = columnsOf(sample, () => undefined);
  return Array.from({ length: CELLS }, (_, i) =>
    Object.fromEntries(columns.map(({ path, value }) => [path, value(i)])),
  );
}

/** Rates of some cells, Hz, and their numbers of spikes. */
async function measured(some: readonly Cell[], method: Pick<ExperimentInput, 'integrator' | 'dt'>) {
  const paths = Object.keys(some[0]!);
  const vary = Object.fromEntries(paths.map((path) => [path, { values: some.map((cell) => cell[path]!) }]));
  const experiment = parseExperiment({ ...timing, ...method, sample: { vary } });
  return runExperiment(await ReferenceSimulation.create(prepare(experiment)));
}

/** The step that is chosen for a cell, ms. */
function chosen(cell: Cell, integrator: ExperimentInput['integrator']): number {
  const vary = Object.fromEntries(Object.entries(cell).map(([path, value]) => [path, { values: [value] }]));
  return parseExperiment({ ...timing, integrator, sample: { vary } }).dt;
}

export default async function step(): Promise<void> {
  const all = cells();
  const [exact, coarser] = [
    await measured(all, reference),
    await measured(all, { ...reference, dt: 2 * reference.dt }),
  ];
  const firing = [...all.keys()].filter(
    (i) => exact.spikes[i]! >= FEWEST && Math.abs(coarser.rate[i]! / exact.rate[i]! - 1) < AGREEMENT,
  );
  const rows: Record<string, string | number>[] = [];
  for (const integrator of integratorNames) {
    const steps = new Map<number, number[]>();
    for (const i of firing) {
      const dt = chosen(all[i]!, integrator);
      steps.set(dt, [...(steps.get(dt) ?? []), i]);
    }
    for (const [dt, group] of [...steps].sort(([a], [b]) => b - a)) {
      const some = group.map((i) => all[i]!);
      const { rate } = await measured(some, { integrator, dt });
      const errors = group.map((i, k) => Math.abs(rate[k]! / exact.rate[i]! - 1) * 100);
      rows.push({
        integrator,
        resolution: integrators[integrator].resolution,
        'dt (ms)': dt,
        cells: group.length,
        'median error (%)': Number(median(errors).toFixed(3)),
        'worst error (%)': Number(Math.max(...errors).toFixed(3)),
      });
    }
  }
  report('step', conditions(), rows);
}
