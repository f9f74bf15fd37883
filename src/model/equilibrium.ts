import { evaluate } from '../formula/evaluate.ts';
import { compileFloat64 } from '../formula/float64.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { dynamics, ionicCurrent, steadyState, V } from './dynamics.ts';
import type { Membrane } from './membrane.ts';

/** Potential (mV) and gates of a neuron. */
export type State = Readonly<Record<string, number>>;

/** What the initial states of a membrane are computed with. */
export interface Equilibria {
  /**
   * The equilibrium at zero current: V where the ionic currents cancel with every gate at its steady state. Where
   * there are several, the one of the lowest V.
   * @throws RangeError if the currents cancel nowhere between the lowest and the highest reversal potential
   */
  rest(parameters: State): State;
  /** V with every gate at its steady state. */
  at(V: number, parameters: State): State;
}

/** Potentials at which a sign change of the current is looked for. */
const SCAN = 256;
/** Halvings of an interval of at most a few hundred mV until float64 has no more digits. */
const HALVINGS = 60;

export function equilibria(membrane: Membrane): Equilibria {
  const equations = dynamics(membrane);
  const gates = equations.rates(V).map(steadyState);
  const outputs = applyPasses(
    new Map([
      ['current', ionicCurrent(equations, V, gates)],
      ...equations.gates.map((name, i) => [name, gates[i]!] as const),
    ]),
    canonicalPasses,
  );
  const scan = compileFloat64(outputs, new Set(['V']), SCAN);
  const single = compileFloat64(outputs, new Set(['V']), 1);

  const set = (program: typeof scan, parameters: State) => {
    for (const [name, input] of Object.entries(program.inputs))
      if (name !== 'V') input.fill(parameters[name]!);
    program.setup(program.width);
  };

  const at = (potential: number, parameters: State): State => {
    set(single, parameters);
    return stateAt(potential);
  };
  const stateAt = (potential: number): State => {
    single.inputs.V![0] = potential;
    single.body(1);
    return {
      V: potential,
      ...Object.fromEntries(equations.gates.map((name) => [name, single.outputs[name]![0]!])),
    };
  };

  const rest = (parameters: State): State => {
    const reversals = equations.reversals.map((reversal) => evaluate(reversal, parameters));
    // A little wider than the reversal potentials, since with one current the equilibrium is exactly there.
    const low = Math.min(...reversals) - 1;
    const high = Math.max(...reversals) + 1;
    set(scan, parameters);
    for (let i = 0; i < SCAN; i++) scan.inputs.V![i] = low + ((high - low) * i) / (SCAN - 1);
    scan.body(SCAN);
    const current = scan.outputs.current!;
    const right = current.findIndex((value, i) => i > 0 && current[i - 1]! <= 0 && value > 0);
    if (right < 0) {
      throw new RangeError(
        `model "${membrane.name}" has no rest between ${low} and ${high} mV with these parameters: ` +
          'no conductance pulls it to a potential. Set a positive gL, or give the initial V',
      );
    }
    set(single, parameters);
    let [a, b] = [scan.inputs.V![right - 1]!, scan.inputs.V![right]!];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (a + b) / 2;
      single.inputs.V![0] = middle;
      single.body(1);
      if (single.outputs.current![0]! > 0) b = middle;
      else a = middle;
    }
    return stateAt((a + b) / 2);
  };

  return { rest, at };
}
