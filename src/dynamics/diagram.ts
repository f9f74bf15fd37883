import type { System } from '../system/system.ts';
import {
  type BranchEnd,
  branchThrough,
  type CycleBranch,
  endOf,
  extentOf,
  isBetween,
  isCovered,
  withoutTremor,
} from './branches.ts';
import { CycleTracer } from './cycles.ts';
import { type Equilibrium, type EquilibriumBranch, equilibriaOf, type Span } from './equilibria.ts';
import { type Excitability, excitabilityOf } from './excitability.ts';
import { Flow } from './flow.ts';
import { type Hopf, hopfAt } from './hopf.ts';
import { tempoOf } from './tempo.ts';
import { type Watched, watch } from './trajectory.ts';

/** What one neuron does against one of its numbers: where it stays, where it goes in circles, and how firing begins. */
export interface Diagram {
  /** Names of the states, in the order of every state below; which one is the potential. */
  readonly states: readonly string[];
  readonly potential: number;
  readonly span: Span;
  readonly equilibria: readonly EquilibriumBranch[];
  readonly hopfs: readonly Hopf[];
  readonly cycles: readonly CycleBranch[];
  readonly excitability: Excitability;
  /** What could not be found out, each a line; none where the diagram is complete. */
  readonly gaps: readonly string[];
}

/** What is followed, over which values of a number. */
export interface DiagramOptions extends Span {
  /** The number that all is followed against. */
  readonly path: string;
  /** Wall time (s) after which no further cycles are followed; 30 by default. */
  readonly seconds?: number;
  /** Called before each stage, with what it follows, in words. */
  onStage?(words: string): void;
  /** Awaited between pieces of the work, so that others come to theirs. */
  pause?(): Promise<void>;
}

/** Period (ms) from which on it is taken for infinite; this and the times below are those of neurons of the usual tempo. */
export const LONGEST_PERIOD = 2000;
/** Most cycles of a branch; the squid axon's has some 80. */
export const MOST_CYCLES = 150;
/** Values of the parameter to which cells are switched, for how long (ms), and how often the least that evokes a spike is refined. */
const SWITCHED = 24;
const BRIEF = 250;
const REFINEMENTS = 3;
/** How long (ms) cells are given that fire for a reason that is not yet known. */
const LONG = 1500;
/** What is narrower than this part of its values is not looked into: how firing begins is the same on either side. */
const NARROW = 0.01;
/** Most branches that are looked for in runs. */
const MOST_SEARCHED = 3;

/**
 * Equilibria by pseudo-arclength continuation, Hopf points with their first Lyapunov coefficient, the cycles that are born there or
 * that a run finds, and how firing begins.
 * @throws RangeError if there is no such number, or slopes depend on time
 */
export async function diagramOf(system: System, options: DiagramOptions): Promise<Diagram> {
  const { path, from, to, seconds = 30, onStage, pause } = options;
  onStage?.('equilibria');
  await pause?.();
  const flow = new Flow(system, path);
  const span = { from, to };
  const equilibria = equilibriaOf(flow, span);
  const points = equilibria.flat();
  const folds = points.filter(({ point }) => point === 'fold');
  const hopfs = points.filter(({ point }) => point === 'hopf').map((one) => hopfAt(flow, one));
  const deadline = performance.now() + 1000 * seconds;
  const isOver = () => performance.now() > deadline;
  const enter = async (words: string) => {
    onStage?.(words);
    await pause?.();
  };
  const search = new CycleSearch(flow, span, folds, { isOver, pause, enter });
  await search.fromHopfs(hopfs);
  const seen = await search.fromRuns(equilibria);
  const extent = extentOf(search.branches, span);
  const cycles = search.branches.map((branch) => withoutTremor(branch, extent));
  return {
    states: flow.states,
    potential: flow.potential,
    span,
    equilibria,
    hopfs,
    cycles,
    excitability: excitabilityOf(cycles, hopfs, span, seen),
    gaps: search.gaps,
  };
}

/** The stable equilibrium at a value, that of the lowest potential. */
function restAt(equilibria: readonly EquilibriumBranch[], parameter: number): Equilibrium | undefined {
  const near = equilibria.flat().filter((one) => one.stable && Math.abs(one.parameter - parameter) < 1e-9);
  return near.sort((a, b) => a.state[0]! - b.state[0]!)[0];
}

/** Whether some equilibrium at a value is stable. */
const isRestful = (equilibria: readonly EquilibriumBranch[], parameter: number): boolean =>
  equilibria.some((branch) =>
    branch.some((one, i) => {
      const next = branch[i + 1];
      return next !== undefined && (one.stable || next.stable) && isBetween(parameter, one, next);
    }),
  );

/** How a search goes on. */
interface Control {
  isOver(): boolean;
  readonly pause: DiagramOptions['pause'];
  /** Says what is followed next. */
  enter(words: string): Promise<void>;
}

/** Looks for branches of cycles. */
class CycleSearch {
  readonly branches: CycleBranch[] = [];
  readonly gaps: string[] = [];
  readonly #tracer: CycleTracer;
  readonly #tempo: number;

  constructor(
    private readonly flow: Flow,
    private readonly span: Span,
    private readonly folds: readonly Equilibrium[],
    private readonly control: Control,
  ) {
    const { isOver, pause } = control;
    this.#tempo = tempoOf(flow, span.from);
    const longestPeriod = this.#tempo * LONGEST_PERIOD;
    const limits = { longestPeriod, most: MOST_CYCLES, isOver, ...(pause && { pause }) };
    this.#tracer = new CycleTracer(flow, span, limits);
  }

  /** Branches that are born at Hopf points: those of stable and fast cycles first, which are those of spikes. */
  async fromHopfs(hopfs: readonly Hopf[]): Promise<void> {
    const order = [...hopfs].sort(
      (a, b) => Number(a.cubic > 0) - Number(b.cubic > 0) || b.frequency - a.frequency,
    );
    const reached = new Set<Hopf>();
    for (const hopf of order) {
      if (reached.has(hopf)) continue;
      const begin: BranchEnd = { kind: 'hopf', parameter: hopf.equilibrium.parameter };
      if (this.control.isOver()) {
        this.#giveUp(begin);
        continue;
      }
      await this.control.enter(`cycles that are born at ${brief(begin.parameter)}`);
      const traced = await this.#tracer.fromHopf(hopf);
      if (traced.cycles.length === 0) {
        this.#giveUp(begin);
        continue;
      }
      const end = endOf(traced, this.folds);
      const other = end.kind === 'hopf' ? nearestHopf(order, end.parameter) : undefined;
      if (other) reached.add(other);
      this.#add({
        cycles: traced.cycles,
        ends: [begin, other ? { kind: 'hopf', parameter: other.equilibrium.parameter } : end],
      });
    }
  }

  /** Branches of cells that fire or cannot rest though no cycle is known. They are switched from where they rest to other values of the parameter. */
  async fromRuns(
    equilibria: readonly EquilibriumBranch[],
  ): Promise<Pick<Excitability, 'spikesFrom' | 'restless'>> {
    const { from, to } = this.span;
    await this.control.enter('cycles that cells come to');
    const rest = restAt(equilibria, from);
    const start =
      rest?.state ??
      this.flow.ranges.map(([low, high], i) => (i === this.flow.potential ? -65 : (low + high) / 2));
    const values = spaced(from, to, SWITCHED);
    const runs = watch(this.flow, values, start, BRIEF, this.#tempo);
    let firing = values.filter((_, k) => this.#fires(runs[k]!, BRIEF));
    const up = Math.sign(to - from);
    const open = () =>
      [...values, ...this.#middles(equilibria)]
        .filter((value) => firing.includes(value) || !isRestful(equilibria, value))
        .filter((value) => !isCovered(this.branches, value))
        .sort((a, b) => up * (a - b));
    for (let found = 0; found < MOST_SEARCHED && !this.control.isOver(); found++) {
      const tried = open();
      if (tried.length === 0) break;
      const longer = watch(this.flow, tried, start, LONG, this.#tempo);
      firing = firing.filter(
        (value) => tried.includes(value) && this.#fires(longer[tried.indexOf(value)]!, LONG),
      );
      if (!(await this.#fromOne(tried, longer))) break;
    }
    const restless = open();
    if (restless[0] !== undefined)
      this.gaps.push(
        `at ${brief(restless[0])} it does not come to rest, and goes in no cycle of up to ${brief(this.#tempo * LONG)} ms that could be followed`,
      );
    const spiking = runs.map(({ spikes }) => spikes.length > 0);
    const spikesFrom = rest && this.#leastStep(values, spiking, start);
    return {
      ...(spikesFrom !== undefined && { spikesFrom }),
      ...(restless[0] !== undefined && { restless: restless[0] }),
    };
  }

  /** Whether a cell still fires in the second half of a run. @param duration ms, of neurons of the usual tempo */
  #fires({ spikes }: Watched, duration: number): boolean {
    return spikes.some((time) => time > (this.#tempo * duration) / 2);
  }

  /** Values in the middle of those between which equilibria and cycles stay stable, or unstable. */
  #middles(equilibria: readonly EquilibriumBranch[]): number[] {
    const { from, to } = this.span;
    const changes = [
      ...equilibria.flat().filter(({ point }) => point),
      ...this.branches.flatMap(({ cycles, ends }) => [...cycles.filter(({ point }) => point), ...ends]),
    ].map(({ parameter }) => parameter);
    const places = [from, ...changes, to].sort((a, b) => a - b);
    return places.slice(1).flatMap((place, i) => {
      const before = places[i]!;
      const size = Math.max(Math.abs(before), Math.abs(place));
      return place - before > NARROW * size ? [(before + place) / 2] : [];
    });
  }

  /** @returns whether a branch was found */
  async #fromOne(values: readonly number[], runs: readonly Watched[]): Promise<boolean> {
    const middle = (values.length - 1) / 2;
    const order = values.map((_, k) => k).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const k of order) {
      const value = values[k]!;
      const { circle } = runs[k]!;
      const branch = circle && (await branchThrough(this.flow, this.#tracer, circle, value, this.folds));
      if (!branch) continue;
      this.#add(branch);
      return true;
    }
    return false;
  }

  #leastStep(
    values: readonly number[],
    spiking: readonly boolean[],
    start: readonly number[],
  ): number | undefined {
    let [at, below] = [values, spiking];
    for (let round = 0; ; round++) {
      const first = below.indexOf(true);
      if (first < 0) return undefined;
      if (first === 0 || round === REFINEMENTS) return at[first];
      at = spaced(at[first - 1]!, at[first]!, SWITCHED);
      below = watch(this.flow, at, start, BRIEF, this.#tempo).map(({ spikes }) => spikes.length > 0);
    }
  }

  #add(branch: CycleBranch): void {
    this.branches.push(branch);
    for (const end of new Set(branch.ends)) if (end.kind === 'unfinished') this.#giveUp(end);
  }

  #giveUp({ kind, parameter }: BranchEnd): void {
    this.gaps.push(
      kind === 'hopf'
        ? `the cycles that are born at ${brief(parameter)} were not followed`
        : `a branch of cycles could not be followed beyond ${brief(parameter)}`,
    );
  }
}

const brief = (value: number): string => String(Number(value.toPrecision(6)));

const spaced = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

function nearestHopf(hopfs: readonly Hopf[], parameter: number): Hopf | undefined {
  const apart = ({ equilibrium }: Hopf) => Math.abs(equilibrium.parameter - parameter);
  return [...hopfs].sort((a, b) => apart(a) - apart(b))[0];
}
