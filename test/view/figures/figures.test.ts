import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { voltageMap } from '../../../src/view/colours.ts';
import { coursePlot } from '../../../src/view/figures/course-plot.ts';
import { curvePlot } from '../../../src/view/figures/curve-plot.ts';
import { figureOf, type Plot, whitePaper } from '../../../src/view/figures/figure.ts';
import { populationPlot } from '../../../src/view/figures/population-plot.ts';
import { element, lineThrough, words } from '../../../src/view/figures/svg.ts';
import { lengthOf, linesOf } from '../../../src/view/figures/text.ts';

/** Elements by name with their attributes and all text, if a strict parser takes the document. */
function read(svg: string) {
  const parser = new SaxesParser({ xmlns: true });
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const texts: string[] = [];
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    tags.push({
      name,
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])),
    });
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'text') texts.push(text);
  });
  parser.write(svg).close();
  return { tags, texts, of: (name: string) => tags.filter((tag) => tag.name === name) };
}

const print = (plots: Plot[], width = 85, caption = 'A membrane. dt = 0.05 ms.') =>
  figureOf(plots, { title: 'A figure', caption, width, paper: whitePaper });

const curve = { x: [0, 5, 10], rate: [0, 40, 60] };
const varied = 'Injected current (µA/cm²)';
const measured = 'Firing rate (Hz)';

/** What XML has a meaning for comes often. */
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('&', '<', '>', '"', "'", ']'), fc.string({ unit: 'binary', maxLength: 1 })),
});

describe('the writer of SVG', () => {
  it('takes any text, and a parser reads it back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { texts, of } = read(words('text', { id: text }, text));
        expect(texts).toHaveLength(1);
        // Tabs and ends of lines are made visible before, so nothing is normalised.
        expect(of('text')[0]!.attributes.id).toBe(texts[0]);
        if (/^[ -~]*$/.test(text)) expect(texts[0]).toBe(text);
      }),
    );
  });

  it('leaves out attributes without a value and rounds numbers', () => {
    expect(element('path', { d: undefined, x: 1 / 3, y: -0.001 })).toBe('<path x="0.33" y="0"/>');
  });

  it('interrupts a line where there is no value', () => {
    expect(
      lineThrough([
        [0, 1],
        [1, 2],
        [2, Number.NaN],
        [3, 4],
        [4, 5],
      ]),
    ).toBe('M0 1L1 2M3 4L4 5');
  });
});

describe('lines of text', () => {
  it('hold all words in their order and fit', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 60, max: 300 }), (list, most) => {
        const lines = linesOf(list.join(' '), 7, most);
        expect(lines.join(' ')).toBe(list.join(' '));
        for (const line of lines) expect(lengthOf(line, 7)).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('keep a number and its unit together', () => {
    expect(linesOf('from 0 to 60\u00a0mV', 7, lengthOf('from 0 to 60', 7))).toEqual([
      'from 0 to',
      '60\u00a0mV',
    ]);
  });
});

describe('a figure', () => {
  it('has the width that it is given, and type that does not grow with it', () => {
    const [narrow, wide] = [85, 170].map((width) =>
      print([curvePlot({ curve, range: [0, 10], varied, measured })], width),
    );
    const attributes = [narrow!, wide!].map(({ svg }) => read(svg).of('svg')[0]!.attributes);
    expect(attributes.map(({ width }) => width)).toEqual(['85mm', '170mm']);
    expect(attributes[0]!.viewBox).toMatch(/^0 0 240\.94 /);
    expect(attributes[0]!['font-size']).toBe(attributes[1]!['font-size']);
    expect(attributes[0]!.height).toBe(`${narrow!.height.toFixed(2)}mm`);
  });

  it('says what it is and how it was made, as text', () => {
    const { svg } = print([], 85, 'Currents < 3 & "more"');
    expect(read(svg).texts).toEqual(['Currents < 3 & "more"']);
    expect(svg).toContain('<title>A figure</title>');
  });
});

describe('the f-I curve', () => {
  const { of, texts } = read(
    print([curvePlot({ curve, range: [0, 10], varied, measured, selected: { x: 5, rate: 40 } })]).svg,
  );
  const place = ({ attributes }: { attributes: Record<string, string> }) =>
    [attributes.cx, attributes.cy].map(Number) as [number, number];

  it('has axes with units and round numbers', () => {
    expect(texts).toContain(varied);
    expect(texts).toContain(measured);
    for (const mark of ['0', '2', '10', '20', '40', '60']) expect(texts).toContain(mark);
  });

  it('puts points where their numbers are', () => {
    const [a, b, c, ring] = of('circle').map(place);
    expect(b![0] - a![0]).toBeCloseTo(c![0] - b![0], 1);
    expect((a![1] - b![1]) / (a![1] - c![1])).toBeCloseTo(40 / 60, 2);
    // Upwards is where y is less.
    expect(c![1]).toBeLessThan(a![1]);
    expect(ring).toEqual(b);
  });

  it('leaves out what has no rate', () => {
    const gap = { x: [0, 5, 10], rate: [0, Number.NaN, 60] };
    expect(
      read(print([curvePlot({ curve: gap, range: [0, 10], varied, measured })]).svg).of('circle'),
    ).toHaveLength(2);
  });

  it('of one value, or of cells that are all silent, has a place', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (x) => {
        const { svg } = print([curvePlot({ curve: { x: [x], rate: [0] }, range: [x, x], varied, measured })]);
        expect(svg).not.toContain('NaN');
        expect(read(svg).of('circle')).toHaveLength(1);
      }),
    );
  });
});

describe('what a cell does', () => {
  const time = [100, 100.1, 100.2];
  const plot = (timed: boolean, label?: string) =>
    coursePlot({
      time,
      lines: [{ ...(label !== undefined && { label }), dash: [6, 3], values: [-65, 0, 30] }],
      title: 'Membrane potential (mV)',
      range: [-90, 50],
      height: 0.3,
      abscissa: timed ? 'Time (ms)' : undefined,
    });

  it('is a line with its name in the key', () => {
    const { of, texts } = read(print([plot(true, 'V & W')]).svg);
    expect(texts).toContain('V & W');
    expect(texts).toContain('Time (ms)');
    // With the minus sign of print.
    expect(texts).toContain('\u221250');
    const dashed = of('path').filter(({ attributes }) => attributes['stroke-dasharray'] === '6 3');
    expect(dashed).toHaveLength(2);
    expect(dashed.at(-1)!.attributes.d).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){2}$/);
  });

  it('shares the time with a plot below', () => {
    const { texts } = read(print([plot(false), plot(true)]).svg);
    expect(texts.filter((text) => text === 'Time (ms)')).toHaveLength(1);
  });
});

describe('the population', () => {
  it('is a picture with axes and the meaning of its colours', () => {
    const { of, texts } = read(
      print([
        populationPlot({
          picture: 'data:image/png;base64,AAAA',
          aspect: 2,
          across: { title: varied, ticks: [{ value: 0, at: 0 }] },
          up: { title: 'gK (mS/cm²)', ticks: [{ value: 36, at: 0.5 }] },
          colours: { title: 'Membrane potential (mV)', range: [-90, 50], map: voltageMap },
        }),
      ]).svg,
    );
    const { width, height, href } = of('image')[0]!.attributes;
    expect(Number(width) / Number(height)).toBeCloseTo(2, 2);
    expect(href).toBe('data:image/png;base64,AAAA');
    expect(texts).toEqual(
      expect.arrayContaining([varied, 'gK (mS/cm²)', 'Membrane potential (mV)', '\u221290', '50']),
    );
    expect(of('stop').length).toBeGreaterThan(10);
  });
});
