import { createElement, type VNode } from 'preact';
import type { MathNode } from '../../formula/math-node.ts';

/** Mathematics in print. */
export const Typeset = ({ math }: { math: MathNode }) => elementOf(math);

const elementOf = ({ tag, attributes, children }: MathNode): VNode =>
  createElement(
    tag as string,
    attributes ?? {},
    ...children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
  );
