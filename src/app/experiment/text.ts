/** What is longer than this goes over several lines, characters. */
const WIDTH = 40;
/** Spaces that one level is further in. */
export const INDENT = '  ';

/** JSON as people write it: what is short stands in one line. @param taken characters of the line that are there already */
export function textOf(value: unknown, before = '', taken = before.length): string {
  const line = inLine(value, WIDTH - taken);
  if (line !== undefined) return line;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = before + INDENT;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'number')) return `[\n${numbers(value, inner)}\n${before}]`;
    return `[\n${value.map((item) => inner + textOf(item, inner)).join(',\n')}\n${before}]`;
  }
  const lines = entriesOf(value).map(([key, item]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + textOf(item, inner, name.length);
  });
  return `{\n${lines.join(',\n')}\n${before}}`;
}

/** A value in one line, if it fits. */
function inLine(value: unknown, width: number): string | undefined {
  // Long ones need not be written to see that.
  if (typeof value === 'object' && value !== null && Object.keys(value).length > width / 2) return undefined;
  const line = written(value);
  return line.length <= width ? line : undefined;
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${written(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** As many numbers in a line as fit. */
function numbers(values: readonly number[], before: string): string {
  const lines: string[] = [];
  let line = before;
  for (const [i, value] of values.entries()) {
    const item = JSON.stringify(value) + (i < values.length - 1 ? ',' : '');
    if (line.length > before.length && line.length + 1 + item.length > WIDTH) {
      lines.push(line);
      line = before;
    }
    line += (line.length > before.length ? ' ' : '') + item;
  }
  return [...lines, line].join('\n');
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, item]) => item !== undefined);
