import { neuronSteps } from '../problem/bands.ts';
import { type EventList, type HeldBack, SpikeOrder } from './recording.ts';
import { DivergedError, type Measures, type Simulation, type Spikes, type Traces } from './simulation.ts';

/** How far a run is. */
export interface Progress {
  /** Steps since time 0, and those of the whole run. */
  readonly stepsDone: number;
  readonly steps: number;
  /** Steps of all neurons in a second of wall time. */
  readonly neuronStepsPerSecond: number;
  /** Wall time until the end, if it goes on as fast. */
  readonly secondsLeft: number;
}

/** Who hears of a run, and what ends it early. */
export interface RunOptions {
  /** Hears some ten times a second how far it is. */
  onProgress?(progress: Progress): void;
  /** Gets the events as they come, in the order of time over the whole run (`record.events` must be on). */
  onSpikes?(spikes: Spikes): void | Promise<void>;
  /**
   * Gets events that come when later ones have gone already. A peak is an event only once V has fallen from it: where a neuron stays
   * up, all that comes after it is held back. With this no more than four events for each neuron are; without it, all.
   */
  onLateSpikes?(spikes: EventList): void | Promise<void>;
  /** Gets the samples as they come (`record.traces` must be given). */
  onTraces?(traces: Traces): void | Promise<void>;
  /** Events that the part of the run before this one had held back, where it is gone on with. */
  readonly heldBack?: HeldBack;
  /**
   * Has its turn between two pieces of the run, when all that came of the steps so far has been handed over but the events that
   * are held back until no earlier one can come.
   */
  onPause?(heldBack: HeldBack): void | Promise<void>;
  /** Goes on where a neuron has diverged: what is measured of it from then on means nothing. Gets the first one again after each piece of the run. */
  onDiverged?(error: DivergedError): void;
  /** Ends the run early: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Wall time between two reports of progress, s; but not fewer steps than keep the engine efficient. */
const SLICE_SECONDS = 0.1;
const SLICE_STEPS = 128;
/** Least simulated time between two events of a neuron that room is made for, ms. */
const LEAST_INTERVAL = 1;
/** Events of each neuron, and in all at least, that are held back. */
const HELD = 4;
const LEAST_HELD = 1 << 16;

/**
 * Runs a whole experiment from time 0, or from where a simulation has been resumed: advances, starts the measuring window in time, hands over what is recorded.
 * @returns what was measured of every neuron since `measure.from`: times in ms, rates in Hz, potentials in mV
 * @throws DivergedError if a neuron diverges, unless that is asked for
 * @throws the reason of `signal`, if that ends the run
 */
export async function runExperiment(simulation: Simulation, options: RunOptions = {}): Promise<Measures> {
  const { steps, windowStart, dt, record } = simulation.problem;
  // Events are taken before the buffer can be full.
  const perNeuron = simulation.eventCapacity / simulation.cells;
  const longest = record.events
    ? Math.max(1, Math.floor((perNeuron * LEAST_INTERVAL) / dt))
    : Number.POSITIVE_INFINITY;
  const most = options.onLateSpikes ? Math.max(LEAST_HELD, HELD * simulation.cells) : undefined;
  const order = new SpikeOrder(options.heldBack, most);
  const begun = simulation.step;
  const started = performance.now();
  let slice = SLICE_STEPS;
  if (windowStart === 0 && begun === 0) simulation.beginMeasuring();

  while (simulation.step < steps) {
    const { step } = simulation;
    const next = step < windowStart ? windowStart : steps;
    const count = Math.max(1, Math.min(slice, longest, next - step));
    const sliceStarted = performance.now();
    await advance(simulation, count, options);
    if (simulation.step === windowStart) simulation.beginMeasuring();
    if (record.events && options.onSpikes) {
      const spikes = await simulation.takeSpikes();
      const until = simulation.step < steps ? spikes.complete : Number.POSITIVE_INFINITY;
      const { ready, late } = order.add(spikes, until);
      await options.onSpikes(ready);
      if (late.time.length > 0) await options.onLateSpikes?.(late);
    }
    if (record.traces) await options.onTraces?.(await simulation.takeTraces());
    await options.onPause?.(order.heldBack);
    options.signal?.throwIfAborted();

    const now = performance.now();
    const perStep = (now - sliceStarted) / 1000 / count;
    // The first slices also pay for what happens once; growth by doubling keeps them from setting the pace.
    slice = Math.max(SLICE_STEPS, Math.min(2 * slice, Math.ceil(SLICE_SECONDS / perStep)));
    const seconds = (now - started) / 1000;
    options.onProgress?.({
      stepsDone: simulation.step,
      steps,
      neuronStepsPerSecond: neuronSteps(simulation.problem, simulation.step - begun) / seconds,
      secondsLeft: (seconds / (simulation.step - begun)) * (steps - simulation.step),
    });
  }
  return simulation.measures();
}

/** Where a neuron has diverged, fewer steps may have been taken. */
async function advance(simulation: Simulation, steps: number, { onDiverged }: RunOptions): Promise<void> {
  try {
    await simulation.advance(steps);
  } catch (error) {
    if (!(onDiverged && error instanceof DivergedError)) throw error;
    onDiverged(error);
  }
}
