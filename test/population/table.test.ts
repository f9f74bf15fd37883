import { describe, expect, it } from 'vitest';
import { parseTable } from '../../src/population/table.ts';

const parse = (text: string) => parseTable(text, 'cells.csv');

describe('a table', () => {
  it('has the numbers of its columns', () => {
    const table = parse('cell,EK,gK\n0,-77,36\n1,-7.75e1,.5\n');
    expect(table.columns).toEqual(['cell', 'EK', 'gK']);
    expect(table.rows).toBe(2);
    expect(table.numbers('EK')).toEqual([-77, -77.5]);
    expect(table.numbers('gK')).toEqual([36, 0.5]);
  });

  it.each([
    ['semicolons', 'EK;gK\n-77;36\n-78;37\n'],
    ['tabs', 'EK\tgK\n-77\t36\n-78\t37\n'],
    ['quotes and spaces', '"EK", gK\n"-77", 36\n -78 ,37'],
    ['ends of lines and a byte order mark of Windows', '\uFEFFEK,gK\r\n-77,36\r\n-78,37\r\n'],
    ['empty lines', 'EK,gK\n\n-77,36\n-78,37\n\n\n'],
    ['one column', 'EK\n-77\n-78\n'],
  ])('may have %s', (_, text) => {
    expect(parse(text).numbers('EK')).toEqual([-77, -78]);
  });

  it.each([
    ['', 'cells.csv has no rows below a first line of column names'],
    ['EK,gK\n', 'cells.csv has no rows below a first line of column names'],
    ['EK,EK\n1,2\n', 'cells.csv has two columns "EK"; name each column once'],
    ['EK,gK\n1,2\n\n3\n', 'cells.csv, line 4: 1 cells, but the first line names 2 columns'],
    ['EK,gK\n1,2\n3,"4\n', /^cells.csv, line 3: /],
    ['EK,note\n1,"two\nlines"\n3\n', 'cells.csv, line 4: 1 cells, but the first line names 2 columns'],
  ])('is not %j', (text, message) => expect(() => parse(text)).toThrow(message));

  it('is refused in one line that steers no terminal, however long a name or a cell is', () => {
    const long = `${'x\u001b\u2028'.repeat(1e5)}x`;
    const begin = /^cells\.csv.{1,40}"x\\u001b\\u2028.{1,80}…"/;
    expect(() => parse(`${long},${long}\n1,2`)).toThrow(begin);
    expect(() => parse(`EK\n${long}`).numbers('EK')).toThrow(
      /^cells\.csv, line 2, column "EK": "x\\u001b.{1,80}…"/,
    );
    expect(() => parse(`${long}\ny`).numbers(long)).toThrow(begin);
    expect(() => parse('EK\n1').numbers(long)).toThrow(begin);
  });

  it('is quick with a cell of a million digits', () => {
    expect(() => parse(`EK\n${'1'.repeat(1e6)}x`).numbers('EK')).toThrow(/is not a number/);
  });

  it('may be as wide as a file', () => {
    const columns = Array.from({ length: 2e5 }, (_, i) => `c${i}`).join();
    const table = parse(`${columns}\n${columns.replaceAll('c', '')}`);
    expect(table.numbers('c199999')).toEqual([199_999]);
    expect(() => table.numbers('absent')).toThrow(/known: c0, c1, .{1,600}…$/);
  });

  it.each([
    ['eK', 'cells.csv has no column "eK"; did you mean "EK"?'],
    ['conductance', 'cells.csv has no column "conductance"; known: EK, n'],
  ])('has no column %s', (column, message) => {
    expect(() => parse('EK,n\n1,2\n').numbers(column)).toThrow(message);
  });

  it.each(['', 'n/a', '1,5', '0x10', 'Infinity', '1e999', '1 2'])('has no number in %j', (cell) => {
    expect(() => parse(`n,EK\n1,-77\n\n2,"${cell}"\n`).numbers('EK')).toThrow(
      `cells.csv, line 4, column "EK": ${JSON.stringify(cell)} is not a number; write numbers like -77.5`,
    );
  });
});
