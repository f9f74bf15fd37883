import { expect, test } from 'vitest';
import type { PerCell } from '../../src/engine/simulation.ts';
import { CpuVoltages } from '../../src/view/voltages.ts';

test('potentials are taken over from the memory of the CPU, cell by cell', async () => {
  let V = 0;
  const source = {
    cells: 2500,
    readPotential: async (into: PerCell) => {
      for (let cell = 0; cell < source.cells; cell++) into[cell] = cell + V;
    },
  };
  const voltages = new CpuVoltages(source);
  const { data, width, height } = voltages.texture.image;
  expect([width, height]).toEqual([1024, 3]);
  for (V of [0, -65]) {
    const { version } = voltages.texture;
    await voltages.refresh();
    expect(voltages.texture.version).toBeGreaterThan(version);
    expect([...(data as Float32Array).subarray(0, 2500)]).toEqual(
      Array.from({ length: 2500 }, (_, i) => i + V),
    );
  }
  voltages.dispose();
});
