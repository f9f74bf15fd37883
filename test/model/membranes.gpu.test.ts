import { describe } from 'vitest';
import { engines } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { checkMembrane, membraneCases, titleOf } from '../support/membrane-cases.ts';

describe('on the GPU the shipped membranes rest and fire as in the reference:', () => {
  for (const one of membraneCases) {
    gpuTest(titleOf(one), ({ device }) => checkMembrane(engines.webgpu(device), one));
  }
});
