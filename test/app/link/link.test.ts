import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decoded, encoded } from '../../../src/app/link/codec.ts';
import { migrated, VERSION } from '../../../src/app/link/migrations.ts';
import { membraneInLink, openingDocument, shortLink } from '../../../src/app/link/short.ts';
import type { State } from '../../../src/app/state.ts';
import type { InputError } from '../../../src/input/schema.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { parseMembrane } from '../../../src/model/read.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { experiments } from '../../support/experiments.ts';

// The state of a page asks for its window once, when it is made.
vi.stubGlobal('innerWidth', 1280);
const content = () => import('../../../src/app/link/content.ts');
let state: State;
beforeAll(async () => {
  state = (await import('../../../src/app/state.ts')).createState();
});

/** Made by the first page that wrote links. It must be understood for ever. */
const frozen =
  'v1.VYdjpk1PS2rDMBS8y6wfQXYJpe8Khd5BWONgKllCemoSgu5e7FU2s5gPM_MCH4V1S9wN-kLKgRGKyMV6JQTFV59orO3Qb9_QDzcEzbbUYz_J320PUDRjgcCnEjfrgdBpFuS90aDzGbqT5Ug8Dvjz9Ql9K7jcfjwEa80J-uUElqHT1QmW3I9912keQxAM6i5uFjQyQD-HYGGM0Mk5QSsni9U3YzMIQvV3Vuj7WcGaYziMVjvHPw';

describe('the content of a link', () => {
  it('says the same experiment after it was sent, whatever it says', async () => {
    const { checkedContent, contentOf } = await content();
    await fc.assert(
      fc.asyncProperty(experiments, fc.nat({ max: 300_000 }), async (document, cell) => {
        const experiment = parseExperiment(document);
        state.wanted.value = experiment;
        state.stepChosen.value = document.dt === undefined;
        state.selected.value = cell;
        state.speedChosen.value = true;
        state.speed.value = 40;
        const fragment = await encoded(contentOf(state), VERSION);
        const found = checkedContent(migrated((await decoded(fragment))!));
        expect(parseExperiment(found.experiment)).toEqual(experiment);
        expect(found).toMatchObject({ speed: 40, drawer: 'controls', folded: false });
      }),
      { numRuns: 40 },
    );
  });

  it('is checked, part by part', async () => {
    const { checkedContent } = await content();
    const fault = (value: unknown) => {
      try {
        return checkedContent(value);
      } catch (error) {
        return (error as InputError).message;
      }
    };
    expect(fault({})).toEqual({});
    expect(fault({ cell: 3, speed: 'fastest' })).toEqual({ cell: 3, speed: 'fastest' });
    expect(fault({ cell: -1 })).toBe('cell = -1 is not valid: it must be at least 0');
    expect(fault({ sell: 1 })).toBe('unknown key "sell"; did you mean "cell"?');
    expect(fault([])).toContain('what it holds = [] is not valid');
    expect(fault({ speed: 'code()' })).toContain('speed = "code()" is not valid');
    expect(fault({ experiment: 5 })).toContain('experiment = 5 is not valid');
  });

  it('leaves out what is as it was', async () => {
    const { differing } = await content();
    const opening = { a: 1, b: [1, { c: 2 }], d: undefined };
    expect(differing({ a: 1, b: [1, { c: 2 }], d: undefined }, opening)).toEqual({});
    expect(differing({ a: 2, b: [1, { c: 3 }], d: 4 }, opening)).toEqual({ a: 2, b: [1, { c: 3 }], d: 4 });
  });
});

describe('links of other versions', () => {
  it('of the first version are understood as on their first day', async () => {
    const { checkedContent } = await content();
    const found = checkedContent(migrated((await decoded(frozen))!));
    expect(found).toEqual({
      experiment: {
        model: 'lecture',
        parameters: { gK: 30 },
        stimulus: { kind: 'step', amplitude: 12, onset: 20 },
        sweep: { x: { vary: 'parameters.gNa', from: 90, to: 150, count: 512 } },
        dt: 0.02,
        seed: 7,
      },
      cell: 100,
      speed: 'fastest',
      drawer: 'experiment',
      folded: true,
    });
    expect(parseExperiment(found.experiment)).toMatchObject({ dt: 0.02, parameters: { gK: 30 } });
  });

  it('of one view without a name are understood as one of several views', async () => {
    const { checkedContent } = await content();
    const led = (old: unknown) => checkedContent(migrated({ version: 1, content: old }));
    expect(led({ cell: 1 })).toEqual({ cell: 1 });
    expect(led({ arranged: { id: 'phase', y: 'n' } })).toEqual({
      views: [{ arranged: { id: 'phase', y: 'n' }, colour: { of: 'V' } }],
    });
    expect(led({ colour: { of: 'h', range: [0, 0.5] } })).toEqual({
      views: [{ arranged: { id: 'sheet' }, colour: { of: 'h', range: [0, 0.5] } }],
    });
    expect(() => led(5)).toThrow('what it holds = 5 is not valid');
  });

  it('are led from version to version, as far as the present one', () => {
    const chain = [
      (old: unknown) => ({ ...(old as object), second: true }),
      (old: unknown) => ({ ...(old as object), third: true }),
    ];
    expect(migrated({ version: 1, content: { cell: 1 } }, chain)).toEqual({
      cell: 1,
      second: true,
      third: true,
    });
    expect(migrated({ version: 2, content: { cell: 1 } }, chain)).toEqual({ cell: 1, third: true });
    expect(migrated({ version: 3, content: { cell: 1 } }, chain)).toEqual({ cell: 1 });
    expect(() => migrated({ version: 4, content: {} }, chain)).toThrow(
      'it is of version 4, and this page knows links up to version 3',
    );
    expect(() => migrated({ version: 0, content: {} }, chain)).toThrow('they begin with v1');
  });
});

describe('a link that people can read', () => {
  it('names a shipped membrane, with which the page opens', () => {
    for (const membrane of Object.values(membranes)) {
      const experiment = parseExperiment(openingDocument(membrane, 1024));
      expect(shortLink(experiment, true, 1024)).toBe(`model=${membrane.name}`);
      expect(membraneInLink(`model=${membrane.name}`)).toBe(membrane);
    }
  });

  it('says too little of everything else', () => {
    const experiment = parseExperiment(openingDocument(membranes.lecture!, 1024));
    expect(shortLink(experiment, true, 4096)).toBeUndefined();
    expect(shortLink(experiment, false, 1024)).toBeUndefined();
    expect(shortLink({ ...experiment, seed: 3 }, true, 1024)).toBeUndefined();
    const own = parseMembrane({ name: 'leak', currents: [{ name: 'IL', density: '0.1 * (V + 65)' }] });
    expect(shortLink(parseExperiment(openingDocument(own, 1024)), true, 1024)).toBeUndefined();
  });

  it('is refused where there is no such membrane', () => {
    expect(membraneInLink('other=1')).toBeUndefined();
    expect(() => membraneInLink('model=wang-buzaki')).toThrow('did you mean "wang-buzsaki"?');
  });
});
