import { voltageColour, voltageFraction, voltageRange, voltageSteps } from '../../view/colours.ts';

const marks = [voltageRange[0], -65, -40, 0, voltageRange[1]];
const gradient = `linear-gradient(to right, ${voltageSteps(24).map(voltageColour).join(', ')})`;

/** What the colours mean. */
export function VoltageScale() {
  return (
    <figure
      class="scale"
      aria-label={`Membrane potential by colour, ${voltageRange[0]} to ${voltageRange[1]} mV`}
    >
      <figcaption>Membrane potential, mV</figcaption>
      <div class="bar" style={{ background: gradient }} />
      <div class="marks" aria-hidden="true">
        {marks.map((V) => (
          <span key={V} style={{ left: `${voltageFraction(V) * 100}%` }}>
            {V}
          </span>
        ))}
      </div>
    </figure>
  );
}
