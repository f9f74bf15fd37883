import { z } from 'zod';
import { shown } from '../../input/shown.ts';

/** Square micrometres in the units that an area may have. */
const units: Readonly<Record<string, number>> = { um2: 1, cm2: 1e8 };

/** The area of a cell as text, such as `28953 um2`; a number is in um2. */
export const areaSchema = z.preprocess(
  (value) => (typeof value === 'number' ? `${value} um2` : value),
  z.string().check(({ value, issues }) => {
    if (!(squareMicrometres(value) > 0))
      issues.push({
        code: 'custom',
        input: value,
        message: `"${shown(value)}" is no area; give a positive number and um2, such as "28953 um2"`,
      });
  }),
);

/** An area in um2; NaN if it is none. */
export function squareMicrometres(area: string): number {
  const [, number = '', unit = ''] = /^\s*([\d.eE+-]+)\s*([a-z]+2)\s*$/.exec(area.slice(0, 60)) ?? [];
  const size = Number(number) * (units[unit] ?? Number.NaN);
  return Number.isFinite(size) && number !== '' ? size : Number.NaN;
}
