import { expect, it } from 'vitest';
import { provenanceOf } from '../../../src/cli/results/provenance.ts';

const run = { version: '1.2.3', kernel: 'abc', experiment: { model: 'lecture', dt: 0.02 } };
const cpu = (threads: number) =>
  ({ engine: 'cpu', name: `CPU, float32, ${threads} threads`, software: false }) as const;
const gpu = { engine: 'webgpu', name: 'SwiftShader', software: true } as const;

it('says where a table is from, in words that are the same on any number of cores and after any break', () => {
  const said = provenanceOf({ ...run, adapter: cpu(2) });
  expect(said).toEqual({
    'loligo.version': '1.2.3',
    'loligo.engine': 'cpu',
    'loligo.kernel': 'abc',
    'loligo.experiment': '{"model":"lecture","dt":0.02}',
  });
  expect(provenanceOf({ ...run, adapter: cpu(1), resumed: [{ adapter: cpu(4) }] })).toEqual(said);
});

it('names the part, the adapter of a GPU, and all engines of a run that went on on another one', () => {
  const resumed = [{ adapter: gpu }, { adapter: gpu }];
  expect(provenanceOf({ ...run, adapter: cpu(2), resumed, part: { part: 2, of: 8 } })).toMatchObject({
    'loligo.engine': 'webgpu (SwiftShader), cpu',
    'loligo.part': '2/8',
  });
});
