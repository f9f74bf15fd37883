import { roundTicks } from '../../analysis/ticks.ts';
import { type VoltageRange, voltageColours, voltageFraction, voltageRangeOf } from '../../view/colours.ts';
import type { Page } from '../page.ts';

const gradient = `linear-gradient(to right, ${voltageColours(24).join(', ')})`;

/** What the colours mean. */
export function VoltageScale({ page }: { page: Page }) {
  const range = voltageRangeOf(page.state.experiment.value?.model ?? {});
  return (
    <figure class="scale" aria-label={`Membrane potential by colour, ${range[0]} to ${range[1]} mV`}>
      <figcaption>Membrane potential, mV</figcaption>
      <div class="bar" style={{ background: gradient }} />
      <div class="marks" aria-hidden="true">
        {marksOf(range).map((V) => (
          <span key={V} style={{ left: `${voltageFraction(V, range) * 100}%` }}>
            {V}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** Least distance from a mark to the ends, as a part of the range. */
const CLEARANCE = 0.1;

/** The ends, and round potentials between them. */
function marksOf(range: VoltageRange): number[] {
  const inner = roundTicks(...range, 4).filter((V) => {
    const fraction = voltageFraction(V, range);
    return fraction >= CLEARANCE && fraction <= 1 - CLEARANCE;
  });
  return [range[0], ...inner, range[1]];
}
