import { describe, expect, it } from 'vitest';
import { sliderStep } from '../../../src/app/equations/slider.ts';
import { groupsOf } from '../../../src/app/equations/typeset.ts';
import type { MathNode } from '../../../src/formula/math-node.ts';
import { membranes } from '../../../src/model/catalogue.ts';

/** The texts of an equation, one after the other. */
const textOf = ({ children }: MathNode): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

const inPrint = (name: string) =>
  groupsOf(membranes[name]!).map(({ about, sets }) => [
    about,
    ...sets.map((set) => set.map(({ math }) => textOf(math).replaceAll(/[\u2061\u2062]/g, ''))),
  ]);

describe('a membrane in print', () => {
  it('has its equations in the order of a textbook', () => {
    expect(inPrint('persistent-sodium-high')).toEqual([
      ['potential', ['CdVdt=I−INa−IK−IL']],
      ['currents', ['INa=gNam(V−ENa)'], ['IK=gKn(V−EK)'], ['IL=gL(V−EL)']],
      ['gates', ['m=11+e(Vm−V)/km'], ['dndt=n∞−nτn', 'n∞=11+e(Vn−V)/kn', 'τn=τ']],
    ]);
  });

  it('leaves out what a gate is made of where it is in the equation already', () => {
    const [, , gates] = inPrint('golomb');
    const parts = gates!.slice(1).map((set) => set.length);
    // m has no delay, and the time constants of a and b are parameters.
    expect(parts).toEqual([1, 3, 3, 2, 2]);
  });

  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'has an equation for each current, gate, state and definition of %s',
    (_, membrane) => {
      const places = groupsOf(membrane).flatMap(({ sets }) => sets.map(([first]) => first!.place.name));
      const { currents, gates, states, definitions } = membrane;
      const names = [...currents, ...gates, ...states].map(({ name }) => name);
      expect(places).toEqual(['capacitance', ...names, ...Object.keys(definitions)]);
    },
  );
});

describe('the step of a slider', () => {
  it.each([
    [[0, 80], 0.2],
    [[0, 500], 2],
    [[-140, 0], 0.5],
    [[0.1, 10], 0.02],
    [[1e-5, 1], 0.002],
    [[0, 200], 1],
  ] as const)('over %j is %d', (range, step) => {
    expect(sliderStep(range)).toBe(step);
  });
});
