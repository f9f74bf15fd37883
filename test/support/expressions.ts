import fc from 'fast-check';
import { call, type Expr, number, type Operation, symbol } from '../../src/formula/expr.ts';

/** Symbols of the random expressions below. */
export const names = ['V', 'm', 'x1', 'gNa'] as const;

/** Values for them in which nothing overflows. */
export const values = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.double({ min: 0.1, max: 4, noNaN: true })])),
) as fc.Arbitrary<Record<string, number>>;

const anySymbol = fc.constantFrom(...names).map(symbol);

const unary = ['negate', 'exp', 'log', 'sqrt', 'abs', 'tanh', 'exprel'] as const;
const binary = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'minimum',
  'maximum',
  'less',
  'lessEqual',
] as const;

/** Random trees of everything that a formula can say. */
export const expressions: fc.Arbitrary<Expr> = trees(
  fc.oneof(
    anySymbol,
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(number),
    fc.nat(20).map(number),
  ),
  (tree) => [
    fc.tuple(fc.constantFrom(...unary), tree).map(([operation, x]) => call(operation, x)),
    fc.tuple(fc.constantFrom(...binary), tree, tree).map(([operation, x, y]) => call(operation, x, y)),
    fc.tuple(tree, tree, tree).map(([x, y, z]) => call('select', x, y, z)),
  ],
);

/**
 * Random trees whose value depends smoothly on every rounding: positive, without differences, with mild exponents.
 * Rewriting that is exact in real arithmetic changes them by rounding alone.
 */
export const smoothExpressions: fc.Arbitrary<Expr> = trees(
  fc.oneof(
    anySymbol,
    fc.double({ min: 0.25, max: 4, noNaN: true }).map(number),
    fc.constantFrom(1, 2).map(number),
  ),
  (tree) => [
    fc
      .tuple(fc.constantFrom('add', 'multiply', 'divide', 'minimum', 'maximum'), tree, tree)
      .map(([operation, x, y]) => call(operation as Operation, x, y)),
    fc.tuple(tree, fc.constantFrom(0, 0.5, 1, 2, 3, 4, -1, -2)).map(([x, n]) => call('power', x, number(n))),
    fc
      .tuple(anySymbol, fc.constantFrom(10, 20, 40, -80))
      .map(([x, scale]) => call('exp', call('divide', call('add', x, number(3)), number(scale)))),
    tree.map((x) => call('negate', call('negate', x))),
    fc.tuple(fc.constantFrom(0, 1, 2), tree, tree).map(([x, y, z]) => call('select', number(x), y, z)),
  ],
);

function trees(
  leaf: fc.Arbitrary<Expr>,
  calls: (tree: fc.Arbitrary<Expr>) => fc.Arbitrary<Expr>[],
): fc.Arbitrary<Expr> {
  return fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof({ maxDepth: 5, depthIdentifier: 'tree' }, leaf, ...calls(tie('tree'))),
  })).tree;
}

/** How tightly an operator holds its arguments; what is not here is a function. */
const levels: Partial<Record<Operation, number>> = {
  select: 0,
  less: 1,
  lessEqual: 1,
  add: 2,
  subtract: 2,
  multiply: 3,
  divide: 3,
  negate: 4,
  power: 5,
};
const operators: Partial<Record<Operation, string>> = {
  less: '<',
  lessEqual: '<=',
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
};
const functionNames: Partial<Record<Operation, string>> = { minimum: 'min', maximum: 'max' };

/** A tree as a formula with as few parentheses as the grammar allows. */
export function printFormula(expr: Expr, least = 0): string {
  if (expr.kind === 'number') return String(expr.value);
  if (expr.kind === 'symbol') return expr.name;
  const { operation, args } = expr;
  const [x, y, z] = args;
  const level = levels[operation];
  if (level === undefined || !x) {
    return `${functionNames[operation] ?? operation}(${args.map((arg) => printFormula(arg)).join(', ')})`;
  }
  let text: string;
  if (operation === 'negate') text = `-${printFormula(x, 4)}`;
  else if (operation === 'power' && y) text = `${printFormula(x, 6)}^${printFormula(y, 4)}`;
  else if (operation === 'select' && y && z) {
    text = `${printFormula(x, 1)} ? ${printFormula(y)} : ${printFormula(z)}`;
  } else if (y) {
    // A comparison is compared in parentheses alone.
    const left = level === levels.less ? level + 1 : level;
    text = `${printFormula(x, left)} ${operators[operation]} ${printFormula(y, level + 1)}`;
  } else throw new Error(`${operation} lacks an argument`);
  return level < least ? `(${text})` : text;
}
