import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chart, ChartTheme } from '../../view/charts/chart.ts';
import { chartTheme, onThemeChange } from '../browser/theme.ts';

/** A plot in an element, in the theme of the page, as long as both are there. @param make stays the same */
export function useChart<Made extends Chart>(
  make: (element: HTMLElement, theme: ChartTheme) => Made,
): { readonly element: RefObject<HTMLDivElement | null>; readonly chart: RefObject<Made | null> } {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Made>(null);
  useEffect(() => {
    const made = make(element.current!, chartTheme());
    chart.current = made;
    const unlisten = onThemeChange(() => made.setTheme(chartTheme()));
    return () => {
      unlisten();
      made.destroy();
    };
  }, []);
  return { element, chart };
}
