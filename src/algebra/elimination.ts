/** What elimination leaves. */
export interface Eliminated {
  /** The eliminated unknowns from all others, in the order of their columns, with -1 for the right side. */
  back(others: ArrayLike<number>): Float64Array;
}

/**
 * Eliminates the first columns from all rows, the largest pivot first.
 * @param rows coefficients and right sides of each equation; overwritten, and without meaning in columns that are gone
 * @param equations rows that may be pivots, the first ones; they are put in order so that the pivots come first
 */
export function eliminate(rows: Float64Array[], columns: number, equations: number): Eliminated {
  const width = rows[0]?.length ?? 0;
  for (let k = 0; k < columns; k++) {
    let pivot = k;
    let most = Math.abs(rows[k]![k]!);
    for (let r = k + 1; r < equations; r++) {
      const size = Math.abs(rows[r]![k]!);
      if (size > most) {
        pivot = r;
        most = size;
      }
    }
    const from = rows[pivot]!;
    rows[pivot] = rows[k]!;
    rows[k] = from;
    for (let r = k + 1; r < rows.length; r++) {
      const row = rows[r]!;
      const factor = row[k]! / from[k]!;
      if (factor === 0) continue;
      for (let c = k + 1; c < width; c++) row[c] = row[c]! - factor * from[c]!;
    }
  }
  const pivots = rows.slice(0, columns);
  return {
    back(others) {
      const values = new Float64Array(columns);
      for (let k = columns - 1; k >= 0; k--) {
        const row = pivots[k]!;
        let value = 0;
        for (let c = 0; c < others.length; c++) value -= row[columns + c]! * others[c]!;
        for (let c = k + 1; c < columns; c++) value -= row[c]! * values[c]!;
        values[k] = value / row[k]!;
      }
      return values;
    },
  };
}

/**
 * Solves linear equations, the largest pivot first.
 * @param rows coefficients and right sides of each equation
 * @returns the solution of each right side; not finite where there is none
 */
export function solve(rows: readonly (readonly number[])[]): number[][] {
  const size = rows.length;
  const { back } = eliminate(
    rows.map((row) => Float64Array.from(row)),
    size,
    size,
  );
  const sides = (rows[0]?.length ?? 0) - size;
  return Array.from({ length: sides }, (_, side) =>
    Array.from(back(Array.from({ length: sides }, (_, i) => (i === side ? -1 : 0)))),
  );
}
