import { expect, it, vi } from 'vitest';

// The catalogue of panels asks the browser for its colours.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
vi.stubGlobal('navigator', { language: 'en', languages: ['en'] });

const { Hidden } = await import('../../../src/app/frame/hidden.ts');
const { drawers, populationPlots } = await import('../../../src/app/panels/catalogue.ts');
const ids = (query: string) => new Hidden(query).shown(drawers).map(({ id }) => id);

it('hides nothing where the address says nothing', () => {
  const hidden = new Hidden('');
  expect([hidden.words, hidden.drawer, hidden.embedded]).toEqual(['', false, false]);
  expect(hidden.shown(drawers)).toEqual(drawers);
});

it('hides panels by their names or by what their tabs say, and what else has a name', () => {
  expect(ids('?hide=controls')).not.toContain('controls');
  expect(ids('?hide=JSON')).not.toContain('experiment');
  expect(ids('?hide=experiment,%20controls')).not.toContain('controls');
  expect(new Hidden('?hide=undo&hide=pace').words).toBe('undo pace');
  expect(new Hidden(`?hide=${drawers.map(({ id }) => id).join()}`).words).toBe('drawer');
  expect(new Hidden('?hide=firing-rate').shown(populationPlots).map(({ id }) => id)).not.toContain('curve');
});

it('leaves the population, its axis and the time where the page is a frame in another one', () => {
  const hidden = new Hidden('?embed');
  expect(hidden.words).toBe('title undo lessons plots speed pace drawer frame');
  expect(() => hidden.check()).not.toThrow();
});

it('says what is not there to be hidden', () => {
  expect(() => new Hidden('?hide=json,undo').check()).not.toThrow();
  expect(() => new Hidden('?hide=jsn').check()).toThrow(
    'hide: nothing is called "jsn"; did you mean "json"?',
  );
});
