// Linear least squares by Householder's reflections: the condition of the matrix counts once, not squared as in normal equations
// (G. H. Golub, Numer. Math. 7 (1965) 206-216).

/** Rows of a matrix. */
export type Matrix = readonly (readonly number[])[];

/** The triangle of a matrix, R of Q R, and Q^T times the right side, as far as R goes. */
interface Triangle {
  readonly rows: Matrix;
  readonly right: readonly number[];
}

/** @param matrix with at least as many rows as columns */
function triangleOf(matrix: Matrix, right: readonly number[]): Triangle {
  const columns = matrix[0]?.length ?? 0;
  // The right side is one more column, which is reflected with the others.
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < columns; column++) {
    const normal = rows.slice(column).map((row) => row[column]!);
    const length = Math.hypot(...normal);
    if (length === 0) continue;
    normal[0] = normal[0]! + (normal[0]! > 0 ? length : -length);
    const square = normal.reduce((sum, x) => sum + x * x, 0);
    for (let other = column; other <= columns; other++) {
      const along = normal.reduce((sum, x, i) => sum + x * rows[column + i]![other]!, 0);
      for (const [i, x] of normal.entries()) rows[column + i]![other]! -= (2 * along * x) / square;
    }
  }
  const triangle = rows.slice(0, columns);
  return { rows: triangle, right: triangle.map((row) => row[columns]!) };
}

/** Columns shorter than this part of the longest one, once the others are taken out of them, say nothing of their own. */
const RANK = 1e-12;

/** The x with the least |matrix x - right|; 0 for what the matrix does not depend on. */
export function leastSquares(matrix: Matrix, right: readonly number[]): number[] {
  return backwards(triangleOf(matrix, right));
}

function backwards({ rows, right }: Triangle): number[] {
  const x = right.map(() => 0);
  const largest = rows.reduce((most, row, i) => Math.max(most, Math.abs(row[i]!)), 0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!;
    if (Math.abs(row[i]!) <= RANK * largest) continue;
    const known = x.reduce((sum, value, k) => (k > i ? sum + row[k]! * value : sum), 0);
    x[i] = (right[i]! - known) / row[i]!;
  }
  return x;
}

/**
 * The diagonal of (matrix^T matrix)^-1, which is that of R^-1 R^-T: what errors of a fit are made of. Columns are scaled to the same
 * length first. It is infinite where a column is 0; undefined if the others depend on one another.
 */
export function inverseDiagonal(matrix: Matrix): number[] | undefined {
  const all = matrix[0]?.map((_, k) => Math.hypot(...matrix.map((row) => row[k]!))) ?? [];
  const lengths = all.filter((length) => length > 0);
  const scaled = matrix.map((row) => row.map((x, k) => x / all[k]!).filter((_, k) => all[k]! > 0));
  const { rows } = triangleOf(
    scaled,
    matrix.map(() => 0),
  );
  if (rows.some((row, i) => !(Math.abs(row[i]!) > RANK))) return undefined;
  const units = lengths.map((_, unit) =>
    backwards({ rows, right: lengths.map((__, i) => Number(i === unit)) }),
  );
  const diagonal = lengths.map((length, i) => units.reduce((sum, x) => sum + x[i]! ** 2, 0) / length ** 2);
  return all.map((length) => (length > 0 ? diagonal.shift()! : Number.POSITIVE_INFINITY));
}
