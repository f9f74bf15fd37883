/** A point in columns and rows of a grid. */
export type GridPoint = readonly [column: number, row: number];

type Piece = readonly [GridPoint, GridPoint];

/**
 * Where a quantity that is known on a grid has a value: lines with a point on every side of a square that they cross, by linear interpolation
 * (marching squares; where a square has two lines its mean decides which corners belong together). Squares with a corner that is no number
 * have none.
 * @param values in rows of `columns`
 */
export function isolines(values: ArrayLike<number>, columns: number, level: number): GridPoint[][] {
  return joined(piecesOf(values, columns, level));
}

function piecesOf(values: ArrayLike<number>, columns: number, level: number): Piece[] {
  const rows = Math.floor(values.length / columns);
  const pieces: Piece[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      // Counterclockwise from the lower left.
      const corners = [values[at]!, values[at + 1]!, values[at + columns + 1]!, values[at + columns]!].map(
        (value) => value - level,
      );
      if (corners.some(Number.isNaN)) continue;
      const points = corners.flatMap((from, side) => {
        const to = corners[(side + 1) % 4]!;
        return from < 0 === to < 0 ? [] : [onSide(side, from / (from - to), column, row)];
      });
      if (points.length === 2) pieces.push([points[0]!, points[1]!]);
      if (points.length === 4) {
        const mean = corners.reduce((sum, value) => sum + value, 0) / 4;
        const first = corners[0]! < 0 === mean < 0 ? 1 : 3;
        pieces.push([points[0]!, points[first]!], [points[2]!, points[first === 1 ? 3 : 1]!]);
      }
    }
  }
  return pieces;
}

/** A point of a side of a square. @param part of the side, counterclockwise */
function onSide(side: number, part: number, column: number, row: number): GridPoint {
  if (side === 0) return [column + part, row];
  if (side === 1) return [column + 1, row + part];
  if (side === 2) return [column + 1 - part, row + 1];
  return [column, row + 1 - part];
}

/** Puts pieces together that have an end in common, which is a point of the same side of a square, so it is the same number. */
function joined(pieces: readonly Piece[]): GridPoint[][] {
  const at = new Map<string, Piece[]>();
  const keyOf = ([column, row]: GridPoint) => `${column.toFixed(9)} ${row.toFixed(9)}`;
  for (const piece of pieces)
    for (const end of piece) at.set(keyOf(end), [...(at.get(keyOf(end)) ?? []), piece]);
  const left = new Set(pieces);
  /** The points from an end on, as far as pieces go. */
  const follow = (from: GridPoint): GridPoint[] => {
    const points: GridPoint[] = [];
    for (let end = from; ; ) {
      const next = at.get(keyOf(end))!.find((piece) => left.has(piece));
      if (!next) return points;
      left.delete(next);
      end = keyOf(next[0]) === keyOf(end) ? next[1] : next[0];
      points.push(end);
    }
  };
  const lines: GridPoint[][] = [];
  for (const piece of pieces) {
    if (!left.delete(piece)) continue;
    const [first, second] = piece;
    lines.push([...follow(first).reverse(), first, second, ...follow(second)]);
  }
  return lines;
}
