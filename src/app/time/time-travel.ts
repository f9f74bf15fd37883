import type { Loop } from '../session/loop.ts';
import type { State } from '../state.ts';
import { checkFit, type KeptState, withKept } from './kept-states.ts';

/** Another way through time than on and on: single steps, back, to kept states, and away from a neuron that has diverged. */
export class TimeTravel {
  /** Counts what a slider asks for: it asks faster than a population can go. */
  #asked = 0;

  /** @param inTurn does something to the population in its turn */
  constructor(
    private readonly state: State,
    private readonly inTurn: (job: (loop: Loop) => Promise<void>) => void,
  ) {}

  /** Pauses and takes one step. */
  step(): void {
    this.#pausing(async (loop) => {
      // There must be a way back.
      await loop.past.hold();
      await loop.advance(1);
      await loop.publish();
    });
  }

  /** Pauses and takes one step back, as far as the past is known. */
  back(): void {
    this.#pausing((loop) => loop.past.goTo(loop.time - loop.population.simulation.problem.dt));
  }

  /** Pauses and goes to a time of the past that is known; the last one that was asked for counts. @param time ms */
  goTo(time: number): void {
    const asked = ++this.#asked;
    this.#pausing(async (loop) => {
      if (asked === this.#asked) await loop.past.goTo(time);
    });
  }

  /** Keeps the present state. */
  keep(): void {
    const { kept, diverged } = this.state;
    if (diverged.value) return;
    this.inTurn(async (loop) => {
      const snapshot = await loop.population.simulation.snapshot();
      kept.value = withKept(kept.value, snapshot, loop.time);
    });
  }

  /** Goes on from a kept state, with the present values. */
  recall(kept: KeptState): void {
    this.inTurn(async (loop) => {
      checkFit(kept, loop.population.simulation);
      this.state.diverged.value = undefined;
      await loop.restore(kept.snapshot);
    });
  }

  forget(one: KeptState): void {
    this.state.kept.value = this.state.kept.value.filter((kept) => kept !== one);
  }

  /** From where a neuron has diverged back to where all were well: to a moment before, or to time 0 if none is known. */
  recover(): void {
    this.state.diverged.value = undefined;
    this.inTurn(async (loop) => {
      if (!(await loop.past.goToSound())) await loop.reset();
    });
  }

  #pausing(job: (loop: Loop) => Promise<void>): void {
    this.state.running.value = false;
    this.state.diverged.value = undefined;
    this.inTurn(job);
  }
}
