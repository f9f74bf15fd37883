import { expect, test } from 'vitest';
import { localMap, sheetMap } from '../../../src/app/overlays/map-grid.ts';
import { arrangementOf } from '../../../src/app/stage/arrangements.ts';
import type { Shown } from '../../../src/app/stage/shown.ts';
import type { Staged } from '../../../src/app/stage/stage.ts';
import { populationOf } from '../../../src/population/columns.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { sheetOf } from '../../../src/view/sheet.ts';

const map = arrangementOf('map');
const shown = (key: string, source: Shown['source'] = key) => ({ key, source }) as Shown;
const choice = [shown('V'), shown('rate'), ...['a', 'b', 'c'].map((key) => shown(key, () => 0))];
const drawn = populationOf(
  parseExperiment({ sample: { count: 9, vary: { 'parameters.gK': { from: 30, to: 40 } } } }),
);
const sweep = populationOf(parseExperiment({}));

test('a map of drawn cells stands at two different quantities that are drawn', () => {
  expect(map.axes!(choice, {}, drawn)).toEqual({ x: 'a', y: 'b' });
  expect(map.axes!(choice, { x: 'b' }, drawn)).toEqual({ x: 'b', y: 'a' });
  expect(map.axes!(choice, { x: 'c', y: 'c' }, drawn)).toEqual({ x: 'c', y: 'a' });
  expect(map.axes!(choice, { x: 'rate', y: 'gone' }, drawn)).toEqual({ x: 'a', y: 'b' });
  expect(choice.filter(map.offers!).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
});

test('there is none of one quantity, and that of a sweep is its sheet', () => {
  expect(map.axes!(choice.slice(0, 3), {}, drawn)).toBeUndefined();
  expect(map.axes!(choice, {}, sweep)).toBeUndefined();
  // Bands have no places between them.
  const inBands = [...choice.slice(0, 3), shown('band', () => 0)];
  expect(map.axes!(inBands, { y: 'band' }, drawn)).toBeUndefined();
  expect(inBands.filter(map.offers!).map(({ key }) => key)).toEqual(['a']);
});

test('places go with what stands along the sides, and values with the cells', () => {
  const cells = 1600;
  const [x, y] = [(cell: number) => cell % 40, (cell: number) => Math.floor(cell / 40)];
  const staged = { extent: { width: 40, height: 40 }, sheet: { cells } } as Staged;
  const side = (source: Shown['source']) => ({ shown: shown('', source), range: [-0.5, 39.5] as const });
  const mapped = Float64Array.from({ length: cells }, (_, cell) => x!(cell));
  const local = localMap();
  const first = local(staged, { x: side(x!), y: side(y!) }, { mapped, rates: mapped });
  // Places are two cells wide, the first cells 0 and 1, and of all but the first column every cell fires.
  expect(first.columns).toBe(20);
  expect([...first.values.subarray(1, 4)]).toEqual([2.5, 4.5, 6.5]);
  expect([...first.fires!.subarray(2, 4)]).toEqual([1, 1]);
  const turned = local(staged, { x: side(y!), y: side(x!) }, { mapped, rates: undefined });
  expect([20, 40, 60].map((place) => turned.values[place])).toEqual([2.5, 4.5, 6.5]);
  expect(turned.fires).toBeUndefined();
});

test('a sheet is a map where it has two quantities without trials', () => {
  const grid = (trials: number) =>
    parseExperiment({
      trials,
      sweep: {
        x: { vary: 'parameters.gNa', from: 90, to: 150, count: 4 },
        y: { vary: 'parameters.gK', from: 30, to: 40, count: 2 },
      },
    });
  const known = {
    mapped: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7),
    rates: Float64Array.of(0, 0, 1, 0, 0, 50, 0, 0),
  };
  const of = (trials: number) => sheetMap(sheetOf(populationOf(grid(trials)), 1), grid(trials), known);
  expect(of(1)).toMatchObject({ columns: 4, rows: 2, values: known.mapped });
  expect([...of(1)!.fires!]).toEqual([0, 0, 1, 0, 0, 1, 0, 0]);
  expect(of(2)).toBeUndefined();
});
