/** A column of numbers, or of words. */
export interface Column {
  /** Quantity and unit, such as `rate_Hz`. */
  readonly name: string;
  /** The number in a row, rounded to what it is good for, NaN where there is none; or a word. */
  value(row: number): number | string;
}

/** The first line of a CSV file. Neither names nor numbers hold anything that needs quotes. */
export function csvHeader(columns: readonly Pick<Column, 'name'>[]): string {
  return `${columns.map(({ name }) => name).join(',')}\n`;
}

/** Rows of a piece: few enough that one takes a few ms, which a page has between two frames. */
export const ROWS_AT_ONCE = 1024;

/** The other lines, in pieces that are small however many rows there are. */
export function* csvRows(columns: readonly Column[], rows: number): Generator<string> {
  for (let begin = 0; begin < rows; begin += ROWS_AT_ONCE) {
    const lines: string[] = [];
    for (let row = begin; row < Math.min(rows, begin + ROWS_AT_ONCE); row++) {
      lines.push(columns.map(({ value }) => csvField(value(row))).join(','));
    }
    yield `${lines.join('\n')}\n`;
  }
}

const isMissing = (value: number | string): boolean => typeof value === 'number' && Number.isNaN(value);

const csvField = (value: number | string): string => (isMissing(value) ? '' : String(value));

/** A row as JSON; null where there is no value. */
export function jsonRow(columns: readonly Column[], row: number): Record<string, number | string | null> {
  return Object.fromEntries(
    columns.map(({ name, value }) => [name, isMissing(value(row)) ? null : value(row)]),
  );
}
