// What an adapter can do at most: multiplications and additions in registers, nothing else.

const INVOCATIONS = 1 << 16;
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
  const module = device.createShaderModule({ code: shader });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const buffer = device.createBuffer({ size: 4 * INVOCATIONS, usage: GPUBufferUsage.STORAGE });
  const layout = pipeline.getBindGroupLayout(0);
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] });
  let best = 0;
  for (let run = 0; run < 6; run++) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(INVOCATIONS / 64);
    pass.end();
    const started = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    const seconds = (performance.now() - started) / 1000;
    best = Math.max(best, (2 * CHAINS * ITERATIONS * INVOCATIONS) / seconds);
  }
  buffer.destroy();
  return best;
}
