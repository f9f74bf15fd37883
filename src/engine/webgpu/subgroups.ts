/**
 * What a shader that asks its subgroup begins with. Whether the neurons of a subgroup are together matters for the speed alone,
 * so where that is uncertain is no fault.
 */
export const subgroupDirectives: readonly string[] = [
  'enable subgroups;',
  'diagnostic(off, subgroup_uniformity);',
];

const probe = [
  ...subgroupDirectives,
  '@group(0) @binding(0) var<storage, read_write> answer: u32;',
  '@compute @workgroup_size(64)',
  'fn main(@builtin(local_invocation_index) i: u32) {',
  '  if (i < 32u && subgroupAny(i == 1u)) {',
  '    answer = 1u;',
  '  }',
  '}',
].join('\n');

const answers = new WeakMap<GPUDevice, Promise<boolean>>();

/**
 * Whether shaders on a device can ask their subgroup. The feature alone does not say so: naga, the compiler of wgpu, refuses
 * the `enable` that WGSL demands, whatever the adapter can do.
 */
export function hasSubgroups(device: GPUDevice): Promise<boolean> {
  let answer = answers.get(device);
  if (!answer) {
    answer = device.features.has('subgroups') ? compiles(device, probe) : Promise.resolve(false);
    answers.set(device, answer);
  }
  return answer;
}

async function compiles(device: GPUDevice, code: string): Promise<boolean> {
  device.pushErrorScope('validation');
  device.createShaderModule({ code });
  return (await device.popErrorScope()) === null;
}
