import jsep from 'jsep';

// Text as trees, whatever they mean. jsep has one global grammar; ours is set once and nothing else in this program uses jsep.

/** A formula as it is written, or a part of it. */
export type Syntax =
  | { readonly type: 'Literal'; readonly value: unknown; readonly raw: string }
  | { readonly type: 'Identifier'; readonly name: string }
  | {
      readonly type: 'MemberExpression';
      readonly object: Syntax;
      readonly property: Syntax;
      /** Whether the property is in brackets. */
      readonly computed: boolean;
      /** Whether it follows `?.`, as a call may. */
      readonly optional?: boolean;
    }
  | { readonly type: 'UnaryExpression'; readonly operator: '-' | '+' | '!'; readonly argument: Syntax }
  | Binary
  | {
      readonly type: 'ConditionalExpression';
      readonly test: Syntax;
      readonly consequent: Syntax;
      readonly alternate: Syntax;
    }
  | CallSyntax
  /** Several formulas side by side, or none. */
  | { readonly type: 'Compound'; readonly body: readonly Syntax[] }
  /** What no formula has. */
  | { readonly type: 'ArrayExpression' | 'SequenceExpression' | 'ThisExpression' };

export interface Binary {
  readonly type: 'BinaryExpression';
  readonly operator: '^' | '*' | '/' | '+' | '-' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '&&' | '||';
  readonly left: Syntax;
  readonly right: Syntax;
}

export interface CallSyntax {
  readonly type: 'CallExpression';
  readonly callee: Syntax;
  readonly arguments: readonly Syntax[];
  readonly optional?: boolean;
}

/** Longest formula, in characters, and most operations and parentheses inside one another. */
const MAX_LENGTH = 4000;
const MAX_NESTED = 200;

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
const places = new WeakMap<object, number>();

// jsep reads numbers without telling the hook below, unless a hook reads them.
jsep.hooks.add('gobble-token', function (env) {
  this.gobbleSpaces();
  if (beginnings.push(this.index) > MAX_NESTED) this.throwError(tooDeep(MAX_NESTED));
  const number = /[\d.]/.test(this.char) ? this.gobbleNumericLiteral() : undefined;
  if (number) env.node = number;
});
// `^` is taken with the token on its left, before any sign or product sees that token: -x^2 is -(x^2).
jsep.hooks.add('after-token', function (env) {
  const begin = beginnings.pop()!;
  if (env.node) places.set(env.node, begin);
  this.gobbleSpaces();
  if (this.char !== '^' || !env.node) return;
  this.index++;
  const exponent = this.gobbleToken() || this.throwError('Expected an exponent after ^');
  const power: jsep.BinaryExpression = {
    type: 'BinaryExpression',
    operator: '^',
    left: env.node,
    right: exponent,
  };
  places.set(power, begin);
  env.node = power;
});

export const tooDeep = (most: number): string =>
  `more than ${most} operations inside one another; give parts of it names`;

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

/**
 * The tree of a text as it is written: what of it means anything is left to `locate`.
 * @throws FormulaError
 */
export function syntaxOf(text: string): Syntax {
  if (text.length > MAX_LENGTH) {
    const reason = `it has ${text.length} characters; at most ${MAX_LENGTH} are read`;
    throw new FormulaError(`${text.slice(0, 40)}…`, reason, 0);
  }
  beginnings = [];
  try {
    return jsep(text) as Syntax;
  } catch (error) {
    const { message, description, index } = error as Error & { description?: string; index?: number };
    throw new FormulaError(text, description ?? message, Math.min(index ?? 0, text.length));
  }
}

/** Where the text of a tree begins: what has no place of its own begins with its leftmost part. */
export function beginningOf(tree: Syntax): number {
  const place = places.get(tree);
  if (place !== undefined) return place;
  if (tree.type === 'BinaryExpression') return beginningOf(tree.left);
  return tree.type === 'ConditionalExpression' ? beginningOf(tree.test) : 0;
}

/** The name that a tree is; undefined if it is none. */
export const nameOf = (tree: Syntax): string | undefined =>
  tree.type === 'Identifier' ? tree.name : undefined;
