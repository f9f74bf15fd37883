import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/formula/parse.ts';
import { schedule } from '../../src/formula/schedule.ts';
import { printNodes, wgslNumber } from '../../src/formula/wgsl.ts';

describe('wgslNumber', () => {
  it('is read back as the same float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = wgslNumber(value);
        // -0 is written as 0, which compares equal.
        expect(Math.fround(Number(text)) === value).toBe(true);
        // Without point or exponent it would be an integer in WGSL.
        expect(text).toMatch(/^-?(\d+\.\d+|\d+(\.\d+)?e[+-]?\d+)$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds float64 to the nearest float32', () =>
    expect(Number(wgslNumber(0.1))).toBeCloseTo(Math.fround(0.1), 9));

  it.each([1e39, -1e300, Number.POSITIVE_INFINITY, Number.NaN])('refuses %d', (value) => {
    expect(() => wgslNumber(value)).toThrow(RangeError);
  });
});

describe('printNodes', () => {
  const print = (formulas: Record<string, string>) => {
    const planned = schedule(
      new Map(Object.entries(formulas).map(([name, text]) => [name, parse(text)])),
      new Set(),
    );
    const roots = [...planned.outputs.values()];
    const code = printNodes(planned, roots, { symbol: (name) => `x.${name}`, stored: () => undefined });
    return { lines: code.lines, expressions: roots.map((root) => code.expression(root)) };
  };

  it('puts a value that is used once where it is used', () => {
    expect(print({ a: 'exp(V) * 2 + m' })).toEqual({ lines: [], expressions: ['(exp(x.V) * 2.0) + x.m'] });
  });

  it('names a value that is used more than once', () => {
    const { lines, expressions } = print({ a: 'exp(V) * exp(V)', b: 'exp(V) + 1' });
    expect(lines).toHaveLength(1);
    const name = /^let (t\d+) = exp\(x\.V\);$/.exec(lines[0] ?? '')?.[1];
    expect(expressions).toEqual([`${name} * ${name}`, `${name} + 1.0`]);
  });

  it('takes from elsewhere what is stored there', () => {
    const planned = schedule(new Map([['a', parse('exp(gNa) * V')]]), new Set(['V']));
    const root = planned.outputs.get('a') ?? -1;
    const code = printNodes(planned, [root], {
      symbol: (name) => name,
      stored: (id) => (planned.nodes[id]?.invariant ? `c${id}` : undefined),
    });
    expect(code.expression(root)).toMatch(/^c\d+ \* V$/);
  });
});

describe('long chains of operations', () => {
  it('are cut into expressions that no compiler refuses', () => {
    // Tint, the compiler of Chromium, takes 512 levels of parentheses, and other ones fewer.
    const names = Array.from({ length: 500 }, (_, i) => `x${i}`);
    const planned = schedule(new Map([['sum', parse(names.join(' + '))]]), new Set());
    const root = planned.outputs.get('sum')!;
    const code = printNodes(planned, [root], { symbol: (name) => name, stored: () => undefined });
    const depth = (text: string) => {
      let [now, most] = [0, 0];
      for (const sign of text) {
        if (sign === '(') most = Math.max(most, ++now);
        if (sign === ')') now--;
      }
      return most;
    };
    const texts = [...code.lines, code.expression(root)];
    for (const text of texts) expect(depth(text)).toBeLessThan(40);
    expect(texts.join('\n').match(/x\d+/g)).toHaveLength(500);
  });
});
