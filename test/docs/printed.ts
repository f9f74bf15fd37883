// What a document shows of a terminal, against what was printed.

/**
 * Part by which a number may be another one: other processors round products and sums at once, which moves the last digits of float32
 * and, in residuals and errors, the second one.
 */
const RELATIVE = 0.02;
/** What stands for 0: a real part of an eigenvalue at a Hopf point, a residual of a fit. */
const NOTHING = 1e-6;

/** The first line that is shown and was not printed, in this order; undefined if all were. */
export function missing(shown: string, printed: string): string | undefined {
  const lines = plain(printed);
  let next = 0;
  for (const line of plain(shown)) {
    if (line === '...') continue;
    const found = lines.findIndex((other, i) => i >= next && same(line, other));
    if (found < 0) return line;
    next = found + 1;
  }
  return undefined;
}

/** Lines as a person sees them: without the steps of a bar, colours and empty ends. */
const plain = (text: string): string[] =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is steered by them.
    .replaceAll(/\x1b\[[\d;?]*[a-zA-Z]/g, '\n')
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

/** How many threads there are, and how long something took, are of the machine. */
const ofTheMachine = /\b(one thread|\d+ threads)\b|(?<=checked in )[\d.]+/g;
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

function same(shown: string, printed: string): boolean {
  const [a, b] = [shown, printed].map((line) => line.replaceAll(ofTheMachine, '#'));
  if (a!.replaceAll(number, '#') !== b!.replaceAll(number, '#')) return false;
  const [left, right] = [a, b].map((line) => line!.match(number) ?? []);
  return left!.every((value, i) => near(value, right![i]!));
}

function near(shown: string, printed: string): boolean {
  const [a, b] = [Number(shown), Number(printed)];
  const most = Math.max(NOTHING, RELATIVE * Math.max(Math.abs(a), Math.abs(b)), lastPlace(shown));
  return Math.abs(a - b) <= most;
}

/** The unit of the last digit behind the point, which may be rounded to either side. */
function lastPlace(text: string): number {
  const [, decimals] = /\.(\d+)$/.exec(text) ?? [];
  return decimals ? 1.01 * 10 ** -decimals.length : 0;
}
