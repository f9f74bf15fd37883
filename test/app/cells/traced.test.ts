import { expect, test } from 'vitest';
import { sampledOf } from '../../../src/app/cells/traced.ts';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { generateKernel } from '../../../src/engine/webgpu/kernel.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

test.each(['hodgkin-huxley', 'relay', 'pospischil-lts'])(
  'what can be sampled of %s changes nothing in the kernel but what takes samples',
  (name) => {
    const problem = prepare(openingExperiment(64, membranes[name]!));
    const shader = (values: readonly string[]) => {
      const traces = { cells: [0], every: 1, values };
      const { wgsl } = generateKernel(
        { ...problem, record: { ...problem.record, traces } },
        { live: true, subgroups: false },
      );
      // Values are numbered through all functions.
      return wgsl.replace(/\bt\d+\b/g, 't').split(/^(?=fn )/m);
    };
    const [least, all] = [shader(['V']), shader(sampledOf(problem.system, membranes[name]!))];
    const changed = all.filter((text, i) => text !== least[i]);
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^fn store_sample/);
  },
);
