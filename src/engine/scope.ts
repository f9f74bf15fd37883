import { type Expr, substitute, symbol } from '../formula/expr.ts';
import { parse } from '../formula/parse.ts';
import type { Field, Statistic } from '../statistics/statistic.ts';

// How the formulas of a statistic are read.

/** What names in formulas stand for. */
export type Scope = ReadonlyMap<string, Expr>;

/** Reads formulas of a statistic; its own fields and definitions come before everything else. */
export function reader(outer: Scope, name: string, fields: Readonly<Record<string, Field>> = {}) {
  const scope = new Map(outer);
  for (const field of Object.keys(fields)) scope.set(field, symbol(`${name}.${field}`));
  const read = (text: string) => substitute(parse(text), scope);
  return {
    read,
    define: (definitions: Readonly<Record<string, string>>) => {
      for (const [defined, text] of Object.entries(definitions)) scope.set(defined, read(text));
    },
  };
}

/** Formulas of the fields of a statistic, by their full names. */
export function named(
  scope: Scope,
  name: string,
  fields: Statistic['fields'],
  formulas: Readonly<Record<string, string>> = {},
  definitions: Readonly<Record<string, string>> = {},
): (readonly [string, Expr])[] {
  const { read, define } = reader(scope, name, fields);
  define(definitions);
  return Object.entries(formulas).map(([field, text]) => [`${name}.${field}`, read(text)] as const);
}
