import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { call, type Expr, isCall, number, rewrite } from '../../src/formula/expr.ts';
import { nameMath } from '../../src/formula/math-names.ts';
import { type MathNode, node, xmlOf } from '../../src/formula/math-node.ts';
import { formulaMath } from '../../src/formula/mathml.ts';
import { parse } from '../../src/formula/parse.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { formulasOf } from '../../src/model/formulas.ts';
import { expressions, printFormula, values } from '../support/expressions.ts';

/** What a reader sees, in one line: `a/b` is a fraction, `[...]` holds what is raised, lowered or on a line of its own. */
function seen({ tag, children }: MathNode): string {
  const parts = children.map((child) => (typeof child === 'string' ? child : seen(child)));
  switch (tag) {
    case 'mfrac':
      return `{${parts[0]}}/{${parts[1]}}`;
    case 'msub':
      return `${parts[0]}_${parts[1]}`;
    case 'msup':
      return `${parts[0]}^[${parts[1]}]`;
    case 'msubsup':
      return `${parts[0]}_${parts[1]}^[${parts[2]}]`;
    case 'msqrt':
      return `√[${parts[0]}]`;
    case 'mroot':
      return `${parts[1]}√[${parts[0]}]`;
    case 'mtr':
      return `[${parts.join(' ')}]`;
    default:
      return parts.join('').replaceAll('\u2062', ' ').replaceAll('\u2061', '').replaceAll('\u00a0', ' ');
  }
}

const operators: Readonly<Record<string, string>> = {
  '−': '-',
  '·': '*',
  '×': '*',
  '\u2062': '*',
  '\u2061': '',
  '≤': '<=',
  '¬': '!',
};

/** A formula in print as a text of formulas again. */
function readBack({ tag, children }: MathNode): string {
  const parts = children.map((child) => (typeof child === 'string' ? child : readBack(child)));
  switch (tag) {
    case 'mfrac':
      return `((${parts[0]}) / (${parts[1]}))`;
    case 'msub':
      return parts.join('');
    case 'msup':
      return parts[0] === 'e' ? `exp(${parts[1]})` : `${parts[0]}^(${parts[1]})`;
    case 'msubsup':
      return `${parts[0]}${parts[1]}^(${parts[2]})`;
    case 'msqrt':
      return `sqrt(${parts[0]})`;
    case 'mtable': {
      const lines = parts.map((part) => part.split(/if\u00a0|otherwise/));
      return lines.reduceRight(
        (rest, [value, condition]) => (condition ? `((${condition}) ? (${value}) : (${rest}))` : value!),
        '',
      );
    }
    case 'mrow':
      if (parts[0] === ' { ') return parts[1]!;
      if (parts[0] === ' | ') return `abs(${parts.slice(1, -1).join('')})`;
      return parts.join('');
    case 'mo':
      return ` ${operators[parts[0]!] ?? parts[0]} `;
    case 'mi':
      return parts[0] === 'ln' ? 'log' : parts[0]!;
    default:
      return parts.join('');
  }
}

const inPrint = (text: string) => formulaMath(text).map(seen).join('');

/** How many children an element of MathML must have. */
const children: Partial<Record<string, number>> = {
  mfrac: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  msqrt: 1,
  mroot: 2,
  mtd: Number.NaN,
};
function checkShape({ tag, children: parts }: MathNode): void {
  const count = children[tag];
  if (count && !Number.isNaN(count)) expect(parts).toHaveLength(count);
  const isToken = ['mi', 'mn', 'mo', 'mtext'].includes(tag);
  for (const part of parts) {
    expect(typeof part === 'string').toBe(isToken);
    if (typeof part !== 'string') checkShape(part);
  }
}

function checkXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

describe('formulas in print', () => {
  it.each([
    ['gNa * m^3 * h', 'g_Na m^[3] h'],
    ['gNa^2', 'g_Na^[2]'],
    ['a / b / c', '{a/b}/{c}'],
    ['a / (b / c)', '{a}/{b/c}'],
    ['a / (b * c)', '{a}/{b c}'],
    ['(a / b) * c', '{a}/{b} c'],
    ['exp((a / b) * c)', 'e^[a/b·c]'],
    ['exp(a / (b * c))', 'e^[a/(b c)]'],
    ['2 * 3 * x', '2·3 x'],
    ['x * 2^y', 'x·2^[y]'],
    ['a - (b - c)', 'a−(b−c)'],
    ['a - b - c', 'a−b−c'],
    ['(a + b) * -c', '(a+b) (−c)'],
    ['a + -b', 'a+(−b)'],
    ['-a * b', '−a b'],
    ['(-a)^2', '(−a)^[2]'],
    ['-a^2', '−a^[2]'],
    ['(a + b)^(c + 1)', '(a+b)^[c+1]'],
    ['(a / b)^2', '(a/b)^[2]'],
    ['exp(x)^2', '(e^[x])^[2]'],
    ['-(V + 40) / 10', '−{V+40}/{10}'],
    ['4 * exp(-(V + 65) / 18)', '4 e^[−(V+65)/18]'],
    ['exp(a + b + c + d + e + f)', 'exp(a+b+c+d+e+f)'],
    ['exp(tanh(x))', 'exp(tanh(x))'],
    ['sqrt(a + b) + cbrt(a)', '√[a+b]+3√[a]'],
    ['abs(x) + log(y)', '|x|+ln(y)'],
    ['pow(a, 0.5)', 'a^[0.5]'],
    ['1 / exprel(-(V + 40) / 10)', '−{(V+40)/10}/{e^[−(V+40)/10]−1}'],
    ['exprel(x)', '{e^[x]−1}/{x}'],
    ['a / exprel(x)', '{a x}/{e^[x]−1}'],
    ['min(a, b + 1)', 'min(a,b+1)'],
    ['ghk(V, Cai, Cao)', 'GHK(V,Ca_i,Ca_o)'],
    ['1.5e-3 * x + 1e4', '1.5×10^[−3] x+10^[4]'],
    ['a > b ? 1 : 2', '{[1 if a>b][2 otherwise]'],
    ['if(a >= b && c == d, 1, a < b ? 2 : 3)', '{[1 if a≥b and c=d][2 if a<b][3 otherwise]'],
    ['(a < b || !c) * d', '(a<b or ¬c) d'],
    ['(a < b ? 1 : 2) / phi', '{{[1 if a<b][2 otherwise]}/{φ}'],
    ['2 * (a < b ? 1 : 2)', '2 ({[1 if a<b][2 otherwise])'],
    ['+x', 'x'],
  ])('%s', (text, print) => expect(inPrint(text)).toBe(print));

  it.each([
    ['V', 'V'],
    ['EK', 'E_K'],
    ['Eleak', 'E_leak'],
    ['gL', 'g_L'],
    ['gleak', 'g_leak'],
    ['gNa_open', 'g_Na,open'],
    ['INa', 'I_Na'],
    ['tau_m', 'τ_m'],
    ['tauCa', 'τ_Ca'],
    ['m_inf', 'm_∞'],
    ['minf', 'm_∞'],
    ['Cainf', 'Ca_∞'],
    ['Ca', 'Ca'],
    ['Q10', 'Q_10'],
    ['mT', 'm_T'],
    ['temperature', 'temperature'],
    ['eta', 'η'],
    ['k_beta', 'k_β'],
  ])('the name %s', (name, print) => expect(seen(nameMath(name))).toBe(print));

  it('are well-formed XML with as many parts as each element has, whatever is written', () => {
    fc.assert(
      fc.property(expressions, (expr) => {
        const math = node('math', formulaMath(printFormula(expr)));
        checkShape(math);
        checkXml(xmlOf(math));
      }),
    );
  });

  it('mean what was written: no parentheses are missing', () => {
    // The quotient that exprel is written as has no value at 0; powers of ten may be rounded.
    const tame = (part: Expr): Expr => {
      if (part.kind === 'number') return number(Math.round((part.value % 10) * 8) / 8);
      return isCall(part, 'exprel') ? call('tanh', ...part.args) : part;
    };
    const printable = expressions.map((expr) => rewrite(expr, tame));
    fc.assert(
      fc.property(printable, values, (expr, given) => {
        const [meant, printed] = [expr, parse(readBack(node('mrow', formulaMath(printFormula(expr)))))].map(
          (tree) => evaluate(tree, given),
        ) as [number, number];
        if (!Number.isFinite(meant) || Math.abs(meant) > 1e9) return;
        expect(Math.abs(printed - meant)).toBeLessThanOrEqual(1e-6 * Math.abs(meant) + 1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  it('are refused where the text is no formula, and nothing of a text becomes an element', () => {
    expect(() => formulaMath('<img src=x>')).toThrow('cannot read the formula');
    expect(() => formulaMath('secret(1)')).toThrow('unknown function');
    expect(xmlOf(node('mi', ['<b a="1">&'], { title: '"<' }))).toBe(
      '<mi title="&quot;&lt;">&lt;b a=&quot;1&quot;&gt;&amp;</mi>',
    );
  });

  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'are there for all of %s',
    (_, membrane) => {
      for (const { formula } of formulasOf(membrane).values)
        if (formula) checkShape(node('math', formulaMath(formula.text)));
    },
  );
});
