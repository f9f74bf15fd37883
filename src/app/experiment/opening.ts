import type { AdapterDescription } from '../../engine/simulation.ts';
import type { Membrane } from '../../model/membrane.ts';
import { type Experiment, membraneOf, parseExperiment } from '../../protocol/experiment.ts';
import { tellingCurrent, tellingCurrents } from '../membrane/telling-currents.ts';

/** Sizes of the population on offer. */
export const populationSizes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576] as const;

/** A population that moves smoothly on an adapter. */
export function openingCells(adapter: AdapterDescription): number {
  // A GPU that is none draws as well as it computes.
  return adapter.engine === 'webgpu' && adapter.software ? 4096 : 16_384;
}

/** The cell that is selected first: at `tellingCurrent`, 10 of 0 to 60 uA/cm2 for the squid axon. */
export const openingCell = (cells: number): number => Math.round((cells - 1) / 6);

/** What the page shows before anybody has chosen: the f-I curve of a membrane, of the squid axon where no link says another. */
export function openingExperiment(cells: number, model: Membrane = membraneOf()): Experiment {
  const [from, to] = tellingCurrents(model);
  return parseExperiment({
    model,
    stimulus: { kind: 'constant', amplitude: tellingCurrent(model) },
    sweep: { x: { vary: 'stimulus.amplitude', from, to, count: cells } },
  });
}
