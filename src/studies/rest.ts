import { solve } from '../algebra/elimination.ts';
import { Flow } from '../dynamics/flow.ts';
import { eigenvalues } from '../dynamics/linear.ts';
import { standingStates } from '../dynamics/standing.ts';
import { InputError } from '../input/schema.ts';
import { prepare } from '../protocol/prepare.ts';
import { experimentOf, type Setup, unitOfCurrents } from './setup.ts';

/** Where a membrane rests under a constant current. */
export interface Rest {
  /** By the name of the state. */
  readonly state: Readonly<Record<string, number>>;
  /** mV */
  readonly potential: number;
  /** Derivatives of the slopes (1/ms) by the states, a row for each slope. */
  readonly jacobian: readonly (readonly number[])[];
  /** The same by the current, in the unit of the setup. */
  readonly byCurrent: readonly number[];
  /** Which of the states is the potential. */
  readonly index: number;
  /** Rate of the slowest way back to it, 1/ms. */
  readonly slowest: number;
  /** Rate of the fastest way, 1/ms. */
  readonly fastest: number;
}

const CURRENT = 'stimulus.amplitude';
const NEWTON = 12;

/**
 * The stable equilibrium with the lowest potential.
 * @param current in the unit of the setup
 * @throws InputError if there is none
 */
export function restAt(setup: Setup, current: number): Rest {
  const rest = restIn(setup, current);
  if (rest) return rest;
  throw new InputError(
    `current = ${current} ${unitOfCurrents(setup)}: the membrane does not rest there; \`loligo equilibria\` says where it does`,
  );
}

/** The same; undefined if there is none. */
export function restIn(setup: Setup, current: number): Rest | undefined {
  const stimulus = { kind: 'constant', amplitude: current, unit: setup.unit } as const;
  const { system } = prepare(experimentOf(setup, { stimulus }));
  const flow = new Flow(system, CURRENT);
  for (const near of standingStates(flow, current)) {
    const state = improved(flow, near, current);
    const jacobian = flow.at(state, current);
    const values = jacobian.flat().every(Number.isFinite) ? eigenvalues(jacobian) : [];
    const slowest = -(values[0]?.re ?? Number.NaN);
    if (!(slowest > 0)) continue;
    return {
      state: Object.fromEntries(flow.states.map((name, i) => [name, state[i]!])),
      potential: state[flow.potential]!,
      jacobian,
      byCurrent: flow.byParameter.map((values) => values[0]!),
      index: flow.potential,
      slowest,
      fastest: -values.at(-1)!.re,
    };
  }
  return undefined;
}

/** Newton's method, to all digits. */
function improved(flow: Flow, near: readonly number[], current: number): number[] {
  let state = [...near];
  for (let round = 0; round < NEWTON; round++) {
    const rows = flow.at(state, current).map((row, i) => [...row, flow.slopes[i]![0]!]);
    const [change = []] = solve(rows);
    state = state.map((value, i) => value - change[i]!);
  }
  return state;
}
