/**
 * Formulas as immutable trees. Subtrees may be shared, so every walk over a tree goes through `rewrite` or keeps a
 * cache of its own.
 */

/** Operations, with the number of their arguments. */
export const arities = {
  add: 2,
  subtract: 2,
  multiply: 2,
  divide: 2,
  /** x^y. */
  power: 2,
  minimum: 2,
  maximum: 2,
  /** x, but no farther from 0 than y, which is not negative. */
  within: 2,
  negate: 1,
  exp: 1,
  log: 1,
  sqrt: 1,
  abs: 1,
  /** The largest whole number that is not above x. */
  floor: 1,
  tanh: 1,
  sinh: 1,
  cosh: 1,
  /** Cube root, of negative numbers too. */
  cbrt: 1,
  /** (exp(x) - 1) / x, 1 at x = 0. */
  exprel: 1,
  /** (exprel(x) - 1) / x, 1/2 at x = 0: what the derivatives of exprel and bernoulli are made of. */
  exprel2: 1,
  /** The Bernoulli function x / (exp(x) - 1), 1 at x = 0. */
  bernoulli: 1,
  /** 1 if x < y, else 0. */
  less: 2,
  /** 1 if x <= y, else 0. */
  lessEqual: 2,
  /** 1 if neither is 0, else 0. */
  and: 2,
  /** 1 if one of them is not 0, else 0. */
  or: 2,
  /** 1 if one of them is 0 and the other is not, else 0. */
  differ: 2,
  /** 1 if x is 0, else 0. */
  not: 1,
  /** y if x is not 0, else z. */
  select: 3,
  /** x - y of two counts of steps, formed in integers: exact however far both have come. */
  elapsed: 2,
  /** The sum of two words of 32 bits, without what is carried out of them. */
  addBits: 2,
  /** The bits in which two words differ. */
  xorBits: 2,
  /** A word turned left by y bits, a number from 1 to 31. */
  rotateBits: 2,
  /** The number in (-1, 1) that the last 23 bits of a word stand for, an odd multiple of 2^-23: exact in float32 too. */
  fractionOfBits: 1,
  /** The number at a place, a whole number from 0, of a table, a symbol that stands for many numbers. */
  lookup: 2,
  /** A count of steps without its last bit, a word: the same in each pair of steps. */
  pairOf: 1,
  /** 1 if a count of steps is odd, else 0. */
  isOdd: 1,
} as const;

/** What a formula does with its arguments. */
export type Operation = keyof typeof arities;

/** Operations whose arguments can change places. */
export const commutative: ReadonlySet<Operation> = new Set([
  'add',
  'multiply',
  'minimum',
  'maximum',
  'and',
  'or',
  'differ',
  'addBits',
  'xorBits',
]);

/** Operations whose value is a word of 32 bits. */
export const words: ReadonlySet<Operation> = new Set(['addBits', 'xorBits', 'rotateBits', 'pairOf']);

/** Operations whose value is a truth, 0 or 1. */
export const truths: ReadonlySet<Operation> = new Set([
  'less',
  'lessEqual',
  'and',
  'or',
  'differ',
  'not',
  'isOdd',
]);

/** A formula as a tree. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | Call;

/** An operation on as many formulas as it takes. */
export type Call<Op extends Operation = Operation> = {
  readonly [One in Op]: {
    readonly kind: 'call';
    readonly operation: One;
    readonly args: Arguments[(typeof arities)[One]];
  };
}[Op];

interface Arguments {
  readonly 1: readonly [Expr];
  readonly 2: readonly [Expr, Expr];
  readonly 3: readonly [Expr, Expr, Expr];
}

export const number = (value: number): Expr => ({ kind: 'number', value });
export const symbol = (name: string): Expr => ({ kind: 'symbol', name });
export const call = <Op extends Operation>(operation: Op, ...args: Arguments[(typeof arities)[Op]]): Expr =>
  callWith(operation, args);

/** A call of an operation that is known only when it runs. @param args as many as it takes */
export const callWith = (operation: Operation, args: readonly Expr[]): Expr =>
  ({ kind: 'call', operation, args }) as Call;

export const add = (x: Expr, y: Expr): Expr => call('add', x, y);
export const subtract = (x: Expr, y: Expr): Expr => call('subtract', x, y);
export const multiply = (x: Expr, y: Expr): Expr => call('multiply', x, y);
export const divide = (x: Expr, y: Expr): Expr => call('divide', x, y);
export const negate = (x: Expr): Expr => call('negate', x);
export const exp = (x: Expr): Expr => call('exp', x);
export const exprel = (x: Expr): Expr => call('exprel', x);
export const minimum = (x: Expr, y: Expr): Expr => call('minimum', x, y);
export const maximum = (x: Expr, y: Expr): Expr => call('maximum', x, y);
export const less = (x: Expr, y: Expr): Expr => call('less', x, y);
export const lessEqual = (x: Expr, y: Expr): Expr => call('lessEqual', x, y);
export const and = (x: Expr, y: Expr): Expr => call('and', x, y);
export const or = (x: Expr, y: Expr): Expr => call('or', x, y);
export const differ = (x: Expr, y: Expr): Expr => call('differ', x, y);
export const not = (x: Expr): Expr => call('not', x);
export const select = (condition: Expr, yes: Expr, no: Expr): Expr => call('select', condition, yes, no);
export const elapsed = (x: Expr, y: Expr): Expr => call('elapsed', x, y);
/** The name of a table, and whether a name is that of one. */
export const tableName = (name: string): string => `table.${name}`;
export const isTable = (name: string): boolean => name.startsWith('table.');

/** Numbers that formulas look up, by the names of their tables. */
export type Tables = ReadonlyMap<string, Float64Array>;

export const within = (x: Expr, bound: Expr): Expr => call('within', x, bound);
export const clamp = (x: Expr, low: number, high: number): Expr =>
  minimum(maximum(x, number(low)), number(high));
export const sum = (terms: readonly Expr[]): Expr => (terms.length === 0 ? number(0) : terms.reduce(add));

/** True for a call of that operation. */
export function isCall<Op extends Operation>(
  expr: Expr,
  operation: Op,
): expr is Extract<Call, { readonly operation: Op }> {
  return expr.kind === 'call' && expr.operation === operation;
}

/** Gets a node with its arguments already rewritten, and the node as it was. */
export type Visit = (node: Expr, original: Expr) => Expr;

/**
 * Rebuilds a tree from its leaves up. Shared subtrees are visited once and stay shared; numbers and symbols are visited wherever they
 * stand.
 */
export function rewrite(expr: Expr, visit: Visit, cache = new Map<Expr, Expr>()): Expr {
  if (expr.kind !== 'call') return visit(expr, expr);
  const known = cache.get(expr);
  if (known) return known;
  let args: Expr[] | undefined;
  for (let i = 0; i < expr.args.length; i++) {
    const rewritten = rewrite(expr.args[i]!, visit, cache);
    if (rewritten === expr.args[i]) continue;
    args ??= expr.args.slice();
    args[i] = rewritten;
  }
  const result = visit(args ? callWith(expr.operation, args) : expr, expr);
  cache.set(expr, result);
  return result;
}

/** Rewrites formulas that share subtrees, so that they share them afterwards too. */
export function rewriteAll(formulas: ReadonlyMap<string, Expr>, visit: Visit): ReadonlyMap<string, Expr> {
  const cache = new Map<Expr, Expr>();
  return new Map([...formulas].map(([name, expr]) => [name, rewrite(expr, visit, cache)]));
}

/** Replaces symbols by expressions. */
export function substitute(expr: Expr, replacements: ReadonlyMap<string, Expr>): Expr {
  return substitution(replacements)(expr);
}

/** Replaces symbols by expressions in one formula after another, so that they share afterwards what they shared before. */
export function substitution(replacements: ReadonlyMap<string, Expr>): (expr: Expr) => Expr {
  const cache = new Map<Expr, Expr>();
  const put: Visit = (node) => (node.kind === 'symbol' ? (replacements.get(node.name) ?? node) : node);
  return (expr) => rewrite(expr, put, cache);
}

/** Replaces symbols in formulas that share subtrees. */
export function substituteAll(
  formulas: ReadonlyMap<string, Expr>,
  replacements: ReadonlyMap<string, Expr>,
): ReadonlyMap<string, Expr> {
  const put = substitution(replacements);
  return new Map([...formulas].map(([name, expr]) => [name, put(expr)]));
}

/** Names of all symbols in a tree. */
export function symbolsOf(expr: Expr): Set<string> {
  const names = new Set<string>();
  const visited = new Set<Expr>();
  const visit = (part: Expr): void => {
    if (part.kind === 'symbol') names.add(part.name);
    if (part.kind !== 'call' || visited.has(part)) return;
    visited.add(part);
    part.args.forEach(visit);
  };
  visit(expr);
  return names;
}

/** All calls in formulas, each once and after those in it. */
export function callsOf(formulas: ReadonlyMap<string, Expr>): readonly Call[] {
  const found = new Set<Call>();
  const visit = (part: Expr): void => {
    if (part.kind !== 'call' || found.has(part)) return;
    part.args.forEach(visit);
    found.add(part);
  };
  for (const expr of formulas.values()) visit(expr);
  return [...found];
}
