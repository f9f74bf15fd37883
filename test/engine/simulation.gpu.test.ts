import { describe, expect } from 'vitest';
import { initialState } from '../../src/engine/initial.ts';
import { Numbers } from '../../src/engine/numbers.ts';
import type { Snapshot } from '../../src/engine/simulation.ts';
import { InputError } from '../../src/input/schema.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import {
  eachEngine,
  largestDifference,
  readAll,
  runWhole,
  spikesByCell,
  takeEvents,
} from '../support/engines.ts';
import { five, problemOf } from '../support/problems.ts';

describe('state', () => {
  eachEngine('begins at rest, at time 0', async (create) => {
    const problem = problemOf(five);
    const simulation = await create(problem);
    expect(simulation.cells).toBe(5);
    expect(simulation.step).toBe(0);
    expect(simulation.variables).toEqual(['V', 'm', 'h', 'n']);
    expect(simulation.problem).toBe(problem);
    const rest = await initialState(problem, new Numbers(problem));
    for (const name of simulation.variables) {
      // Half a rounding of float32 at 65 mV is 4e-6; the same is generous for a gate.
      for (const value of await simulation.read(name)) expect(value).toBeCloseTo(rest[name]![0]!, 5);
    }
  });

  eachEngine('begins at a given V with the gates at their steady state', async (create) => {
    const problem = problemOf({ ...five, initial: { V: -40 } });
    const simulation = await create(problem);
    const at = await initialState(problem, new Numbers(problem));
    expect(at.V![0]).toBe(-40);
    // read() carries gates that are held half a step behind to the time of V; at their steady state they stay.
    for (const name of simulation.variables) {
      for (const value of await simulation.read(name)) expect(value).toBeCloseTo(at[name]![0]!, 5);
    }
  });

  eachEngine('does not depend on how the steps are grouped', async (create) => {
    const [whole, pieces] = [await create(five), await create(five)];
    await whole.advance(800);
    for (const steps of [1, 7, 0, 192, 600]) await pieces.advance(steps);
    expect(pieces.step).toBe(800);
    expect(await readAll(pieces)).toEqual(await readAll(whole));
    expect(await pieces.measures()).toEqual(await whole.measures());
    expect(await takeEvents(pieces)).toEqual(await takeEvents(whole));
  });

  eachEngine('does not depend on who is in the population', async (create) => {
    const [population, alone] = [
      await create(five),
      await create({ ...five, sweep: {}, stimulus: { kind: 'constant', amplitude: 20 } }),
    ];
    await population.advance(800);
    await alone.advance(800);
    const [among] = spikesByCell(await population.takeSpikes(), 5).slice(3);
    const [own] = spikesByCell(await alone.takeSpikes(), 1);
    expect(own).toHaveLength(2);
    // The varied current of one is a constant of the other, which compilers may round differently: 1e-4 ms is a
    // hundredth of what two engines may differ by.
    expect(largestDifference(own ?? [], among ?? [])).toBeLessThan(1e-4);
  });

  eachEngine('is carried on exactly from a snapshot, by another simulation too', async (create) => {
    const simulation = await create(five);
    await simulation.advance(300);
    const snapshot = await simulation.snapshot();
    await simulation.advance(300);
    const expected = await readAll(simulation);

    await simulation.restore(snapshot);
    expect(simulation.step).toBe(300);
    await simulation.advance(300);
    expect(await readAll(simulation)).toEqual(expected);

    const other = await create({ ...five, sweep: { x: { ...five.sweep?.x, vary: 'stimulus.amplitude' } } });
    await other.restore(snapshot);
    await other.advance(300);
    expect(await readAll(other)).toEqual(expected);
  });

  eachEngine('a snapshot does not change when the simulation goes on', async (create) => {
    const simulation = await create(five);
    await simulation.advance(100);
    const snapshot = await simulation.snapshot();
    const before: Snapshot = structuredClone(snapshot);
    await simulation.advance(100);
    expect(snapshot).toEqual(before);
  });

  eachEngine('is that of a new simulation after reset', async (create) => {
    const [simulation, fresh] = [await create(five), await create(five)];
    await simulation.advance(700);
    await simulation.reset();
    expect(simulation.step).toBe(0);
    expect(await readAll(simulation)).toEqual(await readAll(fresh));
    expect(await simulation.measures()).toEqual(await fresh.measures());
    await simulation.advance(800);
    await fresh.advance(800);
    expect(await simulation.measures()).toEqual(await fresh.measures());
    expect(await takeEvents(simulation)).toEqual(await takeEvents(fresh));
  });
});

describe('a reset', () => {
  const varied: ExperimentInput = { sweep: { x: { vary: 'parameters.gK', from: 30, to: 40, count: 5 } } };

  eachEngine('solves no rest again that is known', async (create) => {
    const problem = problemOf(varied);
    let looks = 0;
    const columns = problem.population.columns.map((column) => ({
      ...column,
      value: (cell: number) => {
        looks++;
        return column.value(cell);
      },
    }));
    const simulation = await create({ ...problem, population: { ...problem.population, columns } });
    const begun = await readAll(simulation);
    for (let i = 0; i < 2; i++) {
      await simulation.advance(500);
      looks = 0;
      await simulation.reset();
      expect(looks).toBe(0);
      expect(await readAll(simulation)).toEqual(begun);
    }
  });

  eachEngine('after an update goes back to the rest of the new problem', async (create) => {
    const other: ExperimentInput = { ...varied, parameters: { EL: -60 } };
    const [simulation, fresh] = [await create(varied), await create(other)];
    await simulation.advance(100);
    await simulation.update(problemOf(other));
    await simulation.reset();
    expect(await readAll(simulation)).toEqual(await readAll(fresh));
  });

  eachEngine('that fails leaves everything as it was', async (create) => {
    const simulation = await create({});
    await simulation.advance(100);
    await simulation.update(problemOf({ parameters: { gNa: 0, gK: 0, gL: 0 } }));
    const before = await readAll(simulation);
    await expect(simulation.reset()).rejects.toThrow('has no rest');
    expect(simulation.step).toBe(100);
    expect(await readAll(simulation)).toEqual(before);
  });
});

describe('measures', () => {
  eachEngine('hold what happened in the window', async (create) => {
    const simulation = await create({ ...five, stimulus: { kind: 'step', amplitude: 0, onset: 2 } });
    await simulation.advance(400);
    simulation.beginMeasuring();
    await simulation.advance(2000);
    const measures = await simulation.measures();
    const spikes = spikesByCell(await simulation.takeSpikes(), 5);
    expect(measures.window).toBeCloseTo(50, 9);
    for (const [cell, times] of spikes.entries()) {
      const inside = times.filter((time) => time >= 10);
      const [first = Number.NaN, last = Number.NaN] = [inside[0], inside.at(-1)];
      expect(measures.spikes[cell]).toBe(inside.length);
      expect(measures.first[cell]).toBe(first);
      expect(measures.last[cell]).toBe(last);
      const rate = inside.length < 2 ? 0 : (1000 * (inside.length - 1)) / (last - first);
      expect(measures.rate[cell]).toBeCloseTo(rate, 9);
      // The first event after the onset counts for the latency although it came before the window.
      expect(largestDifference([measures.latency[cell] ?? 0], [(times[0] ?? Number.NaN) - 2])).toBeLessThan(
        1e-9,
      );
    }
    expect([...measures.spikes].map((count) => count > 0)).toEqual([false, false, true, true, true]);
    expect(spikes[4]?.[0]).toBeLessThan(10);
  });

  eachEngine('give highest and lowest V, interpolated between the steps', async (create) => {
    const simulation = await create({
      ...five,
      record: { spikes: true, traces: { cells: [0, 3], every: 0.025 } },
    });
    await simulation.advance(100);
    simulation.beginMeasuring();
    await simulation.advance(700);
    const { peak, trough } = await simulation.measures();
    const { values, cells } = await simulation.takeTraces();
    const sampled = [...(values.V ?? [])].filter((_, i) => i % cells.length === 1).slice(100);
    // The curve overshoots the highest sample, by little: V changes by at most 1 mV per step next to a peak.
    expect(peak[3]).toBeGreaterThanOrEqual(Math.max(...sampled));
    expect(peak[3]).toBeLessThan(Math.max(...sampled) + 0.3);
    expect(trough[3]).toBeLessThanOrEqual(Math.min(...sampled) + 1e-5);
    expect(trough[3]).toBeGreaterThan(Math.min(...sampled) - 0.01);
    // At rest nothing moves by more than float32 rounding.
    expect(peak[0]).toBeCloseTo(-64.9997, 3);
    expect(trough[0]).toBeCloseTo(-64.9997, 3);
  });

  eachEngine('are those of the present state while nothing was advanced', async (create) => {
    const simulation = await create(five);
    const before = await simulation.measures();
    expect(before.window).toBe(0);
    expect([...before.spikes]).toEqual([0, 0, 0, 0, 0]);
    expect(before.latency.every(Number.isNaN)).toBe(true);
    await simulation.advance(400);
    simulation.beginMeasuring();
    const { window, peak, trough } = await simulation.measures();
    expect(window).toBe(0);
    expect([...peak]).toEqual([...(await simulation.read('V'))]);
    expect([...trough]).toEqual([...peak]);
  });

  eachEngine('count a peak on the border of the window once, on the side of its time', async (create) => {
    const reference = await create(five);
    await reference.advance(400);
    const times = spikesByCell(await reference.takeSpikes(), 5)[4] ?? [];
    expect(times.length).toBeGreaterThan(0);
    const middle = Math.floor((times[0] ?? Number.NaN) / 0.025);
    for (let border = middle - 1; border <= middle + 2; border++) {
      const simulation = await create(five);
      await simulation.advance(border);
      simulation.beginMeasuring();
      await simulation.advance(400 - border);
      const { spikes, first } = await simulation.measures();
      const inside = times.filter((time) => time >= border * 0.025);
      expect(spikes[4], `window from step ${border}`).toBe(inside.length);
      expect(first[4]).toBe(inside[0] ?? Number.NaN);
    }
  });

  eachEngine('find events by prominence or at a threshold', async (create) => {
    const run = (input: ExperimentInput) => create({ ...five, ...input }).then(runWhole);
    const high = { sweep: { x: { vary: 'stimulus.amplitude', values: [10, 100] } }, duration: 100 };
    const prominence = await run(high);
    const threshold = await run({ ...high, events: { kind: 'threshold', level: 0 } });
    const lower = await run({ ...high, events: { kind: 'threshold', level: -40 } });
    // Above 63 uA/cm2 all spikes but the first peak below 0 mV; they rise past -40 mV nevertheless.
    expect(threshold.spikes[1]?.length).toBeLessThan(3);
    expect(lower.spikes[1]?.length).toBe(prominence.spikes[1]?.length);
    expect(prominence.spikes[1]?.length).toBeGreaterThan(10);
    expect(threshold.spikes[0]?.length).toBe(prominence.spikes[0]?.length);
    for (const [i, time] of (threshold.spikes[0] ?? []).entries()) {
      // The way from 0 mV to the peak takes a few tenths of a millisecond.
      const peak = prominence.spikes[0]?.[i] ?? Number.NaN;
      expect(peak - time).toBeGreaterThan(0.05);
      expect(peak - time).toBeLessThan(0.5);
      expect(time).toBeGreaterThan(lower.spikes[0]?.[i] ?? Number.NaN);
    }
  });
});

describe('recorded events', () => {
  eachEngine('come in the order of time, then of cell, and once', async (create) => {
    const simulation = await create({
      ...five,
      sweep: { x: { vary: 'stimulus.amplitude', values: [20, 10, 20, 60] } },
    });
    await simulation.advance(800);
    const { cell, time, lost } = await simulation.takeSpikes();
    expect(lost).toBe(0);
    expect(cell.length).toBeGreaterThan(6);
    for (let i = 1; i < time.length; i++) {
      const [before = 0, after = 0] = [time[i - 1], time[i]];
      expect(after).toBeGreaterThanOrEqual(before);
      if (after === before) expect(cell[i]).toBeGreaterThan(cell[i - 1] ?? 0);
    }
    // Two equal neurons fire at the same times.
    const spikes = spikesByCell({ cell, time }, 4);
    expect(spikes[0]).toEqual(spikes[2]);
    expect((await simulation.takeSpikes()).cell).toHaveLength(0);
  });

  eachEngine('are not there unless asked for', async (create) => {
    const simulation = await create({ ...five, record: {} });
    await simulation.advance(800);
    const { cell, time, lost } = await simulation.takeSpikes();
    expect([cell.length, time.length, lost]).toEqual([0, 0, 0]);
    expect((await simulation.measures()).spikes[4]).toBeGreaterThan(1);
  });

  eachEngine('from before a reset or restore are gone', async (create) => {
    const simulation = await create(five);
    const start = await simulation.snapshot();
    await simulation.advance(800);
    await simulation.reset();
    expect((await simulation.takeSpikes()).cell).toHaveLength(0);
    await simulation.advance(800);
    await simulation.restore(start);
    expect((await simulation.takeSpikes()).cell).toHaveLength(0);
  });

  // A membrane that follows each of 8 pulses within a step: many events from few steps.
  const cells = 33_000;
  const follower: ExperimentInput = {
    parameters: { gNa: 0, gK: 0, gL: 10, C: 0.1 },
    stimulus: {
      kind: 'pulses',
      amplitude: 1000,
      width: 0.1,
      onsets: Array.from({ length: 8 }, (_, i) => 0.2 * i),
    },
    sweep: { x: { vary: 'parameters.EL', from: -60, to: -50, count: cells } },
    initial: { V: -55 },
    dt: 0.1,
    duration: 1.6,
    events: { kind: 'threshold', level: 0 },
    record: { spikes: true },
  };

  eachEngine('that do not fit are counted', async (create) => {
    const simulation = await create(follower);
    // The last of them is looked at two steps later.
    await simulation.advance(18);
    const { cell, time, lost } = await simulation.takeSpikes();
    const capacity = 2 ** 18;
    expect(cell).toHaveLength(capacity);
    expect(time).toHaveLength(capacity);
    expect(lost).toBe(8 * cells - capacity);
    expect((await simulation.measures()).spikes.every((count) => count === 8)).toBe(true);
    await simulation.advance(0);
    expect(await simulation.takeSpikes()).toMatchObject({ lost: 0 });
  });
});

describe('traces', () => {
  const traced: ExperimentInput = { ...five, record: { traces: { cells: [3, 0], every: 0.1 } } };

  eachEngine('hold the state of the chosen cells at the chosen times', async (create) => {
    const simulation = await create(traced);
    await simulation.advance(130);
    const { cells, time, values } = await simulation.takeTraces();
    expect(cells).toEqual([3, 0]);
    expect([...time]).toEqual(Array.from({ length: 33 }, (_, i) => 4 * i * 0.025));
    expect(Object.keys(values)).toEqual(['V', 'm', 'h', 'n']);

    const other = await create(five);
    for (const sample of [0, 1, 20, 32]) {
      await other.advance(4 * sample - other.step);
      for (const name of simulation.variables) {
        const expected = await other.read(name);
        // A sample is computed in the shader, a value read on the host: float32 rounding apart they are the same.
        expect(values[name]?.[2 * sample]).toBeCloseTo(expected[3] ?? Number.NaN, 4);
        expect(values[name]?.[2 * sample + 1]).toBeCloseTo(expected[0] ?? Number.NaN, 4);
      }
    }
  });

  eachEngine('do not depend on when they are taken', async (create) => {
    const [whole, pieces] = [await create(traced), await create(traced)];
    await whole.advance(100);
    const expected = await whole.takeTraces();
    const V: number[] = [];
    const time: number[] = [];
    for (const steps of [1, 3, 3, 93]) {
      await pieces.advance(steps);
      const part = await pieces.takeTraces();
      time.push(...part.time);
      V.push(...(part.values.V ?? []));
    }
    expect(time).toEqual([...expected.time]);
    expect(V).toEqual([...(expected.values.V ?? [])]);
  });

  eachEngine('longer than the buffer on the device lose nothing', async (create) => {
    // 64 cells with 4 variables are 1 KiB per sample in float32, so that 1 MiB is full after 1024 of 2500 samples.
    const cells = Array.from({ length: 64 }, (_, i) => 63 - i);
    const input: ExperimentInput = {
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 64 } },
      record: { traces: { cells, every: 0.025 } },
      dt: 0.025,
    };
    const [whole, pieces] = [await create(input), await create(input)];
    await whole.advance(2500);
    const { time, values } = await whole.takeTraces();
    expect([...time]).toEqual(Array.from({ length: 2500 }, (_, step) => step * 0.025));
    for (let step = 0; step < 2500; step += 500) {
      await pieces.advance(500);
      const part = await pieces.takeTraces();
      for (const name of whole.variables) {
        const expected = values[name]?.subarray(step * 64, (step + 500) * 64) ?? [];
        expect(largestDifference(part.values[name] ?? [], expected)).toBe(0);
      }
    }
  });

  eachEngine('can be moved to other cells', async (create) => {
    const simulation = await create(traced);
    await simulation.advance(10);
    simulation.trace({ cells: [4], every: 2, values: ['V', 'n'] });
    await simulation.advance(10);
    const { cells, time, values } = await simulation.takeTraces();
    expect(cells).toEqual([4]);
    expect([...time]).toEqual([10, 12, 14, 16, 18].map((step) => step * 0.025));
    expect(Object.keys(values)).toEqual(['V', 'n']);
    expect(values.V).toHaveLength(5);
    expect(() => simulation.trace({ cells: [1], every: 1, values: ['V', 'q'] })).toThrow(RangeError);
    // What was traced before is still traced.
    await simulation.advance(2);
    expect((await simulation.takeTraces()).time).toHaveLength(1);
  });

  eachEngine('are empty where nothing is traced', async (create) => {
    const simulation = await create(five);
    await simulation.advance(10);
    expect(await simulation.takeTraces()).toMatchObject({ cells: [], time: new Float64Array() });
  });
});

describe('a population that does not fit', () => {
  eachEngine('is refused with the largest that does', async (create) => {
    const population = (count: number): ExperimentInput => ({
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count } },
    });
    const memory = 2 ** 20;
    const refused = create(population(100_000), { memory });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(/population of 100000 neurons/);
    const { message } = (await refused.catch((reason: unknown) => reason)) as Error;
    const most = Number(/(?:largest that fits is|can hold) (\d+)/.exec(message)?.[1]);
    expect((await create(population(most), { memory })).cells).toBe(most);
    await expect(create(population(most + 1), { memory })).rejects.toThrow(`${most}`);
  });
});
