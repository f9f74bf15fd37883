import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Graph, type Picture } from '../../view/charts/graph.ts';
import { chartTheme, onThemeChange } from '../theme.ts';

export interface PlotProps {
  readonly class?: string;
  /** Whether the numbers of the abscissa are shown. */
  readonly abscissa?: boolean;
  /** What is drawn now; it is drawn again whenever a signal that it reads changes. */
  picture(): Picture | undefined;
}

/** A plot that draws what it is told. */
export function Plot({ class: name = '', abscissa = true, picture }: PlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph>(undefined);
  const draw = () => {
    const shown = picture();
    if (shown) graph.current?.show(shown);
  };
  useEffect(() => {
    const made = new Graph(element.current!, chartTheme(), abscissa);
    graph.current = made;
    draw();
    const unlisten = onThemeChange(() => made.setTheme(chartTheme()));
    return () => {
      unlisten();
      made.destroy();
    };
    // The picture is asked for anew below whenever it changes.
  }, [abscissa]);
  useSignalEffect(draw);
  return <div class={`plot ${name}`} ref={element} />;
}
