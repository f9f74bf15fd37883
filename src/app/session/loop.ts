import type { Snapshot } from '../../engine/simulation.ts';
import { neuronSteps } from '../../problem/bands.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { PopulationCanvas } from '../../view/canvas.ts';
import type { Population } from '../engines/populations.ts';
import { Course } from '../followers/course.ts';
import type { Change, Follower } from '../followers/follower.ts';
import { Goals } from '../followers/goals.ts';
import { Honesty } from '../followers/honesty.ts';
import { Mapped } from '../followers/map.ts';
import { Meter, Repeated } from '../followers/meter.ts';
import { Past, type Travelling } from '../followers/past.ts';
import { Rates } from '../followers/rates.ts';
import { Recording } from '../followers/recording.ts';
import { Statistics } from '../followers/statistics.ts';
import type { State } from '../state.ts';
import { type Stepped, Stepper } from './stepper.ts';

/**
 * Wall time that a turn may spend on steps, ms. A GPU has what drawing leaves of 60 frames a second. Where software draws,
 * frames are slower anyway, and steps get as much time as the drawing, so that neither lives at the expense of the other, as long
 * as there are some frames in a second. Threads compute while it draws, turn after turn where they are behind.
 */
const budgets: Readonly<Record<'gpu' | 'software' | 'threads', readonly [least: number, most: number]>> = {
  gpu: [10, 10],
  software: [24, 70],
  threads: [48, 48],
};

/** Wall time from frame to frame (ms) where the CPU draws and is behind with its steps: each frame takes from them. */
const SCARCE = 50;

/** Where there is no frame for so long (ms), as in a tab that is hidden, turns wait for one. */
const LONGEST_FRAME = 200;

/** Pause after drawing, as a part of the time that drawing took: the rest of the browser has to draw as well. */
const RESPITE = 0.5;

/** Drives a population and what it is drawn on frame by frame; what comes out is published by its followers. */
export class Loop implements Travelling, Stepped {
  readonly #stepper: Stepper;
  /** Whether steps are taken beside the drawing, by others than those who draw. */
  readonly #beside: boolean;
  /** Whether more of these were due at the last turn than it could take. */
  #isBehind = false;
  /** What the population went through lately. */
  readonly past: Past;
  readonly #followers: Follower[];
  readonly #frames = new Meter();
  readonly #pace = new Repeated(500, async () => this.#publishPace());
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #drawing = false;
  #nextDrawing = 0;
  #latestFrame = 0;
  #request = 0;
  #stopped = false;
  #population: Population;

  /** @param onError a frame failed; the loop goes on */
  constructor(
    readonly state: State,
    population: Population,
    private readonly canvas: PopulationCanvas | undefined,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#population = population;
    const { engine, software } = population.simulation.adapter;
    this.#beside = engine !== 'webgpu';
    this.#stepper = new Stepper(this, budgets[this.#beside ? 'threads' : software ? 'software' : 'gpu']);
    this.past = new Past(this);
    this.#followers = [
      new Course(this),
      new Rates(this),
      new Statistics(this),
      new Mapped(this),
      this.past,
      new Honesty(this),
      new Goals(this),
      new Recording(this),
    ];
  }

  get population(): Population {
    return this.#population;
  }

  get time(): number {
    const { step, problem } = this.#population.simulation;
    return step * problem.dt;
  }

  /** A state of a little while ago, enough to go on from; none where keeping one would be felt. */
  get snapshot(): Snapshot | undefined {
    return this.past.snapshot;
  }

  /** The state of now to go on from, or the last one that was kept: of an engine that is lost, or where a neuron has diverged. */
  async present(): Promise<Snapshot | undefined> {
    if (this.state.diverged.value) return this.snapshot;
    return this.#population.simulation.snapshot().catch(() => this.snapshot);
  }

  get moments(): readonly number[] {
    return this.#followers.flatMap(({ moment }) => moment ?? []);
  }

  /** Tells all who follow that steps were taken. @throws Error if the loop is stopped */
  advanced(steps: number): void {
    this.check();
    for (const follower of this.#followers) follower.advanced?.(steps);
  }

  /** Lets someone else follow, too. */
  join(follower: Follower): void {
    this.#followers.push(follower);
  }

  check(): void {
    if (this.#stopped) throw new Error('the population is no longer there');
  }

  start(): void {
    this.changed('population');
    this.state.time.value = this.time;
    this.#stepper.letPass(performance.now());
    this.#request = requestAnimationFrame(this.#frame);
  }

  /** Goes on with another population; call `changed` when it is shown. */
  replace(population: Population): void {
    this.#population = population;
    this.state.time.value = this.time;
    this.canvas?.invalidate();
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
    return this.#inTurn(async () => {
      await this.#stepper.finish().catch(this.onError);
      return job();
    });
  }

  #inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const turn = this.#queue
      .then(() => {
        this.check();
        return job();
      })
      .finally(() => this.#waiting--);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Takes whole steps at once and shows their result. */
  async advance(steps: number): Promise<void> {
    await this.#stepper.take(steps);
    await this.redraw();
  }

  /** Shows the present potentials. @param meanwhile is done while they are read */
  async redraw(meanwhile?: () => void): Promise<void> {
    const shown = this.#population.refresh();
    this.state.time.value = this.time;
    meanwhile?.();
    await shown;
    this.check();
    this.canvas?.invalidate();
  }

  /** Shows what the selected cell does from now on. */
  async follow(): Promise<void> {
    for (const follower of this.#followers) await follower.selected?.();
  }

  /** Publishes everything now. */
  async publish(): Promise<void> {
    for (const follower of this.#followers) await follower.publish?.();
  }

  /** Back to time 0. */
  async reset(): Promise<void> {
    await this.#population.simulation.reset();
    this.check();
    this.changed('time');
    await this.redraw();
  }

  /** Goes on from a snapshot of the same neurons, so many steps later, and shows where that leads. */
  async restore(snapshot: Snapshot, steps = 0): Promise<void> {
    await this.#population.simulation.restore(snapshot);
    this.check();
    this.changed('time');
    await (steps > 0 ? this.advance(steps) : this.redraw());
    await this.publish();
  }

  /** Goes on with other values for the same neurons. */
  async update(experiment: Experiment): Promise<void> {
    await this.#population.update(experiment);
    this.check();
    this.state.experiment.value = experiment;
    this.changed('values');
  }

  /** Call after a change: measuring and recording begin anew. */
  changed(change: Change): void {
    this.#stepper.restart();
    for (const follower of this.#followers) follower.changed?.(change);
  }

  readonly #frame = (now: number): void => {
    this.#request = requestAnimationFrame(this.#frame);
    this.#latestFrame = now;
    this.#draw(now);
    this.#goOn(now);
    void this.#pace.turn();
  };

  /** A turn, if nobody waits for one; the next one follows with the next frame, or at once. */
  #goOn(now: number): void {
    if (this.#waiting > 0) return;
    this.#inTurn(() => this.#turn(now)).then((isBehind) => {
      const end = performance.now();
      this.#isBehind = this.#beside && isBehind;
      if (this.#isBehind && end < this.#latestFrame + LONGEST_FRAME) this.#goOn(end);
    }, this.onError);
  }

  /** Draws, unless the frame before is still being drawn: frames that queue up would only delay everything. */
  #draw(now: number): void {
    const { canvas } = this;
    if (!canvas || this.#drawing || now < this.#nextDrawing) return;
    try {
      if (!canvas.render(now)) return;
    } catch (error) {
      this.onError(error);
      return;
    }
    this.#frames.add(1);
    this.#drawing = true;
    const finish = () => {
      const end = performance.now();
      const scarce = this.#isBehind && canvas.drawnByCpu ? now + SCARCE : 0;
      // Cells on their way are followed by the eye.
      this.#nextDrawing = canvas.travels ? end : Math.max(scarce, end + RESPITE * (end - now));
      this.#drawing = false;
    };
    this.#population.drawn().then(finish, finish);
  }

  /** @returns whether more steps were due than were taken */
  async #turn(now: number): Promise<boolean> {
    const running = this.state.running.value;
    const isBehind = (running || this.#stepper.isAhead) && (await this.#go(now));
    // Steps ahead that ended for a job of somebody else are shown by nobody where time stands still since.
    if (!running && this.state.time.value !== this.time) await this.redraw();
    this.#stepper.letPass(now);
    for (const follower of this.#followers) await follower.turn?.(running);
    return isBehind;
  }

  /** @returns whether more steps were due than were taken */
  async #go(now: number): Promise<boolean> {
    if (!(await this.#stepper.takeDue(now))) return false;
    const { isBehind } = this.#stepper;
    await this.redraw(() => {
      if (isBehind && this.#maySeeLater) this.#stepper.goAhead();
    });
    return isBehind;
  }

  /**
   * Whether the next steps may begin before all have looked at where the population is now: nobody has to look at this very moment, or
   * waits. Bands take their steps one after another, so that what is asked of them meanwhile would be of different times.
   */
  get #maySeeLater(): boolean {
    const { bands } = this.#population.simulation.problem;
    const isAwaited = this.moments.length > 0 || this.#waiting > 1;
    return this.#beside && !bands && this.state.running.value && !isAwaited;
  }

  #publishPace(): void {
    const now = performance.now();
    const steps = this.#stepper.rate(now);
    const { problem } = this.#population.simulation;
    this.state.pace.value = {
      neuronSteps: neuronSteps(problem, steps),
      frames: this.#frames.take(now),
      speed: steps * problem.dt,
    };
  }
}
