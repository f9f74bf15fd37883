/** Simulated time after a change before the population is measured for good, ms. */
const SETTLING_TIME = 100;
/** A shorter window has too few spikes to say a rate, ms. */
const LEAST_WINDOW = 40;

/** When measuring begins anew after a change, and from when on a window is long enough to be shown. */
export class Settling {
  #settled = 0;
  #pending = false;
  /** Length of the window of the first impression, ms. */
  #impression = 0;

  /** Something has changed. @param time simulated ms @param settling the time to wait, ms */
  restart(time: number, settling = SETTLING_TIME): void {
    this.#settled = time + settling;
    this.#pending = settling > 0;
    this.#impression = 0;
  }

  /** When the population has settled, simulated ms; nothing once it has. */
  get moment(): number | undefined {
    return this.#pending ? this.#settled : undefined;
  }

  /** True once, when the population has settled. */
  settles(time: number): boolean {
    if (!this.#pending || time < this.#settled) return false;
    this.#pending = false;
    return true;
  }

  /** The first impression is shown early; it is replaced only by something that is worth more. */
  presentable(window: number): boolean {
    if (window < Math.max(LEAST_WINDOW, this.#pending ? 0 : this.#impression)) return false;
    if (this.#pending) this.#impression = window;
    return true;
  }
}
