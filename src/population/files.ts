import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { Table } from './table.ts';

// Rules that take their values from a file, {"file": "cells.csv", "column": "EK"}. Whoever can read files replaces them
// by the values before the document is parsed.

/** A rule of a sample that names a column of a file. */
export interface FileRule {
  /** Path of the varied quantity, such as `parameters.EK`. */
  readonly path: string;
  readonly file: string;
  readonly column: string;
}

/** The rules of an experiment's document that take their values from files, in their order. */
export function fileRules(document: unknown): FileRule[] {
  const vary = varyOf(document) ?? {};
  return Object.entries(vary).flatMap(([path, rule]) => {
    if (!isObject(rule)) return [];
    const { file, column } = rule;
    return typeof file === 'string' && typeof column === 'string' ? [{ path, file, column }] : [];
  });
}

/**
 * The document with values in the place of the rules that take them from files; nothing else is looked at.
 * @param load the table in a file, by the name that the document gives it; called once for each file
 * @throws InputError if a file has no such column, a cell that is no number, or not a row for each neuron
 */
export function withFileValues(document: unknown, load: (file: string) => Table): unknown {
  const rules = fileRules(document);
  if (rules.length === 0) return document;
  const tables = new Map([...new Set(rules.map(({ file }) => file))].map((file) => [file, load(file)]));
  const { sample } = document as { readonly sample: Readonly<Record<string, unknown>> };
  const resolved = rules.map(({ path, file, column }) => {
    const table = tables.get(file)!;
    const { count = table.rows } = sample;
    if (table.rows !== count) {
      throw new InputError(
        `sample.vary.${shown(path)}: ${shown(file)} has ${table.rows} rows, but "count" is ${shown(String(JSON.stringify(count)))}; give a row for each neuron, or leave out "count"`,
      );
    }
    return [path, { ...withoutFile(varyOf(document)![path]), values: table.numbers(column) }] as const;
  });
  const vary = { ...varyOf(document), ...Object.fromEntries(resolved) };
  return { ...(document as object), sample: { ...sample, vary } };
}

/** What else stands in a rule stays there, for the schema to refuse. */
function withoutFile(rule: unknown): object {
  const { file: _file, column: _column, ...rest } = rule as Readonly<Record<string, unknown>>;
  return rest;
}

function varyOf(document: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(document) || !isObject(document.sample)) return undefined;
  const { vary } = document.sample;
  return isObject(vary) ? vary : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
