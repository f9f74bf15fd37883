import { expect, it, vi } from 'vitest';
import * as names from '../../../src/lessons/view.ts';

// The catalogue of panels asks the browser for its colours.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
vi.stubGlobal('navigator', { language: 'en', languages: ['en'] });

const { arrangements } = await import('../../../src/app/stage/arrangements.ts');
const { cellPlots, drawers, populationPlots } = await import('../../../src/app/panels/catalogue.ts');
const { extras } = await import('../../../src/app/curve/on-curve.ts');
const { Hidden } = await import('../../../src/app/frame/hidden.ts');

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

it('what lessons can show is what the page can show', () => {
  expect(names.arrangements).toEqual(ids(arrangements));
  expect(names.drawers).toEqual(ids(drawers));
  expect(names.populationPlots).toEqual(ids(populationPlots));
  expect(names.cellPlots).toEqual(ids(cellPlots));
  expect(names.curveExtras).toEqual(extras);
});

it('what lessons can hide is all that the page can hide', () => {
  expect(() => new Hidden(`?hide=${names.hidable.join()}`).check()).not.toThrow();
  expect(() => new Hidden('?hide=no-such-thing').check()).toThrow();
  const known = [...names.pieces, ...ids([...drawers, ...populationPlots, ...cellPlots])];
  expect(new Set(names.hidable)).toEqual(new Set(known));
});
