import { nameMath } from './math-names.ts';
import { fenced, fraction, type MathNode, mi, mn, mo, node, row } from './math-node.ts';
import { parse } from './parse.ts';
import { type Binary, type CallSyntax, nameOf, type Syntax, syntaxOf } from './syntax.ts';

/** How tightly parts of a formula are held together in print; what is held more loosely than its place allows gets parentheses. */
const CASES = 0;
const OR = 1;
const AND = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const FRACTION = 6;
const POWER = 7;
const ATOM = 8;

/** Names and numbers in an exponent that is still raised; a longer one is written after exp. */
const MOST_RAISED = 5;

/** A part of a formula in print. */
interface Printed {
  readonly nodes: readonly MathNode[];
  readonly level: number;
  /** Where it begins with a sign: the same without it. */
  readonly negated?: Printed;
  /** Whether a slash is in it, outside of parentheses. */
  readonly slash?: boolean;
}

const comparisons: Readonly<Record<string, readonly [sign: string, level: number]>> = {
  '||': ['or', OR],
  '&&': ['and', AND],
  '<': ['<', COMPARISON],
  '<=': ['≤', COMPARISON],
  '>': ['>', COMPARISON],
  '>=': ['≥', COMPARISON],
  '==': ['=', COMPARISON],
};

/**
 * A formula in print, as its author wrote it: quotients as fractions, a fraction in a fraction with a slash, powers raised, no
 * more parentheses than are needed.
 * @param place what becomes of it: stands by itself, or is a factor
 * @throws FormulaError if it is no formula
 */
export function formulaMath(text: string, place: 'alone' | 'factor' = 'alone'): readonly MathNode[] {
  parse(text);
  const printed = print(syntaxOf(text), false);
  return place === 'alone' ? printed.nodes : held(printed, PRODUCT);
}

/** @param inline whether fractions are written with a slash */
function print(tree: Syntax, inline: boolean): Printed {
  switch (tree.type) {
    case 'Literal':
      return printNumber(tree.raw);
    case 'Identifier':
      return atom(nameMath(tree.name));
    case 'MemberExpression':
      return atom(nameMath(`${nameOf(tree.object)}_${nameOf(tree.property)}`));
    case 'UnaryExpression': {
      const argument = print(tree.argument, inline);
      if (tree.operator === '+') return argument;
      if (tree.operator === '-') return minus(argument);
      return { nodes: [mo('¬', { form: 'prefix' }), ...held(argument, POWER)], level: POWER };
    }
    case 'BinaryExpression':
      return printBinary(tree, inline);
    case 'ConditionalExpression':
      return cases([tree.test, tree.consequent, tree.alternate], inline);
    case 'CallExpression':
      return printCall(tree, inline);
    default:
      // `parse` has refused it.
      throw new TypeError(tree.type);
  }
}

function printBinary({ operator, left, right }: Binary, inline: boolean): Printed {
  switch (operator) {
    case '^':
      return power(left, right);
    case '*':
      return product(print(left, inline), print(right, inline));
    case '/':
      return quotient(left, right, inline);
    case '+':
    case '-': {
      const sign = mo(operator === '-' ? '−' : '+');
      const nodes = held(print(right, inline), PRODUCT);
      return { nodes: [...held(print(left, inline), SUM), sign, ...nodes], level: SUM };
    }
    default: {
      const [sign, level] = comparisons[operator]!;
      const word = level < COMPARISON ? node('mtext', [`\u00a0${sign}\u00a0`]) : mo(sign);
      const part = (side: Syntax) => held(print(side, inline), level + 1);
      return { nodes: [...part(left), word, ...part(right)], level };
    }
  }
}

/** In parentheses, if it is held more loosely than that. */
const held = ({ nodes, level }: Printed, least: number): readonly MathNode[] =>
  level < least ? [fenced(nodes)] : nodes;

const atom = (...nodes: readonly MathNode[]): Printed => ({ nodes, level: ATOM });

/** `1.5e-3` is 1.5 times a power of ten. */
function printNumber(raw: string): Printed {
  const [digits = '', exponent] = raw.toLowerCase().split('e');
  if (exponent === undefined) return atom(mn(digits));
  const magnitude = mn(exponent.replace(/^[+-]/, ''));
  const raised = exponent.startsWith('-') ? row([mo('−', { form: 'prefix' }), magnitude]) : magnitude;
  const ten = node('msup', [mn('10'), raised]);
  return Number(digits) === 1
    ? { nodes: [ten], level: POWER }
    : { nodes: [mn(digits), mo('×'), ten], level: PRODUCT };
}

function minus(printed: Printed): Printed {
  return {
    nodes: [mo('−', { form: 'prefix' }), ...held(printed, PRODUCT)],
    level: SUM,
    negated: printed,
  };
}

/** A sign in front of a factor stands in front of the product. */
function product(left: Printed, right: Printed): Printed {
  if (left.negated) return minus(product(left.negated, right));
  const [before, after] = [held(left, PRODUCT), held(right, PRODUCT)];
  const dotted = left.slash || startsWithDigit(after[0]!);
  const sign = dotted ? mo('·') : mo('\u2062', { lspace: '0', rspace: '0.17em' });
  return {
    nodes: [...before, sign, ...after],
    level: PRODUCT,
    slash: Boolean(left.slash || right.slash),
  };
}

function startsWithDigit({ tag, children: [first] }: MathNode): boolean {
  if (tag === 'mn') return true;
  return typeof first === 'object' && tag !== 'mfrac' && startsWithDigit(first);
}

function quotient(left: Syntax, right: Syntax, inline: boolean): Printed {
  const rest = exponentOfExprel(right);
  // 1 / exprel(x) is x / (exp(x) - 1), and is written so.
  if (rest) {
    const isOne = left.type === 'Literal' && left.value === 1;
    const above = isOne ? print(rest, true) : product(print(left, true), print(rest, true));
    return over(above, lessOne(rest), inline);
  }
  return over(print(left, true), print(right, true), inline);
}

function over(above: Printed, below: Printed, inline: boolean): Printed {
  if (above.negated) return minus(over(above.negated, below, inline));
  if (!inline) return { nodes: [fraction(above.nodes, below.nodes)], level: FRACTION };
  return {
    nodes: [...held(above, PRODUCT), mo('/', { lspace: '0', rspace: '0' }), ...held(below, FRACTION)],
    level: PRODUCT,
    slash: true,
  };
}

function power(base: Syntax, exponent: Syntax): Printed {
  const raised = row(print(exponent, true).nodes);
  if (base.type === 'Identifier') return { nodes: [nameMath(base.name, raised)], level: POWER };
  return { nodes: [node('msup', [row(held(print(base, true), ATOM)), raised])], level: POWER };
}

function printCall({ callee, arguments: args }: CallSyntax, inline: boolean): Printed {
  // `parse` has counted them.
  const [x, y, z] = args as readonly [Syntax, Syntax, Syntax];
  const name = nameOf(callee)!;
  switch (name) {
    case 'exp':
      return exponential(x);
    case 'exprel':
      return over(lessOne(x), print(x, true), inline);
    case 'sqrt':
      return { nodes: [node('msqrt', [row(print(x, inline).nodes)])], level: POWER };
    case 'cbrt':
      return { nodes: [node('mroot', [row(print(x, inline).nodes), mn('3')])], level: POWER };
    case 'abs':
      return atom(fenced(print(x, inline).nodes, '|', '|'));
    case 'pow':
      return power(x, y);
    case 'if':
      return cases([x, y, z], inline);
    default:
      return applied(inPrint[name] ?? name, args, inline);
  }
}

/** Functions that are called otherwise in print. */
const inPrint: Readonly<Record<string, string>> = { log: 'ln', nernst: 'Nernst', ghk: 'GHK' };

function applied(name: string, args: readonly Syntax[], inline: boolean): Printed {
  const list = args.flatMap((arg, i) => [...(i === 0 ? [] : [mo(',')]), ...print(arg, inline).nodes]);
  return { nodes: [mi(name), mo('\u2061'), fenced(list)], level: POWER };
}

/** e with the exponent raised, or exp of a long one. */
function exponential(exponent: Syntax): Printed {
  if (leaves(exponent) > MOST_RAISED) return applied('exp', [exponent], true);
  return { nodes: [node('msup', [mi('e'), row(print(exponent, true).nodes)])], level: POWER };
}

/** exp(x) - 1. */
const lessOne = (x: Syntax): Printed => ({
  nodes: [...exponential(x).nodes, mo('−'), mn('1')],
  level: SUM,
});

const exponentOfExprel = (tree: Syntax): Syntax | undefined =>
  tree.type === 'CallExpression' && nameOf(tree.callee) === 'exprel' ? tree.arguments[0] : undefined;

/** Names and numbers in a part; a call or a condition counts as too many. */
function leaves(tree: Syntax): number {
  switch (tree.type) {
    case 'BinaryExpression':
      return leaves(tree.left) + leaves(tree.right);
    case 'UnaryExpression':
      return leaves(tree.argument);
    case 'CallExpression':
    case 'ConditionalExpression':
      return MOST_RAISED + 1;
    default:
      return 1;
  }
}

/** What is asked, what is there if it holds, and what otherwise. */
type Condition = readonly [test: Syntax, yes: Syntax, no: Syntax];

/** One case a line; conditions after one another make further lines. */
function cases(first: Condition, inline: boolean): Printed {
  const lines: MathNode[] = [];
  const line = (value: Syntax, ...words: readonly MathNode[]) =>
    lines.push(node('mtr', [node('mtd', print(value, inline).nodes), node('mtd', words)]));
  let rest: Syntax;
  let next: Condition | undefined = first;
  do {
    const [test, yes, no]: Condition = next;
    line(yes, node('mtext', ['if\u00a0']), ...print(test, inline).nodes);
    rest = no;
    next = conditionIn(rest);
  } while (next);
  line(rest, node('mtext', ['otherwise']));
  return {
    nodes: [node('mrow', [mo('{', { form: 'prefix' }), node('mtable', lines)])],
    level: CASES,
  };
}

/** A condition, in either of its two writings. */
function conditionIn(tree: Syntax): Condition | undefined {
  if (tree.type === 'ConditionalExpression') return [tree.test, tree.consequent, tree.alternate];
  if (tree.type !== 'CallExpression' || nameOf(tree.callee) !== 'if') return undefined;
  const [test, yes, no] = tree.arguments;
  return [test!, yes!, no!];
}
