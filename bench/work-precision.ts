// Which integrator and step give a firing rate right to 0.05 % with the least work? Writes docs/work-precision.*.
import { writeFileSync } from 'node:fs';
import * as echarts from 'echarts';
import { ReferenceSimulation } from '../src/engine/reference/simulation.ts';
import { runExperiment } from '../src/engine/run.ts';
import { DivergedError } from '../src/engine/simulation.ts';
import { integratorNames, integrators } from '../src/integrators/catalogue.ts';
import { type Experiment, parseExperiment } from '../src/protocol/experiment.ts';
import { prepare } from '../src/protocol/prepare.ts';
import { conditions } from './machine.ts';

type IntegratorName = Experiment['integrator'];

const currents = [6.5, 10, 50];
const steps = [0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625];
/** Fine enough that halving it again changes no rate by 1e-6. */
const reference = { integrator: 'rk4', dt: 0.003125 } as const;

interface Trains {
  /** Hz, one for each current. */
  readonly rates: readonly number[];
  /** Spike times of each neuron, ms. */
  readonly spikes: readonly (readonly number[])[];
}

interface Point {
  readonly integrator: IntegratorName;
  readonly dt: number;
  readonly evaluationsPerMs: number;
  /** Relative error of the rate at each current, %. */
  readonly rateErrors: readonly number[];
  /** Largest error of a spike time over 500 ms, ms. */
  readonly spikeError: number;
}

export default async function workPrecision(): Promise<void> {
  const exact = await trains(reference.integrator, reference.dt);
  const points: Point[] = [];
  for (const integrator of integratorNames) {
    for (const dt of steps) {
      const point = await measure(integrator, dt, exact);
      if (point) points.push(point);
    }
  }
  const lines = table(points);
  console.log(lines.join('\n'));
  writeFileSync('docs/work-precision.md', `${page(points, lines)}\n`);
  writeFileSync('docs/work-precision.svg', plot(points));
}

async function trains(integrator: IntegratorName, dt: number): Promise<Trains> {
  const experiment = parseExperiment({
    sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
    duration: 500,
    dt,
    integrator,
    measure: { from: 100 },
    record: { spikes: true },
  });
  const spikes = currents.map((): number[] => []);
  const { rate } = await runExperiment(await ReferenceSimulation.create(prepare(experiment)), {
    onSpikes: ({ cell, time }) => cell.forEach((neuron, i) => void spikes[neuron]!.push(time[i]!)),
  });
  return { rates: [...rate], spikes };
}

/** Undefined if the method diverges, or fires another number of spikes, so that times cannot be compared. */
async function measure(integrator: IntegratorName, dt: number, exact: Trains): Promise<Point | undefined> {
  try {
    const { rates, spikes } = await trains(integrator, dt);
    const errors = spikes.map((times, i) => {
      const wanted = exact.spikes[i]!;
      // A last spike may fall on either side of the end.
      const common = Math.min(times.length, wanted.length);
      if (Math.abs(times.length - wanted.length) > 1) return Number.NaN;
      return times
        .slice(0, common)
        .reduce((worst, time, k) => Math.max(worst, Math.abs(time - wanted[k]!)), 0);
    });
    return {
      integrator,
      dt,
      evaluationsPerMs: integrators[integrator].evaluations / dt,
      rateErrors: rates.map((rate, i) => 100 * (rate / exact.rates[i]! - 1)),
      spikeError: Math.max(...errors),
    };
  } catch (error) {
    if (error instanceof DivergedError) return undefined;
    throw error;
  }
}

const worst = ({ rateErrors }: Point): number => Math.max(...rateErrors.map(Math.abs));

function table(points: readonly Point[]): string[] {
  const header = [
    'integrator',
    'dt (ms)',
    'evaluations/ms',
    ...currents.map((I) => `rate at ${I} (%)`),
    'spike time (ms)',
  ];
  const rows = points.map((point) => [
    point.integrator,
    String(point.dt),
    String(point.evaluationsPerMs),
    ...point.rateErrors.map((error) => error.toFixed(5)),
    Number.isNaN(point.spikeError) ? 'other count' : point.spikeError.toFixed(5),
  ]);
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function page(points: readonly Point[], lines: readonly string[]): string {
  const good = points
    .filter((point) => worst(point) < 0.05)
    .sort((a, b) => a.evaluationsPerMs - b.evaluationsPerMs || worst(a) - worst(b));
  const cheapest = good[0]!;
  const { date, cpu, node, loligo } = conditions();
  return [
    '# Work and precision',
    '',
    'Error of the firing rate and largest error of a spike time over 500 ms, against the work in evaluations of all rates',
    `per simulated millisecond, for constant currents of ${currents.join(', ')} uA/cm2 from rest (hodgkin-huxley, EL = -54.4 mV,`,
    `float64; the rate from 100 ms on; compared with ${reference.integrator} at dt = ${reference.dt} ms). A method that is not listed at a step`,
    'diverges there. Written by `npm run bench -- work-precision`.',
    '',
    '![Error against work](work-precision.svg)',
    '',
    ...lines,
    '',
    `The cheapest with a rate error under 0.05 % at all three currents: \`${cheapest.integrator}\` at dt = ${cheapest.dt} ms`,
    `(${cheapest.evaluationsPerMs} evaluations/ms, worst error ${worst(cheapest).toFixed(3)} %).`,
    '',
    `Measured ${date} with Loligo ${loligo} on Node ${node} (${cpu}); the numbers do not depend on the machine.`,
  ].join('\n');
}

function plot(points: readonly Point[]): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 420 });
  const panel = (index: number, title: string) => ({
    grid: { left: index === 0 ? 70 : 550, width: 380, top: 60, bottom: 60 },
    xAxis: {
      gridIndex: index,
      type: 'log' as const,
      name: 'evaluations per ms',
      nameLocation: 'middle' as const,
      nameGap: 30,
    },
    yAxis: { gridIndex: index, type: 'log' as const, name: title },
  });
  const panels = [panel(0, 'largest rate error, %'), panel(1, 'largest spike time error, ms')];
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    legend: { top: 0 },
    grid: panels.map(({ grid }) => grid),
    xAxis: panels.map(({ xAxis }) => xAxis),
    yAxis: panels.map(({ yAxis }) => yAxis),
    series: [worst, ({ spikeError }: Point) => spikeError].flatMap((error, panelIndex) =>
      integratorNames.map((name) => ({
        name,
        type: 'line' as const,
        xAxisIndex: panelIndex,
        yAxisIndex: panelIndex,
        data: points
          .filter((point) => point.integrator === name && error(point) > 0)
          .map((point) => [point.evaluationsPerMs, error(point)]),
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
