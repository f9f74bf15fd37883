import { expect, it } from 'vitest';
import { Numbers } from '../../src/engine/numbers.ts';
import { changingSymbols, programOf } from '../../src/engine/program.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import { applyPasses, fastPasses } from '../../src/formula/optimise.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { problemOf } from '../support/problems.ts';

/** Potentials that people write into formulas, and which float32 holds: every quarter of a millivolt. */
const potentials = Array.from({ length: 1201 }, (_, i) => -150 + i / 4);

// wang-buzsaki has am = 0.1 (V + 35) / (1 - exp(-0.1 (V + 35))) in a gate that follows at once, so that the rate of V contains its
// derivative: that was 0/0 at -35 mV, which one of 65,536 neurons meets in float32.
it.each(Object.keys(membranes))('%s has a next step at every potential, with every integrator', (model) => {
  for (const integrator of integratorNames) {
    const problem = problemOf({ model, integrator, dt: 0.025 });
    const program = programOf(problem, new Numbers(problem));
    const fast = applyPasses(program.next, fastPasses, program.context);
    for (const formulas of [program.next, fast]) {
      const { inputs, outputs, setup, body } = compileFloat64(
        formulas,
        changingSymbols(program),
        potentials.length,
      );
      for (const { name, range } of problem.system.states) inputs[name]?.fill((range[0] + range[1]) / 2);
      inputs.V!.set(potentials);
      setup(potentials.length);
      body(potentials.length);
      for (const { name } of problem.system.states) {
        const wrong = potentials.filter((_, i) => !Number.isFinite(outputs[name]![i]!));
        expect(wrong, `${integrator}: ${name}`).toEqual([]);
      }
    }
  }
});
