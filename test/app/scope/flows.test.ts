import { describe, expect, it } from 'vitest';
import { conductancesOf, currentsOf, injectedOf, sampledOf } from '../../../src/app/cells/traced.ts';
import { TraceHistory } from '../../../src/app/followers/trace-history.ts';
import { Painting } from '../../../src/app/paint/painting.ts';
import { flowsAt, flowsOf, slopesOf } from '../../../src/app/scope/flows.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

/** Step, ms: short, so that differences of samples are slopes. */
const DT = 0.002;

/** A cell as the page records it, for 30 ms. */
async function recorded(document: object) {
  const experiment = parseExperiment({ dt: DT, ...document });
  const problem = prepare(experiment);
  const { system } = problem;
  const values = sampledOf(system, experiment.model);
  const traces = { cells: [0], every: 1, values };
  const simulation = await CpuSimulation.create(
    { ...problem, record: { events: false, traces } },
    { digits: 'float64' },
  );
  await simulation.advance(Math.round(30 / DT));
  const history = new TraceHistory(DT, 100);
  history.append(await simulation.takeTraces());
  simulation.destroy();
  return { experiment, history, system, observables: system.observables };
}

describe('what flows in a cell', () => {
  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'changes the potential of %s as fast as it does',
    async (model, membrane) => {
      const stimulus = { kind: 'constant', amplitude: membrane.shows!.current![1] };
      const { experiment, history, observables } = await recorded({ model, stimulus });
      const window = { from: 1, to: 29 };
      const flows = flowsOf({ history, observables }, experiment.model, 0, window);
      const slopes = slopesOf(flows, experiment, [], 0);
      const { V } = history.stretch(0, ['V'], window.from, window.to).values;
      const [swing, largest] = [slopes, V!].map((list) => Math.max(...list) - Math.min(...list)) as [
        number,
        number,
      ];
      expect(largest).toBeGreaterThan(10);
      // Steps and differences are right to the second order of DT; what is kept has the digits of float32.
      for (let i = 1; i < V!.length - 1; i++) {
        const difference = (V![i + 1]! - V![i - 1]!) / (2 * DT);
        expect(Math.abs(slopes[i]! - difference)).toBeLessThan(0.01 * swing + 0.02);
      }
    },
  );

  it('changes the potential as slowly as a painted capacitance has it', async () => {
    const experiment = parseExperiment({ sweep: { x: { vary: 'parameters.gK', values: [36, 40] } } });
    const painting = new Painting(2);
    painting.paint('parameters.C', [1], { factor: 1, added: 1.5 });
    const capacitive = Float32Array.of(10, -5);
    const flows = {
      time: new Float64Array(2),
      currents: [],
      sum: capacitive,
      injected: capacitive,
      capacitive,
    };
    // 1 uF/cm2, and 2.5.
    expect([...slopesOf(flows, experiment, painting.painted, 0)]).toEqual([10, -5]);
    expect([...slopesOf(flows, experiment, painting.painted, 1)]).toEqual([4, -2]);
  });

  it('is that of synapses and of a clamp as well', async () => {
    const stimulus = [
      { kind: 'synapses', reversal: 0, weight: 0.1, decay: 3, rate: 500 },
      { kind: 'clamp', holding: -65, levels: [-40], durations: [10], onset: 10 },
    ];
    const { experiment, history, observables } = await recorded({ model: 'hodgkin-huxley', stimulus });
    expect(currentsOf(experiment.model, observables).map(({ name }) => name)).toEqual([
      'INa',
      'IK',
      'IL',
      'synaptic',
    ]);
    expect(conductancesOf(experiment.model, observables)).toHaveLength(4);
    expect(injectedOf(observables)).toEqual(['stimulus', 'clamp']);
    // While the potential is held nothing charges the membrane.
    const { capacitive, sum } = flowsAt({ history, observables }, experiment.model, 0, 15)!;
    expect(Math.abs(sum[0]!)).toBeGreaterThan(1);
    expect(capacitive[0]).toBeCloseTo(0, 3);
  });

  it('is nothing where nothing was recorded', async () => {
    const { experiment, history, observables } = await recorded({ model: 'lecture' });
    expect(flowsAt({ history, observables }, experiment.model, 0, 50)).toBeUndefined();
  });
});

describe('what is recorded of a cell', () => {
  it('is its potential, gates and other states, conductances, currents and what is injected', async () => {
    const { system } = await recorded({ model: 'wang-buzsaki' });
    expect(sampledOf(system, membranes['wang-buzsaki']!)).toEqual([
      ...['V', 'm', 'h', 'n', 'gNa_open', 'gK_open', 'gL_open', 'INa', 'IK', 'IL', 'ionic', 'stimulus'],
    ]);
  });

  it('is no conductance of a current that is given alone', async () => {
    const { experiment, observables } = await recorded({ model: 'relay' });
    const names = conductancesOf(experiment.model, observables).map(({ name }) => name);
    expect(names).toEqual(['gNa_open', 'gK_open', 'gL_open']);
  });
});
