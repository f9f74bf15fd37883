import type { Lesson } from '../../lessons/read.ts';
import type { View } from '../../lessons/view.ts';
import type { Content } from '../link/part.ts';

/** What the page shows as a lesson begins, by the parts of links; what the lesson does not say is as at the opening of the page. */
export const beginningOf = ({ document, view }: Lesson): Content => ({
  experiment: document,
  ...viewParts(view),
});

function viewParts({ arranged, x, y, colour, range, ...others }: View): Content {
  const { cell, speed, window, population, trace, onCurve, statistic, drawer } = others;
  const parts: Content = {
    views: [
      {
        arranged: { id: arranged ?? 'sheet', ...(x !== undefined && { x }), ...(y !== undefined && { y }) },
        colour: { of: colour ?? 'V', ...(range && { range }) },
      },
    ],
    cell,
    speed,
    window,
    population,
    trace,
    onCurve,
    statistic,
    drawer,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
