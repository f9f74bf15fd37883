import type { Orbit } from './collocation.ts';
import { Corrector, type Place } from './corrector.ts';
import { type Cycle, cycleOf, largestOf } from './cycle.ts';
import type { Span } from './equilibria.ts';
import type { Flow } from './flow.ts';
import type { Hopf } from './hopf.ts';
import { type Course, evenMesh, placesOf } from './mesh.ts';
import { amplitudeOf, interpolated, onMesh, opposite, still, unit } from './orbit.ts';
import { rootOf } from './root.ts';
import { hasSaddle } from './saddle.ts';

/** How a branch of cycles ends. */
export type CycleEnd =
  /** In an equilibrium: the amplitude goes to 0. */
  | 'hopf'
  /** The period grows beyond the limit: the cycle goes to an equilibrium that it does not reach. */
  | 'infinite period'
  /** The parameter leaves the span. */
  | 'span'
  /** It came back to where it began. */
  | 'closed'
  /** It could not be followed farther, or was longer than there was room for. */
  | 'unfinished';

export interface TracedCycles {
  readonly cycles: readonly Cycle[];
  readonly end: CycleEnd;
  /** The last orbit in the states' units: where the cycle is slowest. */
  readonly slowest: readonly number[];
}

export interface CycleLimits {
  /** Period (ms) from which on it is taken for infinite, if it is many times that of the first cycle as well. */
  readonly longestPeriod: number;
  /** Most cycles of a branch. */
  readonly most: number;
  /** Asked now and then whether it has taken too long. */
  isOver?(): boolean;
  /** Awaited between two cycles. */
  pause?(): Promise<void>;
}

export const PIECES = 60;
/** Steps along the branch: parts of 100 mV (root mean square over a cycle), of the span, of the logarithm of the period. */
const FIRST_STEP = 0.004;
const LARGEST_STEP = 0.12;
const LEAST_STEP = 1e-6;
const FEW = 4;
/** A cycle of a smaller amplitude (root mean square, scaled) is an equilibrium, once it has been larger. */
const FLAT = 0.003;
/** The part of its amplitude that a step may be, so that none goes past a Hopf point. */
const CAUTION = 0.4;

/** At an infinite period the parameter moves by less than a part of what it has moved by on the branch while the period grows by a factor. */
const STILL = 1e-6;
const LENGTHENED = 1.3;
/** So many cycles without either lead nowhere. */
const STALLED = 30;
/** An infinite period is so many times that of the first cycle at least. */
const MANY = 20;
/** The part of the span within which there is a saddle then. Elsewhere it is a canard explosion, and no cycle is stable beyond. */
const NEARBY = 1e-3;

/** Follows cycles by pseudo-arclength continuation, so that a branch may turn: a fold of cycles is found where it does. */
export class CycleTracer {
  readonly #corrector: Corrector;
  readonly #scale: number;

  constructor(
    private readonly flow: Flow,
    private readonly span: Span,
    private readonly limits: CycleLimits,
  ) {
    this.#scale = span.to - span.from;
    this.#corrector = new Corrector(flow, this.#scale);
  }

  /** The branch of cycles that is born at a Hopf point. */
  fromHopf({ equilibrium, vector, frequency }: Hopf): Promise<TracedCycles> {
    const { flow } = this;
    const n = flow.size;
    const mesh = Float64Array.from({ length: PIECES + 1 }, (_, i) => i / PIECES);
    const places = placesOf(mesh);
    const fill = (value: (place: number, k: number) => number) =>
      Float64Array.from({ length: places.length * n }, (_, at) => value(places[Math.floor(at / n)]!, at % n));
    const orbit: Orbit = {
      mesh,
      size: n,
      nodes: fill((_, k) => equilibrium.state[k]! / flow.scales[k]!),
      logPeriod: Math.log(1000 / frequency),
      parameter: equilibrium.parameter / this.#scale,
    };
    const wave = fill((place, k) => {
      const angle = 2 * Math.PI * place;
      return (vector.re[k]! * Math.cos(angle) - vector.im[k]! * Math.sin(angle)) / flow.scales[k]!;
    });
    const tangent = unit(orbit, { nodes: wave, logPeriod: 0, parameter: 0 });
    return this.#trace({ orbit, tangent, multipliers: [] }, tangent.nodes);
  }

  /**
   * The branch through an orbit that is nearly one, in both directions; nothing if there is no cycle near it.
   * @param course in the states' units
   * @param period ms
   */
  async through(
    course: Course,
    period: number,
    parameter: number,
  ): Promise<readonly [TracedCycles, TracedCycles] | undefined> {
    const { flow } = this;
    const n = flow.size;
    let orbit: Orbit = {
      ...course,
      nodes: course.nodes.map((x, at) => x / flow.scales[at % n]!),
      logPeriod: Math.log(period),
      parameter: parameter / this.#scale,
    };
    let start: Place | undefined;
    // The mesh of an orbit that is only near is not yet the best.
    for (let round = 0; round < 3; round++) {
      start = this.#corrector.correct(orbit, orbit, { ...still(orbit), parameter: 1 }, 0, orbit.nodes);
      if (!start) return undefined;
      orbit = onMesh(start.orbit, evenMesh(start.orbit));
    }
    if (amplitudeOf(start!.orbit) < FLAT) return undefined;
    const back = { ...start!, tangent: opposite(start!.tangent) };
    const forwards = await this.#trace(start!, start!.orbit.nodes);
    if (forwards.end === 'closed') return [forwards, { ...forwards, cycles: [] }];
    return [forwards, await this.#trace(back, start!.orbit.nodes)];
  }

  /** @param phase nodes whose course fixes the phase of the first step */
  async #trace(start: Place, phase: Float64Array): Promise<TracedCycles> {
    const { most, longestPeriod, pause } = this.limits;
    const cycles: Cycle[] = [];
    if (start.multipliers.length > 0) cycles.push(this.#cycle(start, undefined));
    let place = start;
    let reference = phase;
    let step = FIRST_STEP;
    const longest = Math.max(longestPeriod, MANY * Math.exp(start.orbit.logPeriod));
    let grown = start.multipliers.length > 0;
    const end = (kind: CycleEnd): TracedCycles => ({
      cycles,
      end: kind,
      slowest: this.#slowest(place.orbit),
    });
    while (cycles.length < most && !this.limits.isOver?.()) {
      await pause?.();
      const next = step < LEAST_STEP ? undefined : this.#corrector.step(place, step, reference);
      if (!next) {
        if (step < LEAST_STEP) return end('unfinished');
        step /= 2;
        continue;
      }
      if (!this.#isInside(next.orbit)) {
        const last = this.#atBound(place, next, reference);
        if (last) cycles.push(this.#cycle(last, cycles.at(-1)));
        return end('span');
      }
      const before = cycles.at(-1);
      cycles.push(...this.#pointBetween(place, next, step, reference, before), this.#cycle(next, before));
      const amplitude = amplitudeOf(next.orbit);
      const settled = next.iterations <= FEW;
      if (grown && amplitude < FLAT) return end('hopf');
      grown ||= amplitude > 2 * FLAT;
      place = remeshed(next);
      if (Math.exp(place.orbit.logPeriod) > longest) return end('infinite period');
      const stalled = this.#stalled(cycles);
      if (
        stalled === 'infinite period' &&
        !hasSaddle(this.flow, cycles.at(-1)!.parameter, NEARBY * Math.abs(this.#scale))
      ) {
        this.#endAtCanard(cycles);
        return end('unfinished');
      }
      if (stalled) return end(stalled);
      if (cycles.length > 10 && this.#isBack(start, place, step)) return end('closed');
      reference = place.orbit.nodes;
      step = Math.min(LARGEST_STEP, settled ? 1.5 * step : step, Math.max(FLAT / 2, CAUTION * amplitude));
    }
    return end('unfinished');
  }

  /** A fold between two cycles, or where they lose their stability otherwise. */
  #pointBetween(
    place: Place,
    next: Place,
    step: number,
    reference: Float64Array,
    before: Cycle | undefined,
  ): Cycle[] {
    // At a Hopf point the branch begins across the parameter.
    if (place.multipliers.length === 0) return [];
    const at = (s: number) => this.#corrector.step(place, s, reference);
    const root = (test: (one: Place) => number): Place | undefined => {
      const [a, b] = [test(place), test(next)];
      if (!(a * b < 0)) return undefined;
      const value = (s: number): number => {
        const found = at(s);
        return found ? test(found) : b;
      };
      return at(rootOf(value, [0, a], [step, b], 1e-5 * step));
    };
    const fold = root(({ tangent }) => tangent.parameter);
    if (fold) return [{ ...this.#cycle(fold, before), stable: false, point: 'fold' }];
    const growth = ({ multipliers }: Place): number => {
      const largest = largestOf(multipliers);
      return largest ? Math.log(Math.hypot(largest.re, largest.im)) : Number.NaN;
    };
    const change = root(growth);
    const largest = change && largestOf(change.multipliers);
    // A multiplier that goes through 1 belongs to a fold, which turns.
    if (!largest || (largest.im === 0 && largest.re > 0)) return [];
    return [
      {
        ...this.#cycle(change, before),
        stable: false,
        point: largest.im === 0 ? 'period doubling' : 'torus',
      },
    ];
  }

  /** The cycle at the end of the span, between one inside and one outside. */
  #atBound(place: Place, next: Place, reference: Float64Array): Place | undefined {
    const bounds = [this.span.from / this.#scale, this.span.to / this.#scale];
    const inside = place.orbit.parameter;
    const outside = next.orbit.parameter;
    const bound = bounds.find((one) => (one - inside) * (one - outside) <= 0);
    if (bound === undefined || inside === outside) return undefined;
    const part = (bound - inside) / (outside - inside);
    const nodes = place.orbit.nodes.map((x, i) => x + part * (next.orbit.nodes[i]! - x));
    const logPeriod = place.orbit.logPeriod + part * (next.orbit.logPeriod - place.orbit.logPeriod);
    const guess = { ...place.orbit, nodes, logPeriod, parameter: bound };
    return this.#corrector.correct(guess, guess, { ...still(guess), parameter: 1 }, 0, reference);
  }

  #isInside({ parameter }: Orbit): boolean {
    const bounds = [this.span.from / this.#scale, this.span.to / this.#scale];
    return parameter >= Math.min(...bounds) && parameter <= Math.max(...bounds);
  }

  /** What a branch is at whose end the parameter does not move any more. */
  #stalled(cycles: readonly Cycle[]): CycleEnd | undefined {
    const last = cycles.at(-1)!;
    const values = cycles.map(({ parameter }) => parameter);
    const extent = Math.max(...values) - Math.min(...values);
    const moves = ({ parameter }: Cycle) => Math.abs(parameter - last.parameter) > STILL * extent;
    const still = cycles.slice(cycles.findLastIndex(moves) + 1);
    if (last.period > LENGTHENED * still[0]!.period) return 'infinite period';
    return still.length >= STALLED ? 'unfinished' : undefined;
  }

  /** Leaves off the cycles that a canard explosion has at one value of the parameter, as far as numbers tell; it turns there. */
  #endAtCanard(cycles: Cycle[]): void {
    const { parameter } = cycles.at(-1)!;
    const moves = (cycle: Cycle) => Math.abs(cycle.parameter - parameter) > STILL * Math.abs(this.#scale);
    cycles.length = cycles.findLastIndex(moves) + 2;
    const last = cycles.at(-1)!;
    if (last.stable) cycles[cycles.length - 1] = { ...last, point: 'fold' };
  }

  /** Whether a branch has come round to its first cycle, going the same way. */
  #isBack(start: Place, place: Place, step: number): boolean {
    if (start.multipliers.length === 0) return false;
    const apart = Math.hypot(
      start.orbit.parameter - place.orbit.parameter,
      start.orbit.logPeriod - place.orbit.logPeriod,
      amplitudeOf(start.orbit) - amplitudeOf(place.orbit),
    );
    const along =
      start.tangent.parameter * place.tangent.parameter + start.tangent.logPeriod * place.tangent.logPeriod;
    return apart < step && along > 0;
  }

  #cycle({ orbit, multipliers }: Place, before: Cycle | undefined): Cycle {
    return cycleOf(this.flow, orbit, this.#scale, multipliers, before);
  }

  /** The state in which a cycle stays longest, where the mesh is coarsest. */
  #slowest({ mesh, nodes, size }: Orbit): readonly number[] {
    let piece = 0;
    for (let i = 1; i < mesh.length - 1; i++) {
      if (mesh[i + 1]! - mesh[i]! > mesh[piece + 1]! - mesh[piece]!) piece = i;
    }
    const at = (piece * 4 + 2) * size;
    return [...nodes.slice(at, at + size)].map((x, k) => x * this.flow.scales[k]!);
  }
}

function remeshed(place: Place): Place {
  const { orbit, tangent } = place;
  const next = onMesh(orbit, evenMesh(orbit));
  const nodes = interpolated(orbit, tangent.nodes, next.mesh);
  return { ...place, orbit: next, tangent: unit(next, { ...tangent, nodes }) };
}
