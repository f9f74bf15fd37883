import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/lessons/check.ts';
import { agrees, asStated, measure } from '../../src/lessons/measure.ts';
import { readLesson } from '../../src/lessons/read.ts';
import type { Value } from '../../src/lessons/values.ts';
import { lendCpu } from '../support/lend.ts';
import { example, withText } from './guide.ts';

const check = (text: string) => checkLesson(readLesson(text, 'it.md'), lendCpu());
const faultsOf = async (text: string) =>
  (await check(text)).faults.map(({ line, message }) => `${line}: ${message}`);
const lineOf = (text: string) => example.split('\n').findIndex((line) => line.includes(text)) + 1;

describe('an engine', () => {
  it('finds nothing wrong with the lesson of the guide', async () => {
    const { faults, goals } = await check(example);
    expect(faults).toEqual([]);
    expect(goals.map(({ opening, solved }) => [opening.met, solved.met])).toEqual([[false, true]]);
  });

  it('finds a number that is wrong by one digit, and says the right one', async () => {
    expect(await faultsOf(withText(['is: -2.8', 'is: -2.7']))).toEqual([
      `${lineOf('edge:')}: edge = -2.7 uA/cm2, but the engine says -2.8 uA/cm2; write -2.8`,
    ]);
    expect(await faultsOf(withText(['is: 0.60', 'is: 0.61']))).toEqual([
      `${lineOf('ready:')}: ready = 0.61, but the engine says 0.5961111; write 0.60`,
    ]);
  });

  it('finds a solution that is none', async () => {
    const [fault, ...others] = await faultsOf(withText(['parameters.gK: 30', 'parameters.gK: 36']));
    expect(others).toEqual([]);
    expect(fault).toMatch(
      /the solution does not reach "Cells that get .*": not reached, it holds for 145 of 160 cells$/,
    );
  });

  it('finds a goal that is reached before anything was done', async () => {
    expect(await faultsOf(withText(['hold: spikes == 1', 'hold: spikes <= 1']))).toEqual([
      `${lineOf('goal:')}: the goal is reached before anything was done`,
    ]);
  });

  it('finds a solution that diverges', async () => {
    const [fault] = await faultsOf(withText(['parameters.gK: 30', '{ integrator: euler, dt: 0.5 }']));
    expect(fault).toMatch(new RegExp(`^${lineOf('solution')}: neuron \\d+ diverged`));
  });
});

describe('what a value is', () => {
  /** The number that an engine has for a value. */
  async function number(value: string, experiment = 'duration: 80') {
    const text = withText(
      ['values:', `values:\n  it: { is: 0, ${value} }`],
      ['takes {{edge}}', 'takes {{edge}}, {{it}}'],
      ['duration: 80', experiment],
    );
    const asked = readLesson(text, 'it.md').values.filter(({ name }) => name === 'it');
    return (await measure(asked, lendCpu()))[0]!.number;
  }

  it('least, most, mean and share of the cells for which something holds', async () => {
    // Currents are -10 to 0 uA/cm2, 0.05 apart.
    expect(await number('unit: uA/cm2, least: stimulus.amplitude')).toBe(-10);
    expect(
      await number('unit: uA/cm2, most: stimulus.amplitude, where: stimulus.amplitude < -1'),
    ).toBeCloseTo(-1.05, 12);
    expect(await number('unit: uA/cm2, mean: stimulus.amplitude')).toBeCloseTo(-5, 12);
    expect(await number('unit: "%", share: stimulus.amplitude >= -5')).toBeCloseTo((100 * 101) / 201, 12);
    expect(await number('mean: 2 * spikes + 1, in: { stimulus.amplitude: 0 }')).toBe(1);
    expect(await number('unit: mV, mean: peak, where: stimulus.amplitude > 0')).toBeNaN();
  });

  it('the moment at which something is greatest', async () => {
    // The spike of examples/permeability-during-a-spike.json (docs/guide/protocols.md): V peaks at 4.1 ms, potassium at 5.7 ms.
    const spike =
      'in: { stimulus: { kind: pulses, amplitude: 20, width: 0.5, onsets: [2] }, sweep: null, duration: 15 }';
    expect(await number(`unit: ms, when: V, ${spike}`)).toBeCloseTo(4.1, 1);
    expect(await number(`unit: ms, when: gK_open, ${spike}`)).toBeCloseTo(5.7, 1);
    expect(
      await number(
        `unit: mS/cm2, most: gK_open_maximum, ${spike}`,
        'duration: 80\n  statistics: [{ of: gK_open, take: maximum }]',
      ),
    ).toBeCloseTo(12.55, 1);
  });

  it('a formula of those before it', async () => {
    expect(await number('unit: mV, mean: V, in: { stimulus.amplitude: 0 }')).toBeCloseTo(-65, 1);
    const text = withText(
      [
        'values:',
        'values:\n  one: { is: -65, unit: mV, mean: V, in: { stimulus.amplitude: 0 } }\n  two: { is: 130, of: 0 - 2 * one }',
      ],
      ['takes {{edge}}', 'takes {{edge}} {{two}}'],
    );
    expect(await faultsOf(text)).toEqual([]);
  });

  it('a number of a function that is fitted to the rates', async () => {
    // A line with threshold a and slope g through rates that lie on it would have them; those of the axon from 30 to 60 uA/cm2 are nearly straight.
    const curve =
      'in: { stimulus: { kind: constant, amplitude: 30 }, sweep.x: { vary: stimulus.amplitude, from: 30, to: 60, count: 7 }, duration: 300, measure.from: 100 }';
    const gain = await number(`unit: Hz/(uA/cm2), fit: relu.gain, ${curve}`);
    const [slow, fast] = await Promise.all(
      [30, 60].map((current) =>
        number(
          `unit: Hz, mean: rate, in: { stimulus: { kind: constant, amplitude: ${current} }, sweep: null, duration: 300, measure.from: 100 }`,
        ),
      ),
    );
    // The curve bends by a tenth of its slope.
    expect(gain / ((fast! - slow!) / 30)).toBeGreaterThan(0.9);
    expect(gain / ((fast! - slow!) / 30)).toBeLessThan(1.1);
  });
});

describe('a number that is stated', () => {
  const stated = (text: string, number: number) =>
    agrees({ value: { text, is: Number(text) } as Value, number });

  it.each<[string, right: number, wrong: number]>([
    ['6.3', 6.264, 6.351],
    ['6.26', 6.2649, 6.254],
    ['50.0', 50.04, 50.06],
    ['50', 50.4, 50.6],
    ['-1457', -1456.82, -1456.4],
    ['1.5e3', 1549, 1551],
    ['0.30', 0.3, 0.31],
  ])('%s is %s, and not %s', (text, right, wrong) => {
    expect([stated(text, right), stated(text, wrong)]).toEqual([true, false]);
    expect(stated(text, Number.NaN)).toBe(false);
  });

  it.each([
    [6.264, '6.3', '6.3'],
    [49.96, '50.1', '50.0'],
    [-1456.82, '-1', '-1457'],
    [1549, '1.4e3', '1500'],
    [0.000124, '0.0000', '0.0001'],
  ])('%s is written like %s as %s', (number, text, written) => expect(asStated(number, text)).toBe(written));
});
