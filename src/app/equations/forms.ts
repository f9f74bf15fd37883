import { parse } from '../../formula/parse.ts';
import { FormulaError } from '../../formula/syntax.ts';

// Equations are written as in a textbook, and documents keep what they are made of: of a current the conductance and the
// potential at which it turns, of a gate its rates, or where it goes and how fast. What is found here is checked by reading
// it: put together again it must be the same formula.

/** A formula within a longer text. */
export interface Part {
  readonly text: string;
  /** Where it begins there, counted from 0. */
  readonly at: number;
}

type Parts<Key extends string> = Readonly<Record<Key, Part>>;

/** conductance * (V - reversal). */
export function ohmicForm(text: string): Parts<'conductance' | 'reversal'> | undefined {
  const open = matchingBracket(text.trimEnd());
  const driving = open === undefined ? null : /^\(\s*V\s*-(.*)\)\s*$/s.exec(text.slice(open));
  const factor = open === undefined ? null : /^(.*)\*\s*$/s.exec(text.slice(0, open));
  if (!driving || !factor || open === undefined) return undefined;
  const conductance = bare({ text: factor[1]!, at: 0 });
  const reversal = bare({ text: driving[1]!, at: open + driving[0].indexOf('-') + 1 });
  return same(text, ohmic(conductance.text, reversal.text)) ? { conductance, reversal } : undefined;
}

/** (inf - x) / tau. */
export function relaxationForm(text: string, x: string): Parts<'inf' | 'tau'> | undefined {
  const found = new RegExp(`^(\\s*\\()(.*)(-\\s*${x}\\s*\\)\\s*/)(.*)$`, 's').exec(text);
  if (!found) return undefined;
  const [, before, steady, between, time] = found as unknown as string[];
  const inf = bare({ text: steady!, at: before!.length });
  const tau = bare({ text: time!, at: before!.length + steady!.length + between!.length });
  return same(text, `((${inf.text}) - ${x}) / (${tau.text})`) ? { inf, tau } : undefined;
}

/** alpha * (1 - x) - beta * x. */
export function ratesForm(text: string, x: string): Parts<'alpha' | 'beta'> | undefined {
  const found = new RegExp(`^(.*)(\\*\\s*\\(\\s*1\\s*-\\s*${x}\\s*\\)\\s*-)(.*)\\*\\s*${x}\\s*$`, 's').exec(
    text,
  );
  if (!found) return undefined;
  const [, opening, between, closing] = found as unknown as string[];
  const alpha = bare({ text: opening!, at: 0 });
  const beta = bare({ text: closing!, at: opening!.length + between!.length });
  return same(text, `(${alpha.text}) * (1 - ${x}) - (${beta.text}) * ${x}`) ? { alpha, beta } : undefined;
}

/** A current by what it is made of, with parentheses where they are needed. */
export function ohmic(conductance: string, reversal: string): string {
  const meant = `(${conductance}) * (V - (${reversal}))`;
  for (const text of [
    `${conductance} * (V - ${reversal})`,
    `(${conductance}) * (V - ${reversal})`,
    `${conductance} * (V - (${reversal}))`,
  ]) {
    if (same(text, meant)) return text;
  }
  return meant;
}

/** Whether both are formulas, and the same tree. */
function same(a: string, b: string): boolean {
  try {
    return JSON.stringify(parse(a)) === JSON.stringify(parse(b));
  } catch (error) {
    if (error instanceof FormulaError) return false;
    throw error;
  }
}

/** Without blanks and parentheses around all of it. */
function bare({ text, at }: Part): Part {
  const trimmed = text.trim();
  const begin = at + text.length - text.trimStart().length;
  return trimmed.startsWith('(') && matchingBracket(trimmed) === 0
    ? bare({ text: trimmed.slice(1, -1), at: begin + 1 })
    : { text: trimmed, at: begin };
}

/** Where the parenthesis opens that the last character closes. */
function matchingBracket(text: string): number | undefined {
  if (!text.endsWith(')')) return undefined;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (text[i] === ')') depth++;
    if (text[i] === '(' && --depth === 0) return i;
  }
  return undefined;
}
