import { float64Operations } from '../../formula/evaluate.ts';
import { type Expr, isCall, negate, number, rewrite } from '../../formula/expr.ts';
import { functionNames, locate } from '../../formula/parse.ts';
import { FormulaError } from '../../formula/syntax.ts';
import { type Language, Printer } from '../printing.ts';

// Expressions of LEMS as formulas of membranes.

const operators: Readonly<Record<string, string>> = {
  lt: '<',
  leq: '<=',
  gt: '>',
  geq: '>=',
  eq: '==',
  neq: '!=',
  and: '&&',
  or: '||',
  not: '!',
};
const operator = new RegExp(`\\.(${Object.keys(operators).join('|')})\\.`, 'g');

/** Functions that are called the same there. */
const functions = ['exp', 'sqrt', 'abs', 'tanh', 'sinh', 'cosh'];
/** Stands for what LEMS calls `ln`; `log` has one base in one of its programs and another one in another. */
const LOGARITHM = 'log';
const absent = functionNames.filter((name) => !functions.includes(name));

/** @throws FormulaError */
export function parseLems(text: string): Expr {
  if (/\blog\s*\(/.test(text))
    throw new FormulaError(text, 'log has no base that all programs agree on; write ln', text.indexOf('log'));
  const written = text
    .replace(operator, (_, name) => ` ${operators[name]} `)
    .replace(/\bln(?=\s*\()/g, LOGARITHM);
  return locate(
    written,
    absent.filter((name) => name !== LOGARITHM),
  ).expr;
}

const language: Language = {
  name: 'Loligo',
  functions: { exp: 'exp', log: 'log', sqrt: 'sqrt', abs: 'abs', tanh: 'tanh', sinh: 'sinh', cosh: 'cosh' },
  power: (x, y) => `${x}^${y}`,
  select: (condition, y, z) => `if(${condition}, ${y}, ${z})`,
  truth: (condition) => `if(${condition}, 1, 0)`,
  and: '&&',
  or: '||',
  not: (condition) => `!(${condition})`,
};
const printer = new Printer(language, (name) => name);

/** A formula as text of a membrane, in parentheses where a product with it needs them. */
export function formulaText(expr: Expr): string {
  const short = tidied(expr);
  const text = printer.print(short);
  return (['add', 'subtract', 'negate'] as const).some((one) => isCall(short, one)) ? `(${text})` : text;
}

/** The same with what is constant computed, and without 1 x, x + 0 and 0 - x, as LEMS writes a sign. */
function tidied(expr: Expr): Expr {
  const is = (one: Expr | undefined, value: number) => one?.kind === 'number' && one.value === value;
  return rewrite(expr, (node) => {
    if (node.kind !== 'call') return node;
    const { operation, args } = node;
    const [x, y] = [args[0], args[1]];
    const values = args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
    if (values.length === args.length) {
      const [a = 0, b = 0, c = 0] = values;
      const value = float64Operations[operation](a, b, c);
      return Number.isFinite(value) ? number(value) : node;
    }
    const neutral = operation === 'multiply' || operation === 'divide' ? 1 : 0;
    if (!['add', 'subtract', 'multiply', 'divide'].includes(operation)) return node;
    if (is(y, neutral)) return x;
    if (operation === 'subtract' && is(x, 0)) return negate(y!);
    return is(x, neutral) && (operation === 'add' || operation === 'multiply') ? y! : node;
  });
}
