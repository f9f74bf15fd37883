import jsep from 'jsep';
import { ghk, nernst } from './electrodiffusion.ts';
import { arities, call, type Expr, number, type Operation, symbol } from './expr.ts';

/**
 * The grammar of formulas: numbers, names (also `a.b`), + - * /, ^ (binds tighter than a sign and to the right), comparisons,
 * && || !, `condition ? a : b`, and the functions below, with `nernst` and `ghk`.
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
  lookup: 'lookup',
};

/** Functions that are written with operations. */
const macros: Readonly<Record<string, Macro>> = {
  nernst: {
    least: 2,
    most: 4,
    expand: ([inside, outside, z, celsius]) => nernst(inside!, outside!, z, celsius),
  },
  ghk: {
    least: 3,
    most: 5,
    expand: ([V, inside, outside, z, celsius]) => ghk(V!, inside!, outside!, z, celsius),
  },
};

interface Macro {
  /** Least and most arguments. */
  readonly least: number;
  readonly most: number;
  readonly expand: (args: readonly Expr[]) => Expr;
}

/** Names of all functions. */
export const functionNames: readonly string[] = [...Object.keys(functions), ...Object.keys(macros)];

/** Longest formula, in characters; most operations and names in it, and most operations and parentheses inside one another. */
const MAX_LENGTH = 4000;
const MAX_NODES = 2000;
const MAX_DEPTH = 1000;
const MAX_NESTED = 200;

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
  ['< <= > >= == !=', 3],
  ['+ -', 4],
  ['* /', 5],
] as const) {
  for (const operator of operators.split(' ')) jsep.addBinaryOp(operator, precedence);
}
jsep.removeAllLiterals();
/** Where the tokens begin that are being read, the innermost last. */
let beginnings: number[] = [];
/** Where the text of each tree begins. */
let places = new WeakMap<object, number>();

// jsep reads numbers without telling the hook below, unless a hook reads them.
jsep.hooks.add('gobble-token', function (env) {
  this.gobbleSpaces();
  if (beginnings.push(this.index) > MAX_NESTED) this.throwError(tooDeep(MAX_NESTED));
  if (/[\d.]/.test(this.char)) env.node = this.gobbleNumericLiteral() as jsep.Expression;
});
// `^` is taken with the token on its left, before any sign or product sees that token: -x^2 is -(x^2).
jsep.hooks.add('after-token', function (env) {
  const begin = beginnings.pop()!;
  if (env.node) places.set(env.node, begin);
  this.gobbleSpaces();
  if (this.char !== '^' || !env.node) return;
  this.index++;
  const exponent = this.gobbleToken() || this.throwError('Expected an exponent after ^');
  env.node = { type: 'BinaryExpression', operator: '^', left: env.node, right: exponent } as jsep.Expression;
  places.set(env.node, begin);
});

const tooDeep = (most: number) => `more than ${most} operations inside one another; give parts of it names`;

/** A formula that cannot be read: the text, the place and the reason are in the message. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';

  /** @param at where in the text, counted from 0 */
  constructor(
    readonly formula: string,
    readonly reason: string,
    readonly at: number,
  ) {
    super(`cannot read the formula "${formula}": ${reason}`);
  }
}

/** A formula, and where in its text each part of it begins. */
export interface Located {
  readonly expr: Expr;
  readonly places: ReadonlyMap<Expr, number>;
}

/** Formulas that were read last: most are read again with every new program. */
const lately = new Map<string, Expr>();
const MOST_LATELY = 1000;

/**
 * Reads a formula.
 * @throws FormulaError
 */
export function parse(text: string): Expr {
  let expr = lately.get(text);
  if (!expr) {
    expr = locate(text).expr;
    if (lately.size === MOST_LATELY) lately.clear();
    lately.set(text, expr);
  }
  return expr;
}

/**
 * Reads a formula and keeps where its parts stand.
 * @param without functions that it must not use
 * @throws FormulaError
 */
export function locate(text: string, without: readonly string[] = []): Located {
  const tree = syntaxOf(text);
  const reader = new Reader(text, without);
  return { expr: reader.convert(tree), places: reader.places };
}

/**
 * The tree of a text as it is written: what of it means anything is left to `locate`.
 * @throws FormulaError
 */
export function syntaxOf(text: string): jsep.Expression {
  if (text.length > MAX_LENGTH) {
    const reason = `it has ${text.length} characters; at most ${MAX_LENGTH} are read`;
    throw new FormulaError(`${text.slice(0, 40)}…`, reason, 0);
  }
  beginnings = [];
  places = new WeakMap();
  try {
    return jsep(text);
  } catch (error) {
    const { message, description, index } = error as Error & { description?: string; index?: number };
    throw new FormulaError(text, description ?? message, Math.min(index ?? 0, text.length));
  }
}

/** Makes expressions of the trees that jsep makes of one text. */
class Reader {
  readonly places = new Map<Expr, number>();
  #nodes = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly without: readonly string[],
  ) {}

  convert(tree: jsep.Expression): Expr {
    if (++this.#nodes > MAX_NODES)
      return this.#refuse(`it has more than ${MAX_NODES} operations and names`, tree);
    if (++this.#depth > MAX_DEPTH) return this.#refuse(tooDeep(MAX_DEPTH), tree);
    const expr = this.#read(tree);
    this.#depth--;
    this.places.set(expr, beginningOf(tree));
    return expr;
  }

  #read(tree: jsep.Expression): Expr {
    const into = (node: jsep.baseTypes): Expr => this.convert(node as jsep.Expression);
    switch (tree.type) {
      case 'Literal':
        return typeof tree.value === 'number'
          ? number(tree.value)
          : this.#refuse(`${String(tree.raw)} is not a number`, tree);
      case 'Identifier':
        return symbol(tree.name as string);
      case 'MemberExpression': {
        const { object, property, computed, optional } = tree as jsep.MemberExpression;
        if (computed || optional || object.type !== 'Identifier')
          return this.#refuse('a name has at most one dot, and nothing in brackets', tree);
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
        if (tree.operator === '==') return equal(left, right);
        if (tree.operator === '!=') return call('not', equal(left, right));
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
      case 'CallExpression':
        return this.#call(tree as jsep.CallExpression);
      case 'Compound': {
        const [, second] = (tree as jsep.Compound).body as jsep.Expression[];
        return this.#refuse('it is empty or has two parts', second ?? tree);
      }
      default:
        return this.#refuse(`${tree.type} is not allowed`, tree);
    }
  }

  #call(tree: jsep.CallExpression): Expr {
    const { callee, arguments: given, optional } = tree;
    const available = functionNames.filter((name) => !this.without.includes(name));
    const known = `known: ${available.join(', ')}`;
    if (callee.type !== 'Identifier' || optional) return this.#refuse(`unknown function; ${known}`, tree);
    const name = callee.name as string;
    if (!available.includes(name)) return this.#refuse(`unknown function "${name}"; ${known}`, tree);
    const args = given.map((arg) => this.convert(arg as jsep.Expression));
    const macro = Object.hasOwn(macros, name) ? macros[name] : undefined;
    if (macro) {
      const { least, most, expand } = macro;
      if (args.length < least || args.length > most)
        return this.#refuse(`${name} takes ${least} to ${most} arguments, not ${args.length}`, tree);
      return expand(args);
    }
    const operation = functions[name]!;
    if (args.length !== arities[operation]) {
      return this.#refuse(`${name} takes ${arities[operation]} argument(s), not ${args.length}`, tree);
    }
    return call(operation, ...args);
  }

  #refuse(reason: string, tree: jsep.Expression): never {
    throw new FormulaError(this.text, reason, Math.min(beginningOf(tree), this.text.length));
  }
}

const equal = (x: Expr, y: Expr): Expr => call('and', call('lessEqual', x, y), call('lessEqual', y, x));

/** Where the text of a tree begins: what has no place of its own begins with its leftmost part. */
function beginningOf(tree: jsep.Expression): number {
  let leftmost: jsep.Expression | undefined = tree;
  while (leftmost) {
    const place = places.get(leftmost);
    if (place !== undefined) return place;
    leftmost = (leftmost.left ?? leftmost.test) as jsep.Expression | undefined;
  }
  return 0;
}
