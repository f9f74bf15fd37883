import { crc32 } from 'node:zlib';
import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { lower } from '../../../src/app/numbers/format.ts';
import { axisTitle, captionOf } from '../../../src/app/share/captions.ts';
import { fileName } from '../../../src/app/share/file-names.ts';
import { withResolution } from '../../../src/app/share/png.ts';
import { outside } from '../../../src/app/share/ranges.ts';
import { tableOf } from '../../../src/app/share/tables.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';

describe('names of files', () => {
  it('tell the membrane and what it is, in characters that every system takes', () => {
    expect(fileName({ name: 'hodgkin-huxley' }, 'f-I curve', 'svg')).toBe('hodgkin-huxley-f-i-curve.svg');
    expect(fileName({ name: 'hodgkin-huxley' }, 'population 12 to 30 ms', 'webm')).toBe(
      'hodgkin-huxley-population-12-to-30-ms.webm',
    );
    expect(fileName({ name: '../Zelle_é' }, 'trace', 'csv')).toBe('zelle-e-trace.csv');
  });
});

describe('a caption', () => {
  const adapter = { engine: 'cpu', name: 'CPU, float32, 2 threads', software: true } as const;
  const date = new Date('2026-03-04T05:06:07Z');

  it('says all that it takes to get the figure again', () => {
    const experiment = openingExperiment(16_384);
    const caption = captionOf('Rates.', { experiment, adapter, date }).replaceAll('\u00a0', ' ');
    expect(caption).toMatch(
      /^Hodgkin-Huxley squid axon\. Rates\. 16,384 cells: injected current from 0 to 60 µA\/cm²\. dt = [\d.]+ ms, integrator strang; CPU, float32, 2 threads\. Loligo \d+\.\d+\.\d+, 2026-03-04\.$/,
    );
    const gpu = { engine: 'webgpu', name: 'a device', software: false } as const;
    expect(captionOf('Rates.', { experiment, adapter: gpu, date })).toContain('; WebGPU on a device.');
    expect(axisTitle(experiment, experiment.sweep.x!.vary)).toBe('Injected current (µA/cm²)');
  });

  it('says both axes of a sheet, and what is drawn', () => {
    const swept = parseExperiment({
      sweep: {
        x: { vary: 'stimulus.amplitude', from: 0, to: 10, count: 3 },
        y: { vary: 'parameters.gK', from: 30, to: 40, count: 2 },
      },
    });
    expect(captionOf('', { experiment: swept, adapter, date })).toContain('from 30 to 40\u00a0mS/cm²');
    const drawn = parseExperiment({
      sample: { count: 5, vary: { 'parameters.gK': { normal: { mean: 36, sd: 1 } } } },
    });
    expect(captionOf('', { experiment: drawn, adapter, date })).toMatch(/5\u00a0cells: .* drawn\./);
  });

  it('begins no word of a sentence with a capital letter, except symbols', () => {
    expect([lower('Injected current'), lower('Na conductance'), lower('gK')]).toEqual([
      'injected current',
      'Na conductance',
      'gK',
    ]);
  });
});

describe('a number that is set', () => {
  it('is refused with its range', () => {
    expect(outside('width', 85, [40, 400], 'mm')).toBeUndefined();
    expect(outside('width', 900, [40, 400], 'mm')).toBe(
      'width = 900 is out of range: it must be 40 to 400 mm',
    );
    expect(outside('width', Number.NaN, [40, 400], 'mm')).toBeDefined();
  });
});

describe('a PNG with its resolution', () => {
  it('has a chunk of dots per metre behind its header, with its checksum', () => {
    const header = Uint8Array.from({ length: 40 }, (_, i) => i);
    const png = withResolution(header, 300);
    expect([...png.slice(0, 33)]).toEqual([...header.slice(0, 33)]);
    expect([...png.slice(54)]).toEqual([...header.slice(33)]);
    const chunk = new DataView(png.buffer, 33, 21);
    expect(chunk.getUint32(0)).toBe(9);
    expect(new TextDecoder().decode(png.slice(37, 41))).toBe('pHYs');
    // 300 dots per inch are 11811 per metre.
    expect([chunk.getUint32(8), chunk.getUint32(12), chunk.getUint8(16)]).toEqual([11_811, 11_811, 1]);
    expect(chunk.getUint32(17)).toBe(crc32(png.slice(37, 50)));
  });
});

describe('a table', () => {
  it('is whole however many rows it has, and lets others have their turn', async () => {
    const rows = 20_000;
    const columns = [
      { name: 'cell', value: (row: number) => row },
      { name: 'rate_Hz', value: (row: number) => (row % 2 ? Number.NaN : row / 8) },
    ];
    let turns = 0;
    const timer = setInterval(() => turns++);
    const parts: number[] = [];
    const { file } = await tableOf(columns, rows, (part) => {
      // Stands for a slow machine.
      const until = performance.now() + 2;
      while (performance.now() < until);
      parts.push(part);
    });
    clearInterval(timer);
    const { data, errors } = parse<string[]>((await file.text()).trimEnd());
    expect(errors).toEqual([]);
    expect(data).toHaveLength(rows + 1);
    expect([data[0], data[2], data.at(-2)]).toEqual([
      ['cell', 'rate_Hz'],
      ['1', ''],
      ['19998', '2499.75'],
    ]);
    expect(parts.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(1);
  });

  it('without rows is its header', async () => {
    const { file } = await tableOf([{ name: 'cell', value: () => 0 }], 0);
    expect(await file.text()).toBe('cell\n');
  });
});
