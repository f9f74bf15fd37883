import type { ChartTheme } from '../../view/charts/chart.ts';
import type { Theme } from '../../view/theme.ts';

const darkness = matchMedia('(prefers-color-scheme: dark)');

/** Calls back when the user's choice between light and dark changes. */
export function onThemeChange(callback: () => void): () => void {
  darkness.addEventListener('change', callback);
  return () => darkness.removeEventListener('change', callback);
}

export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The colours of the sheet. On paper light does not spread. */
export function sheetTheme(): Theme {
  return {
    colour: colour('--ground'),
    ink: colour('--ink'),
    quiet: colour('--edge'),
    alarm: colour('--alarm'),
    glow: darkness.matches ? 0.5 : 0.12,
  };
}

/** The colours and type of the plots. */
export function chartTheme(): ChartTheme {
  return {
    ink: colour('--ink'),
    quiet: colour('--quiet'),
    faint: colour('--faint'),
    ground: colour('--ground'),
    family: getComputedStyle(document.body).fontFamily,
  };
}

/** A colour of the style sheet, `#rrggbb`. */
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
