// What an adapter can do at most: multiplications and additions in registers, nothing else.

import { INVOCATIONS, leastSeconds } from './dispatch.ts';

const ITERATIONS = 2000;
/** Chains that do not depend on one another, so that none waits for its own last result. */
const CHAINS = 8;

const chains = Array.from({ length: CHAINS }, (_, i) => `x${i}`);
const shader = `
@group(0) @binding(0) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = data[id.x];
${chains.map((x, i) => `  var ${x} = ${i}.0;`).join('\n')}
  for (var i = 0; i < ${ITERATIONS}; i++) {
${chains.map((x) => `    ${x} = ${x} * factor + 0.5;`).join('\n')}
  }
  data[id.x] = ${chains.join(' + ')};
}`;

/** Multiplications and additions per second, the best of some runs. */
export async function peakOperations(device: GPUDevice): Promise<number> {
  return (2 * CHAINS * ITERATIONS * INVOCATIONS) / (await leastSeconds(device, shader, 6));
}
