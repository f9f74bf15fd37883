import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decoded, encoded, LONGEST } from '../../../src/app/link/codec.ts';
import { isPaintedInLink, MOST_RUNS, paintedSchema } from '../../../src/app/paint/in-link.ts';
import { changeOf, type Painted } from '../../../src/app/paint/painted.ts';
import { Painting, rangeOf } from '../../../src/app/paint/painting.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

vi.stubGlobal('innerWidth', 1280);
const { checkedContent } = await import('../../../src/app/link/content.ts');
const { migrated, VERSION } = await import('../../../src/app/link/migrations.ts');
const { systemOfCell } = await import('../../../src/app/cells/system-of-cell.ts');

const experiment = parseExperiment({
  dt: 0.05,
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'parameters.gK', from: 30, to: 40, count: 60 } },
});
const problem = prepare(experiment);
const paths = ['parameters.gNa', 'parameters.gK', 'parameters.EL'];

/** The values of all painted numbers in all cells. */
const valuesOf = (painting: Painting) =>
  painting
    .applied(problem, rangeOf(experiment.model))
    .population.columns.map(({ path, value, length }) => [path, Array.from({ length }, (_, i) => value(i))])
    .sort();

const sent = async (painted: Painted) => {
  const found = checkedContent(migrated((await decoded(await encoded({ painted }, VERSION)))!));
  return found.painted as Painted;
};

/** Strokes with brushes that scale and brushes that add, and with water. */
const strokes = fc.array(
  fc.record({
    path: fc.constantFrom(...paths),
    cells: fc.uniqueArray(fc.nat(59), { maxLength: 30 }),
    change: fc.option(
      fc.oneof(
        fc.integer({ min: -100, max: 150 }).map((percent) => ({ factor: (100 - percent) / 100, added: 0 })),
        fc.double({ min: -50, max: 50, noNaN: true }).map((added) => ({ factor: 1, added })),
      ),
    ),
  }),
  { maxLength: 12 },
);

describe('what is painted', () => {
  it('has the same value in every cell, to the bit, after it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(strokes, async (all) => {
        const painting = new Painting(60);
        for (const { path, cells, change } of all)
          if (change) painting.paint(path, cells, change);
          else painting.wash(cells);
        const again = new Painting(60);
        again.become(await sent(painting.painted));
        expect(again.painted).toEqual(painting.painted);
        const painted = painting.painted.map(({ of }) => of);
        const kept = ([path]: unknown[]) => painted.includes(path as string);
        expect(valuesOf(again).filter(kept)).toEqual(valuesOf(painting).filter(kept));
      }),
      { numRuns: 100 },
    );
  });

  it('is what one stroke after the other makes of a number', () => {
    const change = fc.record({
      factor: fc.double({ min: -2, max: 2, noNaN: true }),
      added: fc.double({ min: -50, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 8 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (all, own) => {
          const painting = new Painting(1);
          for (const one of all) painting.paint('parameters.gNa', [0], one);
          const found = changeOf(painting.painted, 'parameters.gNa', 0);
          const value = all.reduce((before, { factor, added }) => factor * before + added, own);
          // Sums in another order, of numbers below 2^8 * 200 + 50 * (2^8 - 1).
          expect(Math.abs(found.factor * own + found.added - value)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('is in the numbers of a cell as it is in the population', () => {
    const painting = new Painting(60);
    painting.paint('parameters.gK', [3, 4, 40], { factor: 0.5, added: 0 });
    painting.paint('parameters.gNa', [4], { factor: 1, added: -500 });
    const { columns } = painting.applied(problem, rangeOf(experiment.model)).population;
    for (const cell of [0, 3, 4, 39, 40, 59]) {
      const { numbers } = systemOfCell(experiment, painting.painted, cell);
      for (const { path, value } of columns)
        expect([path, numbers.find((one) => one.path === path)!.value]).toEqual([path, value(cell)]);
    }
    expect(changeOf(painting.painted, 'parameters.gK', 40)).toEqual({ factor: 0.5, added: 0 });
  });

  it('goes on with the value where that is changed, as blockers do', () => {
    const painting = new Painting(60);
    painting.paint('parameters.gNa', [0], { factor: 0.25, added: 0 });
    const other = prepare(parseExperiment({ ...experiment, parameters: { gNa: 200 } }));
    const { columns } = painting.applied(other, rangeOf(experiment.model)).population;
    expect(columns.find(({ path }) => path === 'parameters.gNa')!.value(0)).toBe(50);
  });

  it('fits into a link for any cells of 16,384, and is left out where there are too many', async () => {
    const random = (cell: number) => Math.sin(cell * cell * 12.9898) > 0;
    const some = (count: number, isPainted: (cell: number) => boolean) => {
      const painting = new Painting(count);
      const cells = Array.from({ length: count }, (_, cell) => cell).filter(isPainted);
      painting.paint('parameters.gNa', cells, { factor: 0.5, added: 0 });
      return painting.painted;
    };
    for (const isPainted of [random, (cell: number) => cell % 2 === 0, () => true]) {
      const painted = some(16_384, isPainted);
      expect(isPaintedInLink(painted)).toBe(true);
      expect((await encoded({ painted }, VERSION)).length).toBeLessThan(LONGEST / 2);
    }
    expect(isPaintedInLink(some(65_536, random))).toBe(false);
  });
});

describe('a painting in a link', () => {
  const runs = (counts: unknown) => [{ of: 'parameters.gNa', changes: [[0.5, 0, counts]] }];

  it.each([
    ['no list', 5],
    ['no pairs', runs([1])],
    ['runs of no cell', runs([0, 0])],
    ['runs backwards', runs([-1, 2])],
    ['parts of cells', runs([0.5, 2])],
    ['too many runs', runs(new Array(2 * MOST_RUNS + 2).fill(1))],
    ['infinite change', [{ of: 'parameters.gNa', changes: [[1e300, 0, [0, 1]]] }]],
    ['a change of nothing', [{ of: 'parameters.gNa', changes: [[1, 0]] }]],
    ['code', [{ of: 'parameters.gNa', changes: ['alert(1)'] }]],
    ['unknown keys', [{ of: 'parameters.gNa', changes: [], colour: 1 }]],
  ])('is refused with %s', (_, painted) => {
    expect(() => checkedContent({ painted })).toThrow(/painted/);
  });

  it('whatever it says, leaves cells with valid values, or is refused', () => {
    const numbers = fc.oneof(fc.nat(70), fc.integer(), fc.double(), fc.constantFrom(2 ** 32, 1e12, -1e12));
    const hostile = fc.array(
      fc.record({
        of: fc.oneof(fc.constantFrom(...paths), fc.string()),
        changes: fc.array(fc.tuple(numbers, numbers, fc.array(numbers, { maxLength: 6 })), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    );
    let accepted = 0;
    fc.assert(
      fc.property(hostile, (input) => {
        const { success, data } = paintedSchema.safeParse(JSON.parse(JSON.stringify(input)));
        if (!success) return;
        accepted++;
        const painting = new Painting(60);
        painting.become(data);
        painting.paint('parameters.gNa', [0, 59], { factor: -1e12, added: 1e12 });
        for (const [path, values] of valuesOf(painting)) {
          const [low, high] = rangeOf(experiment.model)(path as string)!;
          for (const value of values as number[]) {
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});
