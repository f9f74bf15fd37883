// How long one dispatch of a small shader takes.

/** Invocations of a dispatch. */
export const INVOCATIONS = 1 << 16;

/** A shader on a device with one buffer of 32 bits for each invocation; `seconds` runs it once. */
export interface Timed {
  seconds(): Promise<number>;
  destroy(): void;
}

/**
 * @param code whose entry point is `main`, with workgroups of 64 and `data` at the binding 0
 * @param start what the buffer holds
 */
export async function timedShader(
  device: GPUDevice,
  code: string,
  start?: Float32Array<ArrayBuffer>,
): Promise<Timed> {
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: 4 * INVOCATIONS, usage });
  if (start) device.queue.writeBuffer(buffer, 0, start);
  const layout = pipeline.getBindGroupLayout(0);
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] });
  return {
    async seconds() {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(INVOCATIONS / 64);
      pass.end();
      const started = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return (performance.now() - started) / 1000;
    },
    destroy: () => buffer.destroy(),
  };
}

/** The shortest of some runs, s. */
export async function leastSeconds(device: GPUDevice, code: string, runs: number): Promise<number> {
  const shader = await timedShader(device, code);
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) least = Math.min(least, await shader.seconds());
  shader.destroy();
  return least;
}
