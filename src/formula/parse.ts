import jsep from 'jsep';
import { arities, call, type Expr, number, type Operation, symbol } from './expr.ts';

/**
 * The grammar of formulas: numbers, names (also `a.b`), + - * /, ^ (binds tighter than a sign and to the right), comparisons,
 * && || !, `condition ? a : b`, and the functions below.
 */
const functions: Readonly<Record<string, Operation>> = {
  exp: 'exp',
  log: 'log',
  sqrt: 'sqrt',
  abs: 'abs',
  tanh: 'tanh',
  sinh: 'sinh',
  cosh: 'cosh',
  cbrt: 'cbrt',
  exprel: 'exprel',
  min: 'minimum',
  max: 'maximum',
  pow: 'power',
  if: 'select',
  differ: 'differ',
  elapsed: 'elapsed',
  earlier: 'earlier',
};

const binary: Readonly<Record<string, Operation>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '<': 'less',
  '<=': 'lessEqual',
  '&&': 'and',
  '||': 'or',
};

/** jsep has one global grammar; ours is set once and nothing else in this program uses jsep. */
jsep.removeAllUnaryOps();
jsep.addUnaryOp('-');
jsep.addUnaryOp('+');
jsep.addUnaryOp('!');
jsep.removeAllBinaryOps();
for (const [operators, precedence] of [
  ['||', 1],
  ['&&', 2],
  ['< <= > >= ==', 3],
  ['+ -', 4],
  ['* /', 5],
] as const) {
  for (const operator of operators.split(' ')) jsep.addBinaryOp(operator, precedence);
}
jsep.removeAllLiterals();
// jsep reads numbers without telling the hook below, unless a hook reads them.
jsep.hooks.add('gobble-token', function (env) {
  this.gobbleSpaces();
  if (/[\d.]/.test(this.char)) env.node = this.gobbleNumericLiteral() as jsep.Expression;
});
// `^` is taken with the token on its left, before any sign or product sees that token: -x^2 is -(x^2).
jsep.hooks.add('after-token', function (env) {
  this.gobbleSpaces();
  if (this.char !== '^' || !env.node) return;
  this.index++;
  const exponent = this.gobbleToken() || this.throwError('Expected an exponent after ^');
  env.node = { type: 'BinaryExpression', operator: '^', left: env.node, right: exponent } as jsep.Expression;
});

/** A formula that cannot be read: the text, the place and the reason are in the message. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
}

/**
 * Reads a formula.
 * @throws FormulaError
 */
export function parse(text: string): Expr {
  let tree: jsep.Expression;
  try {
    tree = jsep(text);
  } catch (error) {
    throw new FormulaError(`cannot read the formula "${text}": ${(error as Error).message}`);
  }
  return convert(tree, text);
}

function convert(tree: jsep.Expression, text: string): Expr {
  const refuse = (reason: string): never => {
    throw new FormulaError(`cannot read the formula "${text}": ${reason}`);
  };
  const into = (node: jsep.baseTypes): Expr => convert(node as jsep.Expression, text);

  switch (tree.type) {
    case 'Literal':
      return typeof tree.value === 'number'
        ? number(tree.value)
        : refuse(`${String(tree.raw)} is not a number`);
    case 'Identifier':
      return symbol(tree.name as string);
    case 'MemberExpression': {
      const { object, property, computed, optional } = tree as jsep.MemberExpression;
      if (computed || optional || object.type !== 'Identifier')
        return refuse('a name has at most one dot, and nothing in brackets');
      return symbol(`${object.name as string}.${property.name as string}`);
    }
    case 'UnaryExpression': {
      const argument = into(tree.argument as jsep.Expression);
      if (tree.operator === '!') return call('not', argument);
      return tree.operator === '-' ? call('negate', argument) : argument;
    }
    case 'BinaryExpression': {
      const left = into(tree.left as jsep.Expression);
      const right = into(tree.right as jsep.Expression);
      if (tree.operator === '^') return call('power', left, right);
      if (tree.operator === '==')
        return call('and', call('lessEqual', left, right), call('lessEqual', right, left));
      if (tree.operator === '>') return call('less', right, left);
      if (tree.operator === '>=') return call('lessEqual', right, left);
      return call(binary[tree.operator as string]!, left, right);
    }
    case 'ConditionalExpression':
      return call(
        'select',
        into(tree.test as jsep.Expression),
        into(tree.consequent as jsep.Expression),
        into(tree.alternate as jsep.Expression),
      );
    case 'CallExpression': {
      const { callee, arguments: given, optional } = tree as jsep.CallExpression;
      const known = `known: ${Object.keys(functions).join(', ')}`;
      if (callee.type !== 'Identifier' || optional) return refuse(`unknown function; ${known}`);
      const name = callee.name as string;
      const operation = Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (!operation) return refuse(`unknown function "${name}"; ${known}`);
      const args = given.map(into);
      if (args.length !== arities[operation]) {
        return refuse(`${name} takes ${arities[operation]} argument(s), not ${args.length}`);
      }
      return call(operation, ...args);
    }
    default:
      return refuse(
        tree.type === 'Compound' ? 'it is empty or has two parts' : `${tree.type} is not allowed`,
      );
  }
}
