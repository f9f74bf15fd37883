import { batch } from '@preact/signals';
import { curveOf, summarise } from '../analysis/curve.ts';
import type { Snapshot } from '../engine/simulation.ts';
import { populationOf } from '../population/columns.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { PopulationView } from '../view/population-view.ts';
import { FrameBudget } from './frame-budget.ts';
import { Keeper } from './keeper.ts';
import { Meter, Repeated } from './meter.ts';
import type { Population } from './populations.ts';
import { Settling } from './settling.ts';
import type { State } from './state.ts';
import { TraceHistory } from './trace-history.ts';
import { tracedOf } from './traced.ts';

/** Simulated time that the plots of a cell reach back, ms. */
export const TRACE_SPAN = 100;
/** Simulated time between two samples of a cell, ms, as near as whole steps come. */
const SAMPLING = 0.1;

/**
 * Wall time that a turn may spend on steps, ms. A GPU has what drawing leaves of 60 frames a second. Where software draws,
 * frames are slower anyway, and steps get as much time as the drawing, so that neither lives at the expense of the other, as long
 * as there are some frames in a second; threads compute while it draws.
 */
const budgets: Readonly<Record<'gpu' | 'software' | 'threads', readonly [least: number, most: number]>> = {
  gpu: [10, 10],
  software: [24, 70],
  threads: [24, 40],
};

/** Pause after drawing, as a part of the time that drawing took: the rest of the browser has to draw as well. */
const RESPITE = 0.5;

/** Drives a population and its view frame by frame, and publishes what comes out at the pace at which it can be read. */
export class Loop {
  readonly #budget: FrameBudget;
  readonly #settling = new Settling();
  readonly #history = new TraceHistory(TRACE_SPAN);
  readonly #frames = new Meter();
  readonly #steps = new Meter();
  readonly #course = new Repeated(66, () => this.#publishCourse());
  readonly #curve = new Repeated(200, () => this.#publishCurve());
  readonly #pace = new Repeated(500, async () => this.#publishPace());
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #drawing = false;
  #nextDrawing = 0;
  #lastTurn = 0;
  #request = 0;
  /** Simulated time at which the measuring window began, ms. */
  #measuringSince = 0;
  /** The step of the course that is shown. */
  #publishedAt = -1;
  #stopped = false;
  #keeper: Keeper;

  /** @param onError a frame failed; the loop goes on */
  constructor(
    private readonly state: State,
    private population: Population,
    private readonly view: PopulationView | undefined,
    private readonly onError: (error: unknown) => void,
  ) {
    const { engine, software } = population.simulation.adapter;
    this.#budget = new FrameBudget(
      ...budgets[engine !== 'webgpu' ? 'threads' : software ? 'software' : 'gpu'],
    );
    this.#keeper = new Keeper(population.simulation);
  }

  /** A state of a little while ago, enough to go on from; none where keeping one would be felt. */
  get snapshot(): Snapshot | undefined {
    return this.#keeper.snapshot;
  }

  start(): void {
    this.changed();
    this.state.time.value = this.#time;
    this.#lastTurn = performance.now();
    this.#request = requestAnimationFrame(this.#frame);
  }

  /** Goes on with another population. */
  replace(population: Population): void {
    this.population = population;
    this.#keeper = new Keeper(population.simulation);
    this.#forgetRates();
    this.state.time.value = this.#time;
    this.view?.invalidate();
  }

  /** Ends the loop: jobs that wait for their turn are refused. */
  stop(): void {
    this.#stopped = true;
    cancelAnimationFrame(this.#request);
  }

  /**
   * Does something to the population between two advances; jobs are done in the order in which they came.
   * @throws Error if the loop is stopped first
   */
  exclusive<Result>(job: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const turn = this.#queue
      .then(() => {
        this.#checkRunning();
        return job();
      })
      .finally(() => this.#waiting--);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Takes whole steps at once and shows their result. */
  async advance(steps: number): Promise<void> {
    const { simulation } = this.population;
    const begin = performance.now();
    await simulation.advance(steps);
    this.#checkRunning();
    this.#budget.record(steps, performance.now() - begin);
    this.#steps.add(steps);
    if (this.#settling.settles(this.#time)) this.#beginMeasuring();
    await this.redraw();
  }

  /** Shows the present potentials. */
  async redraw(): Promise<void> {
    await this.population.refresh();
    this.#checkRunning();
    this.view?.invalidate();
    this.state.time.value = this.#time;
  }

  /** Shows what the selected cell does from now on. */
  async follow(): Promise<void> {
    this.trace();
    const rate = this.state.rates.value;
    // Of the rates that are known: those of a large population are much to read, and clicks come one after the other.
    if (rate) this.#showCurve(rate);
    await this.#publishCourse();
  }

  /** Publishes everything now. */
  async publish(): Promise<void> {
    await this.#publishCourse();
    await this.#publishCurve();
  }

  /** Back to time 0. */
  async reset(): Promise<void> {
    await this.population.simulation.reset();
    this.#checkRunning();
    this.#keeper.forget();
    this.changed();
    await this.redraw();
  }

  /** Goes on with other values for the same neurons. */
  async update(experiment: Experiment): Promise<void> {
    const former = this.population.experiment;
    await this.population.update(experiment);
    this.#checkRunning();
    this.state.experiment.value = experiment;
    if (JSON.stringify(populationOf(former)) !== JSON.stringify(populationOf(experiment)))
      this.#forgetRates();
    this.changed();
  }

  /** Call after a change of the experiment: measuring and recording begin anew. */
  changed(): void {
    this.#budget.restart();
    this.#settling.restart(this.#time);
    this.#beginMeasuring();
    this.state.summary.value = undefined;
    this.trace();
  }

  /** Records the selected cell from now on. */
  trace(): void {
    const { simulation } = this.population;
    this.#history.clear();
    this.#publishedAt = -1;
    this.state.course.value = undefined;
    simulation.trace({
      cells: [this.state.selected.value],
      every: Math.max(1, Math.round(SAMPLING / simulation.problem.dt)),
      values: this.#traced,
    });
  }

  /** What comes out of a population that was given up meanwhile must not be shown. */
  #checkRunning(): void {
    if (this.#stopped) throw new Error('the population is no longer there');
  }

  get #time(): number {
    const { step, problem } = this.population.simulation;
    return step * problem.dt;
  }

  /** What the plots show: the membrane potential, then all gates and other states. */
  get #traced(): readonly string[] {
    const { simulation, experiment } = this.population;
    return [simulation.problem.system.potential, ...tracedOf(experiment.model).map(({ name }) => name)];
  }

  readonly #frame = (now: number): void => {
    this.#request = requestAnimationFrame(this.#frame);
    this.#draw(now);
    if (this.#waiting === 0) this.exclusive(() => this.#turn(now)).catch(this.onError);
    void this.#pace.turn();
  };

  /** Draws, unless the frame before is still being drawn: frames that queue up would only delay everything. */
  #draw(now: number): void {
    if (this.#drawing || now < this.#nextDrawing) return;
    try {
      if (!this.view?.render(now)) return;
    } catch (error) {
      this.onError(error);
      return;
    }
    this.#frames.add(1);
    this.#drawing = true;
    const finish = () => {
      const end = performance.now();
      this.#nextDrawing = end + RESPITE * (end - now);
      this.#drawing = false;
    };
    this.population.drawn().then(finish, finish);
  }

  async #turn(now: number): Promise<void> {
    const elapsed = now - this.#lastTurn;
    this.#lastTurn = now;
    if (!this.state.running.value) {
      if (this.#publishedAt !== this.population.simulation.step) await this.#publishCourse();
      return this.#keeper.turn(false);
    }
    const { dt } = this.population.simulation.problem;
    const steps = this.#budget.steps(elapsed, this.state.speed.value / (1000 * dt));
    if (steps > 0) {
      // Otherwise the time of the drawing would be taken for that of the steps.
      await this.population.drawn();
      await this.advance(steps);
    }
    await this.#course.turn();
    await this.#curve.turn();
    await this.#keeper.turn(true);
  }

  #beginMeasuring(): void {
    this.population.simulation.beginMeasuring();
    this.#measuringSince = this.#time;
  }

  async #publishCourse(): Promise<void> {
    const { simulation } = this.population;
    const variables = this.#traced;
    const traces = await simulation.takeTraces();
    this.#history.append(traces, variables);
    const potential = await this.#presentPotential();
    this.#checkRunning();
    const now = this.#time;
    this.#publishedAt = simulation.step;
    this.state.course.value = {
      potential,
      voltage: this.#history.course(now, 0, 1),
      gates: this.#history.course(now, 1, variables.length),
    };
  }

  /** Of the selected cell, mV: the latest sample while time moves; where it stands, what the sheet shows. */
  async #presentPotential(): Promise<number | undefined> {
    const { running, selected } = this.state;
    if (running.value) return this.#history.latest;
    const { simulation } = this.population;
    return (await simulation.read(simulation.problem.system.potential))[selected.value];
  }

  async #publishCurve(): Promise<void> {
    const { simulation } = this.population;
    const window = this.#time - this.#measuringSince;
    // Asked before the engine is: what it has measured is much to read.
    if (!this.#settling.presentable(window)) return;
    const rate = await simulation.statistic('rate');
    this.#checkRunning();
    batch(() => {
      this.state.rates.value = rate;
      this.state.summary.value = { ...summarise({ rate }), window };
      this.#showCurve(rate);
    });
  }

  #showCurve(rate: Float64Array): void {
    this.state.curve.value = curveOf(this.population.experiment, { rate }, this.state.selected.value);
  }

  /** Rates and curve belong to other neurons, or to other values than the axis shows. */
  #forgetRates(): void {
    batch(() => {
      this.state.rates.value = undefined;
      this.state.curve.value = undefined;
      this.state.summary.value = undefined;
    });
  }

  #publishPace(): void {
    const now = performance.now();
    const steps = this.#steps.take(now);
    const { cells, problem } = this.population.simulation;
    this.state.pace.value = {
      neuronSteps: steps * cells,
      frames: this.#frames.take(now),
      speed: steps * problem.dt,
    };
  }
}
