import { InputError } from '../input/schema.ts';
import { visible } from '../input/shown.ts';

/** Characters of a formula that are shown before and after the place that is at fault. */
const BEFORE = 50;
const AFTER = 60;

/** A formula as it is written in a document. */
export interface Written {
  /** Where it stands, such as `gates.0.alpha`. */
  readonly path: string;
  readonly text: string;
}

/** A formula that is wrong, and where in it. The message is one line that ends with the formula. */
export class FormulaFault extends InputError {
  /** @param at the place in it, counted from 0, which a caret can be put under */
  constructor(
    readonly written: Written,
    readonly reason: string,
    readonly at: number,
  ) {
    const { path, text } = written;
    const [begin, end] = [Math.max(0, at - BEFORE), Math.min(text.length, at + AFTER)];
    const before = `${path}: ${visible(reason)}: ${begin > 0 ? '…' : ''}${visible(text.slice(begin, at))}`;
    const after = `${visible(text.slice(at, end))}${end < text.length ? '…' : ''}`;
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    super(before + after, { caret: before.length, path: keys });
  }
}

/** What is wrong with a formula. @param at the place in it, counted from 0 */
export const formulaFault = (written: Written, reason: string, at: number): InputError =>
  new FormulaFault(written, reason, at);
