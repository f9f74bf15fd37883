import { SingleBar } from 'cli-progress';
import type { Simulation } from '../engine/simulation.ts';
import { say } from './fail.ts';
import { onInterrupt } from './interrupt.ts';
import { formatCount, formatDuration } from './progress.ts';

/**
 * Shows on a terminal what a study does: what is looked for, which run this is, how far it is and how fast. How many runs there will
 * be nobody knows: searches end when longer runs change nothing.
 */
export class StudyProgress {
  #bar: SingleBar | undefined;
  #words = '';
  #runs = 0;
  #neuronSteps = 0;
  readonly #started = performance.now();
  readonly #callOff: () => void;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.#callOff = sayInterrupted(stream, () => {
      this.pause();
      return this.#words === '' ? '' : `looked for ${this.#words}`;
    });
  }

  /** Says what is looked for from now on. */
  readonly stage = (words: string): void => {
    this.#words = words;
    this.#showWords();
  };

  /** The same simulation, which shows how far it is. */
  watch<Watched extends Simulation>(simulation: Watched): Watched {
    if (!this.stream.isTTY) return simulation;
    let last = Number.POSITIVE_INFINITY;
    const advance = async (steps: number) => {
      await simulation.advance(steps);
      if (simulation.step <= last) this.#runs++;
      last = simulation.step;
      this.#neuronSteps += steps * simulation.cells;
      this.#show(simulation);
    };
    return new Proxy(simulation, {
      get(target, key) {
        if (key === 'advance') return advance;
        // Simulations have fields of their own, which only they themselves reach.
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Takes the display away until there is something new to show, so that lines can be written. */
  pause(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** The study is done. */
  stop(): void {
    this.pause();
    this.#callOff();
  }

  #show({ step, problem: { steps, dt }, cells }: Simulation): void {
    const seconds = (performance.now() - this.#started) / 1000;
    const payload = {
      words: this.#words === '' ? '' : `${this.#words}: `,
      runs: this.#runs,
      size: `${formatCount(cells)} ${cells === 1 ? 'cell' : 'cells'} x ${formatCount(Math.round(steps * dt))} ms`,
      speed: formatCount(this.#neuronSteps / seconds),
      passed: formatDuration(seconds),
    };
    if (!this.#bar) {
      this.#bar = new SingleBar({
        stream: this.stream,
        format: '{words}run {runs}, {percentage}% of {size} | {speed} neuron-steps/s | {passed}',
        clearOnComplete: true,
        gracefulExit: false,
      });
      this.#bar.start(steps, step, payload);
      return;
    }
    this.#bar.setTotal(steps);
    this.#bar.update(step, payload);
  }

  #showWords(): void {
    this.#bar?.update({ words: `${this.#words}: ` });
  }
}

/**
 * Says on a signal that stops the command what it was at.
 * @param doing clears the line, and tells what that is, such as "looked for ...", where that is known
 * @returns a function that calls this off
 */
export function sayInterrupted(stream: NodeJS.WritableStream, doing: () => string): () => void {
  return onInterrupt(() => {
    const words = doing();
    const during = words === '' ? '' : ` while it ${words}`;
    say(stream, `interrupted${during}; there is nothing yet that could be printed`);
  });
}

/** Shows in the present line of a terminal what is followed; without words it clears the line. */
export function showStage(stream: NodeJS.WriteStream, words = ''): void {
  if (stream.isTTY) stream.write(`\r\u001b[2K${words === '' ? '' : `follows ${words}`}`);
}
