import { followed, isFull, MOST_FOLLOWED, type Probe } from '../cells/probes.ts';
import { cellWords, variedValues } from '../experiment/quantities.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { LinePattern } from './LinePattern.tsx';
import { dashOf } from './pictures.ts';

/** Which cell is selected, and which ones are followed besides. */
export function Probes({ page }: { page: Page }) {
  const { experiment, selected, probes } = page.state;
  const running = experiment.value;
  if (!running) return <p class="reading" />;
  const cell = selected.value;
  const words = texts.value.scope;
  const isProbe = probes.value.some((probe) => probe.cell === cell);
  const full = !isProbe && isFull(probes.value);
  const listed = [...followed(cell, probes.value)].sort((a, b) => a.number - b.number);
  return (
    <>
      <div class="chosen">
        <p class="reading">{cellWords(running, cell)}</p>
        <button
          type="button"
          class="link"
          aria-keyshortcuts="p"
          disabled={full}
          title={full ? words.probesFull(MOST_FOLLOWED) : words.addProbeHint}
          onClick={() => page.toggleProbe(cell)}
        >
          {isProbe ? words.removeProbe : words.addProbe}
        </button>
      </div>
      {probes.value.length > 0 && (
        <ul class="probes" aria-label={words.followed}>
          {listed.map((probe) => (
            <ProbeItem
              key={probe.number}
              page={page}
              probe={probe}
              value={variedValues(running, probe.cell).join(', ')}
              kept={probes.value.includes(probe)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface ProbeItemProps {
  readonly page: Page;
  readonly probe: Probe;
  /** What is varied, in this cell. */
  readonly value: string;
  /** Whether it stays when another cell is selected. */
  readonly kept: boolean;
}

function ProbeItem({ page, probe: { cell, number }, value, kept }: ProbeItemProps) {
  const words = texts.value.scope;
  const name = words.probe(number, cell, value);
  return (
    <li>
      <button
        type="button"
        aria-pressed={cell === page.state.selected.value}
        aria-label={words.selectProbe(name)}
        title={name}
        onClick={() => page.select(cell)}
      >
        <LinePattern dash={dashOf(number - 1)} />
        {number} <span class="quiet">{value.split(' ')[0]}</span>
      </button>
      {kept && (
        <button
          type="button"
          aria-label={words.removeThis(name)}
          title={words.removeProbe}
          onClick={() => page.toggleProbe(cell)}
        >
          ×
        </button>
      )}
    </li>
  );
}
