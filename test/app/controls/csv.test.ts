import { expect, test } from 'vitest';
import { readTable } from '../../../src/app/controls/csv-file.ts';
import { withRules } from '../../../src/app/controls/rules.ts';
import { columnsFor, withValues } from '../../../src/app/controls/value-columns.ts';
import { currentsIn } from '../../../src/app/controls/waveform-file.ts';
import { columnsOf, populationOf, populationSize } from '../../../src/population/columns.ts';
import { type Experiment, parseExperiment } from '../../../src/protocol/experiment.ts';

const opened = (text: string, name = 'cells.csv') => readTable(new File([text], name));
const drawn = parseExperiment({
  dt: 0.05,
  sample: {
    count: 500,
    vary: { 'parameters.gNa': { from: 60, to: 180 }, 'parameters.gK': { from: 30, to: 40 } },
  },
});
const proposed = (sample: Experiment['sample']) => parseExperiment({ ...drawn, sample });

test('a column gives the values of a quantity, a neuron for each row, and other quantities stay as they are drawn', async () => {
  const table = await opened('cell,parameters.gNa_mS_cm2,rate_Hz\n0,100,12\n1,120.5,0\n2,90,7\n');
  const columns = columnsFor('parameters.gNa', table);
  expect(columns).toEqual(['parameters.gNa_mS_cm2', 'cell', 'rate_Hz']);
  const experiment = proposed(withValues(drawn.sample!, 'parameters.gNa', table, columns[0]!));
  const population = populationOf(experiment);
  expect(populationSize(population)).toBe(3);
  const [gNa, gK] = columnsOf(population, () => undefined);
  expect([0, 1, 2].map((cell) => gNa!.value(cell))).toEqual([100, 120.5, 90]);
  expect(gK!.path).toBe('parameters.gK');
});

test('how many neurons there are is said by given values, or stays when there are none any more', () => {
  const given = withRules(drawn.sample!, { 'parameters.gNa': { values: [100, 110] } });
  expect(populationSize(populationOf(proposed(given)))).toBe(2);
  const again = withRules(given, { 'parameters.gNa': { from: 60, to: 180 } });
  expect(populationSize(populationOf(proposed(again)))).toBe(2);
  expect(withRules(drawn.sample!, drawn.sample!.vary)).toEqual(drawn.sample);
});

test('a column is found by the path or the name of a quantity, and by no beginning of another one', async () => {
  const first = async (path: string, names: string) => columnsFor(path, await opened(`${names}\n1,2,3\n`))[0];
  expect(await first('parameters.gK', 'a,gKA,gK')).toBe('gK');
  expect(await first('stimulus.amplitude', 'a,b,amplitude_nA')).toBe('amplitude_nA');
  expect(await first('parameters.gK', 'a,b,c')).toBe('a');
});

test('what is wrong with a column is said with its place, and nothing is taken', async () => {
  const words = await opened('gNa\n100\nmany\n');
  expect(() => withValues(drawn.sample!, 'parameters.gNa', words, 'gNa')).toThrow(
    'cells.csv, line 3, column "gNa": "many" is not a number',
  );
  const far = await opened('gNa\n100\n-5\n');
  expect(() => proposed(withValues(drawn.sample!, 'parameters.gNa', far, 'gNa'))).toThrow(
    'sample.vary.parameters.gNa = -5 mS/cm2 is out of range',
  );
  const others = {
    ...drawn.sample!,
    vary: { ...drawn.sample!.vary, 'parameters.gK': { values: [1, 2, 3] } },
  };
  const two = await opened('gNa\n100\n110\n');
  expect(() => proposed(withValues(others, 'parameters.gNa', two, 'gNa'))).toThrow(
    /there are 3, but "parameters.gNa" is for 2 neurons/,
  );
  await expect(opened('')).rejects.toThrow('cells.csv has no rows');
  const large = { name: 'a.csv', size: 2e7, arrayBuffer: async () => new ArrayBuffer(0) };
  await expect(readTable(large)).rejects.toThrow('a.csv has 20000000 bytes; the page reads at most 10000000');
});

test('a waveform needs a column of currents', async () => {
  const table = await opened('time_ms\n0\n', 'empty.csv');
  expect(() => currentsIn(table)).toThrow('empty.csv needs a column of currents');
});
