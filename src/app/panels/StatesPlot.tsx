import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { GatesChart, gateDashes, VoltageChart } from '../../view/charts/trace-chart.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import { TRACE_SPAN } from '../followers/course.ts';
import { whole } from '../format.ts';
import type { Page } from '../page.ts';
import { variedValues } from '../quantities.ts';
import { chartTheme, onThemeChange } from '../theme.ts';
import { drawn, tracedOf } from '../traced.ts';
import type { PanelProps } from './panel.ts';

/** Membrane potential, gates and other states of the selected cell over the last moments. */
export function StatesPlot({ page }: PanelProps) {
  const voltage = useRef<HTMLDivElement>(null);
  const gates = useRef<HTMLDivElement>(null);
  const charts = useRef<{ voltage: VoltageChart; gates: GatesChart }>(undefined);
  const { state } = page;
  const model = state.experiment.value?.model;
  const course = state.course.value;
  const traced = model ? tracedOf(model) : [];
  const lines = traced.map((each, i) => ({ ...each, ...drawn(each, course?.gates.values[i] ?? []) }));

  useEffect(() => {
    const list = model ? tracedOf(model) : [];
    const made = {
      voltage: new VoltageChart(voltage.current!, chartTheme(), TRACE_SPAN, voltageRangeOf(model ?? {})),
      gates: new GatesChart(gates.current!, chartTheme(), TRACE_SPAN, {
        count: list.length,
        signed: list.some(({ measured }) => measured?.signed),
      }),
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
  }, [model]);

  useSignalEffect(() => {
    const latest = state.course.value;
    const shown = state.experiment.value ? tracedOf(state.experiment.value.model) : [];
    charts.current?.voltage.show(latest?.voltage ?? { time: [], values: [[]] });
    charts.current?.gates.show({
      time: latest?.gates.time ?? [],
      values: latest ? shown.map((each, i) => drawn(each, latest.gates.values[i] ?? []).values) : [],
    });
  });

  return (
    <section class="panel trace" aria-label="Selected cell">
      <h2>
        Membrane potential <small>{presentPotential(page)}</small>
      </h2>
      <p class="reading">{readingOf(page)}</p>
      <div class="plot voltage" ref={voltage} />
      <h3>
        {traced.some(({ measured }) => measured) ? 'Gates and states' : 'Gates'}
        {lines.map(({ name, description, label }, i) => (
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
            {label}
          </span>
        ))}
      </h3>
      <div class="plot gates" ref={gates} />
    </section>
  );
}

function readingOf({ state }: Page): string {
  const experiment = state.experiment.value;
  if (!experiment) return '';
  const cell = state.selected.value;
  const values = variedValues(experiment, cell);
  return `Cell ${whole(cell + 1)}${values.length > 0 ? ` at ${values.join(', ')}` : ''}`;
}

function presentPotential({ state }: Page): string {
  const V = state.course.value?.potential;
  return V === undefined ? 'mV' : `${V.toFixed(0)} mV`;
}
