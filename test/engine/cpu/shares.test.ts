import { expect, it } from 'vitest';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { partOf } from '../../../src/problem/parts.ts';
import { problemOf } from '../../support/problems.ts';

it('more neurons than begin together begin as their parts do, and again', async () => {
  // EL decides where a neuron rests. 2^20 begin together, and there are 1536 more.
  const problem = problemOf({
    sweep: {
      x: { vary: 'parameters.EL', from: -60, to: -50, count: 512 },
      y: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 2051 },
    },
    statistics: ['peak'],
  });
  const { count } = problem.population;
  const others = 2000;
  const [whole, part] = [
    await CpuSimulation.create(problem),
    await CpuSimulation.create(partOf(problem, count - others, others)),
  ];
  for (const again of [false, true]) {
    if (again) await Promise.all([whole.reset(), part.reset()]);
    const begun = await part.read('V');
    expect(new Set(begun).size).toBe(512);
    expect((await whole.read('V')).subarray(-others)).toEqual(begun);
    await Promise.all([whole.advance(2), part.advance(2)]);
    for (const name of ['V', 'n'])
      expect((await whole.read(name)).subarray(-others)).toEqual(await part.read(name));
  }
  whole.destroy();
  part.destroy();
});
