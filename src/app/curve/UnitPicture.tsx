import './unit-picture.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { texts } from '../texts/language.ts';
import { numbersOf, type ShownFit } from './fitted.ts';

export interface UnitPictureProps {
  /** What it is, in a few words. */
  readonly title: string;
  /** The function in it; without one its place stays empty. */
  readonly shown: ShownFit | undefined;
}

/** Height of the line from the sum to the output. */
const MIDDLE = 64;
/** Heights of the inputs, and how far below its line the weight stands; more inputs are between the second and the last. */
const inputs = [
  ['1', 18, -5],
  ['2', 50, -5],
  ['n', 110, 12],
] as const;
/** Where inputs and sum stand, and their radii. */
const [INPUT, SMALL, SUM, LARGE] = [14, 12, 142, 16];
/** The frame in which the function is drawn. */
const frame = { x: 176, y: 30, width: 62, height: 68 };
/** Where the names of the parts stand, from left to right. */
const places = [
  [0, 'start'],
  [(INPUT + SUM) / 2, 'middle'],
  [SUM, 'middle'],
  [frame.x + frame.width / 2, 'middle'],
  [280, 'end'],
] as const;

/** An artificial unit as lectures draw it, with the function that is fitted to the curve of a neuron. */
export function UnitPicture({ title, shown }: UnitPictureProps) {
  const id = useId();
  const { parts } = texts.value.curve.unit;
  return (
    <svg
      class="unit-picture"
      viewBox="0 0 280 164"
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{descriptionOf(shown)}</desc>
      {inputs.map(([index, y, below]) => (
        <Input key={index} index={index} y={y} below={below} />
      ))}
      <Words x={INPUT} y={84}>
        {'⋮'}
      </Words>
      <Arrow from={[SUM, 116]} to={[SUM, MIDDLE + LARGE]} />
      <Words x={SUM} y={128}>
        {'b'}
      </Words>
      <circle cx={SUM} cy={MIDDLE} r={LARGE} />
      <Words x={SUM} y={MIDDLE + 5} large>
        {'Σ'}
      </Words>
      <Arrow from={[SUM + LARGE, MIDDLE]} to={[frame.x, MIDDLE]} />
      <Words x={(SUM + LARGE + frame.x) / 2 - 2} y={MIDDLE - 6}>
        {'I'}
      </Words>
      <rect {...frame} rx={4} />
      {shown ? (
        <Activation shown={shown} />
      ) : (
        <Words x={frame.x + frame.width / 2} y={MIDDLE + 4}>
          {'f'}
        </Words>
      )}
      <Arrow from={[frame.x + frame.width, MIDDLE]} to={[260, MIDDLE]} />
      <Words x={280} y={MIDDLE + 4} anchor="end">
        {'f(I)'}
      </Words>
      {places.map(([x, anchor], i) => (
        <g key={x}>
          <Words x={x} y={146} anchor={anchor}>
            {parts[i]![0]}
          </Words>
          <Words x={x} y={160} anchor={anchor} quiet>
            {parts[i]![1]}
          </Words>
        </g>
      ))}
    </svg>
  );
}

/** An input, and its way to the sum, on which its weight stands. */
function Input({ index, y, below }: { index: string; y: number; below: number }) {
  const length = Math.hypot(SUM - INPUT, MIDDLE - y);
  const [across, down] = [(SUM - INPUT) / length, (MIDDLE - y) / length];
  const from = [INPUT + SMALL * across, y + SMALL * down] as const;
  const to = [SUM - LARGE * across, MIDDLE - LARGE * down] as const;
  return (
    <>
      <circle cx={INPUT} cy={y} r={SMALL} />
      <Words x={INPUT} y={y + 3}>
        {'x'}
        <Index of={index} />
      </Words>
      <Arrow from={from} to={to} />
      <Words x={(from[0] + to[0]) / 2} y={(from[1] + to[1]) / 2 + below}>
        {'w'}
        <Index of={index} />
      </Words>
    </>
  );
}

/** The function as a curve in its frame, with the ends of what it is drawn over. */
function Activation({ shown: { question, fit } }: { shown: ShownFit }) {
  const { currents, unit: unitName } = question;
  const words = texts.value.curve.unit;
  const [least, most] = [currents[0]!, currents.at(-1)!];
  // More than nothing, so that a function that never fires is a line at 0.
  const highest = Math.max(...fit.rates, Number.MIN_VALUE);
  const points = currents.map((current, i) => {
    const x = frame.x + 4 + ((frame.width - 8) * (current - least)) / (most - least);
    const y = frame.y + frame.height - 6 - (frame.height - 12) * (fit.rates[i]! / highest);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <>
      <polyline points={points.join(' ')} />
      <Words x={frame.x + 4} y={frame.y - 4} anchor="start" quiet>
        {words.upTo(highest)}
      </Words>
      <Words x={frame.x + frame.width / 2} y={frame.y + frame.height + 11} quiet>
        {words.span(least, most, unitName)}
      </Words>
    </>
  );
}

function Arrow({
  from: [x1, y1],
  to: [x2, y2],
}: {
  from: readonly [number, number];
  to: readonly [number, number];
}) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [across, down] = [(x2 - x1) / length, (y2 - y1) / length];
  const wing = (side: number) =>
    `${(x2 - 5 * across - side * 3 * down).toFixed(1)},${(y2 - 5 * down + side * 3 * across).toFixed(1)}`;
  return (
    <>
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <polygon points={`${x2},${y2} ${wing(1)} ${wing(-1)}`} />
    </>
  );
}

interface WordsProps {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly quiet?: boolean;
  readonly large?: boolean;
  readonly children: ComponentChildren;
}

const Words = ({ x, y, anchor = 'middle', quiet, large, children }: WordsProps) => (
  <text x={x} y={y} text-anchor={anchor} class={quiet ? 'quiet' : large ? 'large' : undefined}>
    {children}
  </text>
);

const Index = ({ of }: { of: string }) => (
  <tspan dy="2.5" font-size="7">
    {of}
  </tspan>
);

function descriptionOf(shown: ShownFit | undefined): string {
  const { describedSum, describedAny, described } = texts.value.curve.unit;
  return `${describedSum} ${shown ? described(shown.fit.formula, numbersOf(shown.fit)) : describedAny}`;
}
