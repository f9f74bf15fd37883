import { describe, expect, it } from 'vitest';
import { type ClampOptions, clamp } from '../../src/studies/clamp.ts';
import { lendCpu } from '../support/lend.ts';
import { largestOf, squidLimit, squidOpen, squidReversal } from '../support/squid.ts';

const lend = lendCpu();

/** The columns of a report by name, as numbers. */
async function tableOf(options: ClampOptions) {
  const { columns, findings } = await clamp(options, lend);
  const table = Object.fromEntries(columns.map(({ name, values }) => [name, Array.from(values, Number)]));
  const found = Object.fromEntries(Object.entries(findings).map(([name, { value }]) => [name, value]));
  return { table, found };
}

describe('the squid axon under voltage clamp', () => {
  const levels = [-100, -65, -40, -20, 0, 20, 40, 60];
  const names = ['INa', 'IK'] as const;

  it('has the currents of the closed solution', async () => {
    const { table } = await tableOf({ levels });
    expect(table.V_mV).toEqual(levels);
    for (const [i, V] of levels.entries()) {
      for (const name of names) {
        const current = (t: number) =>
          squidOpen[name]([
            [-65, 0],
            [V, t],
          ]) *
          (V - squidReversal[name]);
        const { value, at } = largestOf((t) => Math.abs(current(t)), 10);
        const where = `${name} at ${V} mV`;
        // What is asked for; gates are exact at any step, and float32 leaves 1e-6 of them.
        const near = (one: number, other: number) =>
          expect(Math.abs(one - other), where).toBeLessThanOrEqual(1e-4 * value);
        near(table[`${name}_peak_uA_cm2`]![i]!, Math.sign(current(at)) * value);
        near(table[`${name}_steady_uA_cm2`]![i]!, current(10));
        // The parabola through samples 0.01 ms apart; a flat end (IK) is told from rounding within a few samples.
        if (V !== -65)
          expect(Math.abs(table[`${name}_peak_time_ms`]![i]! - at), where).toBeLessThan(
            name === 'INa' ? 1e-3 : 0.05,
          );
      }
    }
  });

  it('flows inward most where sodium has come and potassium not yet', async () => {
    const { found } = await tableOf({});
    const inward = (V: number) =>
      largestOf((t) => {
        const course = [
          [-65, 0],
          [V, t],
        ] as const;
        return -(squidOpen.INa(course) * (V - 50) + squidOpen.IK(course) * (V + 77) + 0.3 * (V + 54.4));
      }, 10).value;
    const most = [-15, -10, -5, 0, 5].map(inward);
    expect(found.inwardLevel).toBe([-15, -10, -5, 0, 5][most.indexOf(Math.max(...most))]);
    expect(found.inward! / -Math.max(...most)).toBeCloseTo(1, 5);
  });

  it('has the tails of the closed solution, just after the jump, and the time constants that scipy fits', async () => {
    // scipy 1.10's curve_fit of a + b exp(-t / tau) to the closed solution every 0.01 ms for 10 ms.
    const scipy = {
      INa: [0.01211957, 0.03699998, 0.4256491],
      IK: [1.3270447, 1.9053936, 4.1711859],
      residual: [6.790104e-4, 2.93808e-3, 2.8552445e-3],
    };
    const after = [-100, -80, -40];
    const { table } = await tableOf({ protocol: 'tail', levels: after });
    for (const [i, V] of after.entries()) {
      for (const name of names) {
        const open = squidOpen[name]([
          [-65, 0],
          [0, 1],
        ]);
        const exact = open * (V - squidReversal[name]);
        expect(Math.abs(table[`${name}_tail_uA_cm2`]![i]! / exact - 1)).toBeLessThan(1e-5);
        // Rounding in float32, 1e-6 of a gate.
        expect(Math.abs(table[`${name}_tau_ms`]![i]! / scipy[name][i]! - 1)).toBeLessThan(1e-5);
      }
      expect(Math.abs(table.IK_residual![i]! / scipy.residual[i]! - 1)).toBeLessThan(1e-4);
      // The leak follows at once.
      expect(table.IL_tau_ms![i]).toBeNaN();
    }
  });

  it('has the activation curves that scipy fits to peaks of the closed solution', async () => {
    const { table, found } = await tableOf({ protocol: 'activation' });
    const at = (V: number) => table.V_mV!.indexOf(V);
    for (const name of names) {
      const peak = (V: number) =>
        largestOf(
          (t) =>
            squidOpen[name]([
              [-65, 0],
              [V, t],
            ]),
          10,
        ).value;
      const own = `g${name.slice(1)}`;
      expect(table[`${own}_peak_mS_cm2`]![at(-20)]! / peak(-20)).toBeCloseTo(1, 5);
      expect(table[`${own}_activation`]![at(-20)]! / (peak(-20) / peak(60))).toBeCloseTo(1, 5);
    }
    // scipy 1.10's curve_fit of A / (1 + exp(-(V - half) / slope)) to the same, -80 to 60 mV by 5 mV, golden section for the peaks.
    expect(found).toMatchObject({
      gNaAmplitude: expect.closeTo(0.96239, 4),
      gNaHalf: expect.closeTo(-10.46746, 3),
      gNaSlope: expect.closeTo(15.97133, 3),
      gNaResidual: expect.closeTo(0.0308732, 6),
      gKAmplitude: expect.closeTo(0.96464, 4),
      gKHalf: expect.closeTo(-20.14043, 3),
      gKSlope: expect.closeTo(15.223, 3),
      gKResidual: expect.closeTo(0.0254332, 6),
    });
  });

  it('has the inactivation of h', async () => {
    const { table, found } = await tableOf({ protocol: 'inactivation', from: -120, to: -20, count: 21 });
    for (const [i, V] of table.V_mV!.entries()) {
      const peak = (before: number) =>
        largestOf(
          (t) =>
            squidOpen.INa([
              [-65, 0],
              [before, 100],
              [0, t],
            ]),
          3,
        ).value;
      expect(Math.abs(table.INa_inactivation![i]! - peak(V) / peak(-120)), `${V} mV`).toBeLessThan(1e-5);
      // m begins the test pulse where the prepulse left it, which adds up to 0.013 to the curve of h itself.
      const h = squidLimit('h', V).limit / squidLimit('h', -120).limit;
      expect(Math.abs(table.INa_inactivation![i]! - h)).toBeLessThan(0.014);
    }
    // scipy 1.10 as above.
    expect(found).toMatchObject({
      INaAmplitude: expect.closeTo(1.004165, 5),
      INaHalf: expect.closeTo(-61.86252, 3),
      INaSlope: expect.closeTo(-7.33283, 3),
      INaResidual: expect.closeTo(0.00815012, 6),
    });
    // IK does not inactivate.
    expect(Object.keys(table)).not.toContain('IK_inactivation');
  });
});

it('a gate without delay is there at once, and another one relaxes', async () => {
  const { table } = await tableOf({ model: 'morris-lecar-snlc', holding: -60, levels: [20] });
  const V = 20;
  const open = (half: number, width: number, at: number) => (1 + Math.tanh((at - half) / width)) / 2;
  expect(table.ICa_peak_time_ms).toEqual([0]);
  expect(table.ICa_peak_uA_cm2![0]).toBeCloseTo(4 * open(-1.2, 18, V) * (V - 120), 8);
  const w =
    open(12, 17.4, V) +
    (open(12, 17.4, -60) - open(12, 17.4, V)) * Math.exp((-10 * Math.cosh((V - 12) / 34.8)) / 15);
  expect(table.IK_steady_uA_cm2![0]! / (8 * w * (V + 84))).toBeCloseTo(1, 5);
});

it('a membrane with calcium begins where its calcium stays at the holding potential', async () => {
  const { table } = await tableOf({ model: 'relay', holding: -60, levels: [-60], duration: 20 });
  for (const name of ['INa', 'IK', 'IT', 'IL', 'ionic']) {
    const [peak, steady] = ['peak', 'steady'].map((which) => table[`${name}_${which}_uA_cm2`]![0]!);
    // Float32.
    expect(Math.abs(peak! - steady!)).toBeLessThan(1e-5 * Math.abs(steady!) + 1e-7);
  }
});

it('currents of a cell are in nA where that is asked for', async () => {
  const options = { model: 'pospischil-fs', levels: [0] };
  const [density, whole] = [await tableOf(options), await tableOf({ ...options, unit: 'nA' })];
  // 14,103 um2: 1 nA is 7.09089 uA/cm2.
  expect(density.table.INa_peak_uA_cm2![0]! / whole.table.INa_peak_nA![0]!).toBeCloseTo(7.09089, 3);
});

it.each<[ClampOptions, RegExp]>([
  [{ from: 20, to: 0 }, /^from = 20 mV must be less than to = 0 mV; exchange them, or give others$/],
  [{ levels: [3, 3] }, /^levels = 3 mV comes after 3 mV; levels must ascend, each once$/],
  [{ parameters: { EL: -10 } }, /^holding: the membrane does not rest without a current/],
  [{ levels: [] }, /^levels: there are none/],
  [{ levels: [-200] }, /^level = -200 mV is out of range: potentials must be -150 to 150 mV/],
  [{ duration: 0 }, /^duration = 0 ms is out of range: a level must last from one step, 0.01 ms, to/],
  [{ protocol: 'activation', count: 3 }, /^count = 3 is out of range/],
  [{ protocol: 'activation', of: ['IL'] }, /^of = "IL" has no activation curve.*: INa, IK$/],
  [{ protocol: 'inactivation', of: ['Ix'] }, /^of = "Ix" is no current of "hodgkin-huxley"; did you mean/],
  [{ protocol: 'inactivation', from: -120, to: -100 }, /^no current of "hodgkin-huxley" inactivates/],
])('refuses %j', async (options, message) => {
  await expect(clamp(options, lend)).rejects.toThrow(message);
});
