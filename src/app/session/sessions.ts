import { batch } from '@preact/signals';
import type { Membrane } from '../../model/membrane.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Sentence } from '../engines/engines.ts';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import { forgetAttempt } from './attempts.ts';
import { Session, type SessionOptions } from './session.ts';

/** A device that is lost again within this time after it was rebuilt is not worth a third try, ms. */
const UNRELIABLE_TIME = 5000;
/** A change that failed so short a time before the engine was lost has failed because of that, ms. */
const SAME_ACCIDENT = 1000;

/** What others are told. */
export interface SessionCalls {
  onSelect(cell: number, more: boolean): void;
  /** The population goes on with another experiment. */
  onChanged(former: Experiment, next: Experiment): void;
  /** A membrane was asked for while the engine opened. */
  onMembrane(membrane: Membrane): void;
  onError(error: unknown): void;
}

/**
 * One session after the other: opens the engine, lets the population become what is wished for last, and rebuilds everything where an
 * engine is lost.
 */
export class Sessions {
  #session: Session | undefined;
  #host: HTMLElement | undefined;
  /** The membrane to begin with, if one was asked for before there was a population. */
  #first: Membrane | undefined;
  /** The experiment to go on with when the present change is through. */
  #wish: Experiment | undefined;
  /** Experiments that were given a step; that of all others was chosen. */
  readonly #given = new WeakSet<Experiment>();
  /** The session that a wish is being applied to. */
  #changing: Session | undefined;
  /** Ends the change that is under way, as far as it can still be given up. */
  #giveUp = new AbortController();
  /** The last wish that failed, and when. */
  #failed: { readonly wish: Experiment; readonly at: number } | undefined;
  /** The wish that was under way when an engine was lost. */
  #survivor: Experiment | undefined;
  /** What to go on with after the engine was lost. */
  #resume: SessionOptions['resume'];
  #rebuilt = Number.NEGATIVE_INFINITY;
  /** Settles when the engine that was asked for last is open: one is opened after the other. */
  #opened: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: State,
    private readonly calls: SessionCalls,
  ) {}

  /** The one that runs, if there is one. */
  get present(): Session | undefined {
    return this.#session;
  }

  /** The membrane to begin with. */
  begin(membrane: Membrane): void {
    this.#first = membrane;
  }

  /** @param host the element that the cells fill */
  open(host: HTMLElement): Promise<void> {
    this.#host = host;
    return this.#open();
  }

  /** Opens again after a failure. */
  reopen(): Promise<void> {
    return this.#open();
  }

  /** Goes on from where the population is on the engine that is chosen now. */
  change(): void {
    // Another one may be opening still.
    this.#opened = this.#opened.then(async () => {
      // Where an engine is lost meanwhile the one that is chosen is already opening in its place.
      if (!this.#session || (await this.#leave(this.#session))) await this.#openSession();
    });
  }

  /** Ends what cannot go on. */
  giveUp(): void {
    this.#end();
    this.state.phase.value = 'failed';
  }

  /** Goes on with an experiment as soon as it can. @param chosen whether its step was chosen, not given */
  ask(experiment: Experiment, chosen: boolean): void {
    if (!chosen) this.#given.add(experiment);
    this.#wish = experiment;
    this.#want(experiment);
    this.#giveUp.abort();
    void this.#grant();
  }

  /** Does something to the population of this session in its turn. */
  do(job: (session: Session) => Promise<void>): void {
    const session = this.#session;
    session?.loop
      .exclusive(() => job(session))
      .catch((error) => session === this.#session && this.calls.onError(error));
  }

  #want(experiment: Experiment | undefined): void {
    batch(() => {
      this.state.wanted.value = experiment;
      this.state.stepChosen.value = experiment === undefined || !this.#given.has(experiment);
    });
  }

  /** Opens engine and population, where the former ones have ended if there were any. */
  #open(avoidGpu?: Sentence): Promise<void> {
    this.#opened = this.#openSession(avoidGpu);
    return this.#opened;
  }

  async #openSession(avoidGpu?: Sentence): Promise<void> {
    this.state.phase.value = 'starting';
    const first = this.#first;
    const wish = this.#wish;
    let session: Session | undefined;
    try {
      session = await Session.open(this.state, {
        host: this.#host!,
        resume: this.#resume,
        model: first,
        first: wish,
        avoidGpu,
        onSelect: this.calls.onSelect,
        onError: (error) => {
          // A session that has been given up may still complain.
          if (session === this.#session) this.calls.onError(error);
        },
      });
    } catch (error) {
      this.calls.onError(error);
      // What a link asks for may be the reason: the page opens without it.
      if (wish && wish === this.#wish && !this.#resume) {
        this.#wish = undefined;
        this.state.painted.value = [];
        this.state.paintWish.value = undefined;
        this.state.followWish.value = undefined;
        return this.#openSession(avoidGpu);
      }
      this.state.phase.value = 'failed';
      return;
    }
    this.#session = session;
    this.state.diverged.value = undefined;
    void session.lost().then((reason) => {
      if (session === this.#session) void this.#recover(reason);
    });
    this.#resume = undefined;
    if (this.#wish === session.population.experiment) this.#wish = undefined;
    this.#want(this.#wish ?? this.state.experiment.value);
    this.state.phase.value = 'ready';
    void this.#grant();
    // Another one may have been asked for meanwhile.
    if (this.#first && this.#first !== first) this.calls.onMembrane(this.#first);
  }

  /**
   * Applies the latest wish; wishes that are overtaken meanwhile are skipped. One that is not through when the engine
   * is lost is left for the next session.
   */
  async #grant(): Promise<void> {
    const session = this.#session;
    if (!session || this.#changing === session) return;
    this.#changing = session;
    for (let wish = this.#wish; wish; wish = this.#wish) {
      this.#giveUp = new AbortController();
      const { signal } = this.#giveUp;
      try {
        const former = session.population.experiment;
        await session.change(wish, signal);
        if (session !== this.#session) return;
        if (this.#wish === wish) this.#wish = undefined;
        forgetAttempt(this.state);
        this.calls.onChanged(former, wish);
      } catch (error) {
        if (session !== this.#session) return;
        if (signal.aborted && wish !== this.#wish) continue;
        this.#failed = { wish, at: performance.now() };
        if (this.#wish === wish) this.#wish = undefined;
        this.#want(this.#wish ?? this.state.experiment.value);
        this.calls.onError(error);
      }
    }
    this.#changing = undefined;
  }

  /** Rebuilds everything on a new device. */
  async #recover(reason: string): Promise<void> {
    const again = performance.now() - this.#rebuilt < UNRELIABLE_TIME;
    this.#end();
    this.state.notice.value = {
      kind: 'error',
      text: texts.value.news.deviceLost(reason),
    };
    const kept = this.#resume?.snapshot;
    await this.#open(again ? () => texts.value.news.deviceLostTwice : undefined);
    if (!this.#session) return;
    this.#rebuilt = performance.now();
    this.state.notice.value = {
      kind: 'news',
      text: texts.value.news.recovered(again, kept && this.state.time.value),
    };
  }

  /** Ends a session where its population is. @returns false if it has ended before */
  #leave(session: Session): Promise<boolean> {
    const { loop } = session;
    return loop
      .exclusive(async () => {
        const snapshot = await loop.present();
        if (session !== this.#session) return false;
        this.#end(snapshot);
        return true;
      })
      .catch(() => false);
  }

  /** Ends the session and keeps what the next one goes on with. @param snapshot of a little while ago, where the engine is lost */
  #end(snapshot = this.#session?.loop.snapshot): void {
    const session = this.#session;
    if (!session) return;
    this.#resume = { experiment: session.population.experiment, snapshot };
    this.#session = undefined;
    this.#changing = undefined;
    this.#giveUp.abort();
    session.close();

    const failed = this.#failed;
    if (failed && performance.now() - failed.at < SAME_ACCIDENT) this.#wish ??= failed.wish;
    this.#failed = undefined;
    // It is tried once more, not again and again: it may be what the engine cannot bear.
    if (this.#wish === this.#survivor) this.#wish = undefined;
    this.#survivor = this.#wish;
  }
}
