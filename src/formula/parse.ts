import { ghk, nernst } from './electrodiffusion.ts';
import { arities, call, callWith, type Expr, number, type Operation, symbol } from './expr.ts';
import {
  type Binary,
  beginningOf,
  type CallSyntax,
  FormulaError,
  nameOf,
  type Syntax,
  syntaxOf,
  tooDeep,
} from './syntax.ts';

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

/** Most operations and names in a formula, and most operations inside one another. */
const MAX_NODES = 2000;
const MAX_DEPTH = 1000;

const binary = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '<': 'less',
  '<=': 'lessEqual',
  '&&': 'and',
  '||': 'or',
  '^': 'power',
} as const;

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

/** Makes an expression of the tree of one text. */
class Reader {
  readonly places = new Map<Expr, number>();
  #nodes = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly without: readonly string[],
  ) {}

  convert(tree: Syntax): Expr {
    if (++this.#nodes > MAX_NODES)
      return this.#refuse(`it has more than ${MAX_NODES} operations and names`, tree);
    if (++this.#depth > MAX_DEPTH) return this.#refuse(tooDeep(MAX_DEPTH), tree);
    const expr = this.#read(tree);
    this.#depth--;
    this.places.set(expr, beginningOf(tree));
    return expr;
  }

  #read(tree: Syntax): Expr {
    switch (tree.type) {
      case 'Literal':
        return typeof tree.value === 'number'
          ? number(tree.value)
          : this.#refuse(`${tree.raw} is not a number`, tree);
      case 'Identifier':
        return symbol(tree.name);
      case 'MemberExpression': {
        const [scope, name] = [nameOf(tree.object), nameOf(tree.property)];
        if (tree.computed || tree.optional || scope === undefined || name === undefined)
          return this.#refuse('a name has at most one dot, and nothing in brackets', tree);
        return symbol(`${scope}.${name}`);
      }
      case 'UnaryExpression': {
        const argument = this.convert(tree.argument);
        if (tree.operator === '!') return call('not', argument);
        return tree.operator === '-' ? call('negate', argument) : argument;
      }
      case 'BinaryExpression':
        // What stands in parentheses is meant.
        if (isOrdering(tree) && isOrdering(tree.left) && this.text[beginningOf(tree.left)] !== '(')
          return this.#refuse(`"${tree.operator}" compares a comparison; join the two with &&`, tree);
        return operated(tree.operator, this.convert(tree.left), this.convert(tree.right));
      case 'ConditionalExpression': {
        const { test, consequent, alternate } = tree;
        return call('select', this.convert(test), this.convert(consequent), this.convert(alternate));
      }
      case 'CallExpression':
        return this.#call(tree);
      case 'Compound':
        return this.#refuse('it is empty or has two parts', tree.body[1] ?? tree);
      default:
        return this.#refuse(`${tree.type} is not allowed`, tree);
    }
  }

  #call(tree: CallSyntax): Expr {
    const { callee, arguments: given, optional } = tree;
    const available = functionNames.filter((name) => !this.without.includes(name));
    const known = `known: ${available.join(', ')}`;
    const name = nameOf(callee);
    if (name === undefined || optional) return this.#refuse(`unknown function; ${known}`, tree);
    if (!available.includes(name)) return this.#refuse(`unknown function "${name}"; ${known}`, tree);
    const args = given.map((arg) => this.convert(arg));
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
    return callWith(operation, args);
  }

  #refuse(reason: string, tree: Syntax): never {
    throw new FormulaError(this.text, reason, Math.min(beginningOf(tree), this.text.length));
  }
}

const orderings = ['<', '<=', '>', '>='];
const isOrdering = (tree: Syntax): tree is Binary =>
  tree.type === 'BinaryExpression' && orderings.includes(tree.operator);

function operated(operator: Binary['operator'], x: Expr, y: Expr): Expr {
  switch (operator) {
    case '==':
      return equal(x, y);
    case '!=':
      return call('not', equal(x, y));
    case '>':
      return call('less', y, x);
    case '>=':
      return call('lessEqual', y, x);
    default:
      return call(binary[operator], x, y);
  }
}

const equal = (x: Expr, y: Expr): Expr => call('and', call('lessEqual', x, y), call('lessEqual', y, x));
