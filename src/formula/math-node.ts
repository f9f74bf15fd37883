/** The elements of MathML Core that formulas are made of. */
export type MathTag =
  | 'math'
  | 'mrow'
  | 'mi'
  | 'mn'
  | 'mo'
  | 'mtext'
  | 'mfrac'
  | 'msub'
  | 'msup'
  | 'msubsup'
  | 'msqrt'
  | 'mroot'
  | 'mtable'
  | 'mtr'
  | 'mtd';

/** An element of MathML: a token holds a text, any other one holds elements. */
export interface MathNode {
  readonly tag: MathTag;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

export const node = (
  tag: MathTag,
  children: readonly (MathNode | string)[],
  attributes?: Readonly<Record<string, string>>,
): MathNode => ({ tag, children, ...(attributes && { attributes }) });

export const mi = (text: string): MathNode => node('mi', [text]);
export const mn = (text: string): MathNode => node('mn', [text]);
export const mo = (text: string, attributes?: Readonly<Record<string, string>>): MathNode =>
  node('mo', [text], attributes);

/** Several nodes as one, where an element has a fixed number of children. */
export const row = (nodes: readonly MathNode[]): MathNode =>
  nodes.length === 1 ? nodes[0]! : node('mrow', nodes);

export const fraction = (above: readonly MathNode[], below: readonly MathNode[]): MathNode =>
  node('mfrac', [row(above), row(below)]);

/** Nodes between two brackets, which grow with what is higher than a line. */
export function fenced(nodes: readonly MathNode[], open = '(', close = ')'): MathNode {
  const stretchy = String(nodes.some(isHigh));
  return node('mrow', [
    mo(open, { form: 'prefix', stretchy }),
    ...nodes,
    mo(close, { form: 'postfix', stretchy }),
  ]);
}

const isHigh = ({ tag, children }: MathNode): boolean =>
  tag === 'mfrac' || tag === 'mtable' || children.some((child) => typeof child === 'object' && isHigh(child));

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!);

/** An element as XML. */
export function xmlOf({ tag, attributes = {}, children }: MathNode): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : xmlOf(child)));
  return `<${tag}${given.join('')}>${inside.join('')}</${tag}>`;
}
