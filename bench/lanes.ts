// How often does some neuron of a subgroup have something to be looked at?

import { seen } from '../src/engine/looks.ts';
import { Numbers } from '../src/engine/numbers.ts';
import { prefixed } from '../src/engine/plan.ts';
import { changingSymbols, type Program, programOf } from '../src/engine/program.ts';
import { ReferenceSimulation } from '../src/engine/reference/simulation.ts';
import { compileFloat64 } from '../src/formula/float64.ts';
import { partOf } from '../src/problem/parts.ts';
import type { Problem } from '../src/problem/problem.ts';

/** Neurons in a subgroup: of SwiftShader, and of GPUs. */
export const laneCounts = [4, 32, 64] as const;
const MOST = 64;

/** Steps before the count begins, so that cells fire, and those that are counted. */
const SETTLING = 2000;
const COUNTED = 2000;
/** Places in the population where neighbours are taken. */
const PLACES = 16;
/** Steps that the shader takes between two questions. */
const GROUP = 4;

/** Share of the groups of four steps in which some neuron of a subgroup is due, for each number of lanes, in float64. */
export async function dueGroups(problem: Problem): Promise<number[]> {
  const program = programOf(problem, new Numbers(problem));
  const due = new Array(laneCounts.length).fill(0);
  let subgroups = 0;
  for (let place = 0; place < PLACES; place++) {
    const first = Math.floor((place * (problem.population.count - MOST)) / (PLACES - 1));
    const flags = dueBy(program, await potentials(partOf(problem, first, MOST)));
    for (let group = 0; group + GROUP <= flags.length; group += GROUP) {
      const lanes = Array.from({ length: MOST }, (_, lane) =>
        flags.slice(group, group + GROUP).some((step) => step[lane] !== 0),
      );
      for (const [i, count] of laneCounts.entries()) {
        const some = Array.from({ length: MOST / count }, (_, k) => lanes.slice(k * count, (k + 1) * count));
        due[i] += some.filter((subgroup) => subgroup.includes(true)).length / some.length;
      }
      subgroups++;
    }
  }
  return due.map((sum) => sum / subgroups);
}

/** Potentials of all neurons after each counted step. */
async function potentials(problem: Problem): Promise<Float64Array[]> {
  const { first, count } = problem.population;
  const cells = Array.from({ length: count }, (_, i) => first + i);
  const simulation = await ReferenceSimulation.create(problem);
  await simulation.advance(SETTLING);
  simulation.trace({ cells, every: 1, values: [problem.system.potential] });
  await simulation.advance(COUNTED);
  const { values } = await simulation.takeTraces();
  const V = values[problem.system.potential]!;
  simulation.destroy();
  return Array.from({ length: COUNTED }, (_, step) => V.subarray(step * count, (step + 1) * count));
}

/** Which potentials are due, by step and neuron: looks change what is due, so those that are are taken. */
function dueBy(program: Program, V: readonly Float64Array[]): Float64Array[] {
  const { look, fields } = program;
  const { inputs, outputs, setup, body } = compileFloat64(
    new Map([...prefixed('look', look.fields), ['due', look.due]]),
    changingSymbols(program),
    MOST,
  );
  for (const { name } of fields) {
    // Before there is a peak or a trough every potential is one.
    inputs[name]?.set(V[0]!);
  }
  setup(MOST);
  const taken = [...look.fields.keys()].filter((name) => inputs[name]);
  return V.slice(1, -1).map((now, i) => {
    for (const before of [seen.V_before, seen.before1]) inputs[before]?.set(V[i]!);
    inputs[seen.V]?.set(now);
    for (const after of [seen.V_after, seen.after1]) inputs[after]?.set(V[i + 2]!);
    inputs[seen.step]?.fill(i);
    body(MOST);
    const due = outputs.due!.slice();
    const after = taken.map((name) => outputs[`look:${name}`]!.slice());
    for (const [k, name] of taken.entries())
      for (let lane = 0; lane < MOST; lane++) if (due[lane] !== 0) inputs[name]![lane] = after[k]![lane]!;
    return due;
  });
}
