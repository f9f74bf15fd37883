import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Graph } from '../../view/charts/graph.ts';
import { chartTheme, onThemeChange } from '../browser/theme.ts';
import { type SteadyPicture, steadied } from './pictures.ts';

export interface PlotProps {
  readonly class?: string;
  /** Whether the numbers of the abscissa are shown. */
  readonly abscissa?: boolean;
  /** What is drawn now; it is drawn again whenever a signal that it reads changes. */
  picture(): SteadyPicture | undefined;
}

/** A plot that draws what it is told. */
export function Plot({ class: name = '', abscissa = true, picture }: PlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph>(undefined);
  const former = useRef<SteadyPicture>(undefined);
  const draw = () => {
    const next = picture();
    former.current = next && steadied(next, former.current);
    if (former.current) graph.current?.show(former.current);
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
