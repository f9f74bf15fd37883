import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { statesOf } from '../../model/formulas.ts';
import type { Membrane } from '../../model/membrane.ts';
import { GatesChart, gateDashes, VoltageChart } from '../../view/charts/trace-chart.ts';
import { whole } from '../format.ts';
import { TRACE_SPAN } from '../loop.ts';
import type { Page } from '../page.ts';
import { variedValues } from '../quantities.ts';
import { chartTheme, onThemeChange } from '../theme.ts';

/** Membrane potential and gates of the selected cell over the last moments. */
export function TracePanel({ page }: { page: Page }) {
  const voltage = useRef<HTMLDivElement>(null);
  const gates = useRef<HTMLDivElement>(null);
  const charts = useRef<{ voltage: VoltageChart; gates: GatesChart }>(undefined);
  const { state } = page;
  const experiment = state.experiment.value;
  const gateList = experiment ? rememberedBy(experiment.model) : [];

  useEffect(() => {
    const made = {
      voltage: new VoltageChart(voltage.current!, chartTheme(), TRACE_SPAN),
      gates: new GatesChart(gates.current!, chartTheme(), TRACE_SPAN, gateList.length),
    };
    charts.current = made;
    const unlisten = onThemeChange(() => {
      made.voltage.setTheme(chartTheme());
      made.gates.setTheme(chartTheme());
    });
    return () => {
      unlisten();
      made.voltage.destroy();
      made.gates.destroy();
    };
  }, [gateList.length]);

  useSignalEffect(() => {
    const course = state.course.value;
    charts.current?.voltage.show(course?.voltage ?? { time: [], values: [[]] });
    charts.current?.gates.show(course?.gates ?? { time: [], values: [] });
  });

  return (
    <section class="panel trace" aria-label="Selected cell">
      <h2>
        Membrane potential <small>mV</small>
      </h2>
      <p class="reading">{readingOf(page)}</p>
      <div class="plot voltage" ref={voltage} />
      <h3>
        Gates
        {gateList.map(({ name, description }, i) => (
          <span class="key" title={description} key={name}>
            <svg width="24" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="24"
                y1="4"
                y2="4"
                stroke-dasharray={gateDashes[i % gateDashes.length]!.join(' ')}
              />
            </svg>
            {name}
          </span>
        ))}
      </h3>
      <div class="plot gates" ref={gates} />
    </section>
  );
}

/** What the membrane keeps besides V, in the order of the engine's state variables. */
function rememberedBy(membrane: Membrane): readonly { name: string; description: string }[] {
  const described = [...membrane.gates, ...membrane.states];
  return statesOf(membrane).map((name) => described.find((state) => state.name === name)!);
}

function readingOf({ state }: Page): string {
  const experiment = state.experiment.value;
  if (!experiment) return '';
  const cell = state.selected.value;
  const V = state.course.value?.latest[0];
  const now = V === undefined || Number.isNaN(V) ? '' : `, ${V.toFixed(0)} mV`;
  return `Cell ${whole(cell + 1)} at ${variedValues(experiment, cell).join(', ')}${now}`;
}
