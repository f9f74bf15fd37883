import { onInterrupt } from '../interrupt.ts';

/** Wall time (s) that a run which is told to stop has for a last checkpoint. */
const PATIENCE = 10;

/** Stops a run that a signal asks to: where it can be kept, or at once. */
export class Stopping {
  #asked = false;
  #isRunning = false;
  #ended = () => {};
  readonly #callOff: () => void;

  /** @param leave leaves what there is, and says what to do */
  constructor(private readonly leave: () => void) {
    this.#callOff = onInterrupt(() => this.#stop());
  }

  /** Whether the run shall stop at its next pause. */
  get isAsked(): boolean {
    return this.#asked;
  }

  /** Does what pauses now and then, and so can be stopped there. */
  async during<Result>(act: () => Promise<Result>): Promise<Result> {
    this.#isRunning = true;
    try {
      return await act();
    } finally {
      this.#isRunning = false;
    }
  }

  /** Call when all has been done that there is to do; signals stop the process at once from now on. */
  end(): void {
    this.#callOff();
    this.#ended();
  }

  async #stop(): Promise<void> {
    this.#asked = true;
    if (this.#isRunning)
      await new Promise<void>((resolve) => {
        this.#ended = resolve;
        setTimeout(resolve, 1000 * PATIENCE).unref();
      });
    this.leave();
  }
}
