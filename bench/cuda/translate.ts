// The step of a shader as CUDA C++. The generated function uses so little of WGSL that replacing words is enough.
import type { StateArrays } from '../../src/engine/initial.ts';
import type { Kernel } from '../../src/engine/webgpu/kernel.ts';
import { wgslNumber } from '../../src/formula/wgsl.ts';
import program from './program.cu?raw';

/**
 * A CUDA program that takes the steps of a kernel.
 * @param start the state that every neuron begins with
 * @throws if the shader has a State or Constants that the program does not fill in
 */
export function cudaProgram(
  { wgsl, program: lanes, compensated, varied }: Kernel,
  start: StateArrays,
): string {
  const variables = lanes.states;
  if (compensated || varied.map(({ symbol }) => symbol).join() !== 'stimulus.amplitude') {
    throw new Error('the CUDA program is for steps of 0.02 ms and more, and varies stimulus.amplitude alone');
  }
  const part = (pattern: RegExp) => pattern.exec(wgsl)?.[0] ?? '';
  const fields = (declaration: string) =>
    declaration
      .replace(/(\w+): f32,/g, 'float $1;')
      .replace(/(\w+): u32,/g, 'unsigned $1;')
      .replace(/}$/, '};');
  const step = part(/fn next_state[\s\S]*?\n}/)
    .replace(
      /fn next_state\(.*/,
      '__device__ __forceinline__ State next_state(const State& x, const Constants& c, unsigned step) {',
    )
    .replaceAll('let ', 'const auto ')
    .replace('return State(', 'return State{')
    .replace(/\n {2}\);/, '\n  };')
    .replaceAll('f32(', 'float(')
    .replace(/(?<![\w.])(\d+\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+)(?![\w.])/g, '$1f');
  return program.replace(
    '//#step',
    [
      fields(part(/struct State {[\s\S]*?\n}/)),
      fields(part(/struct Constants {[\s\S]*?\n}/)),
      step,
      `constexpr unsigned VARIABLES = ${variables.length};`,
      `const float REST[] = {${variables.map((name) => `${wgslNumber(start[name]![0]!)}f`).join(', ')}};`,
      '__device__ __forceinline__ State unpack(const float* values) {',
      `  return State{${variables.map((_, row) => `values[${row}]`).join(', ')}};`,
      '}',
      '__device__ __forceinline__ void pack(const State& x, float* values) {',
      ...variables.map((name, row) => `  values[${row}] = x.${name};`),
      '}',
    ].join('\n'),
  );
}

/** Instructions that one step takes: those of the loop over steps in nvcc's PTX, which takes four at a time. */
export function instructionsPerStep(ptx: string): number {
  const lines = ptx.split('\n').map((line) => line.trim());
  const loops = lines.flatMap((line, end) => {
    const label = /\bbra(?:\.uni)?\s+(\$\w+);/.exec(line)?.[1];
    const start = label ? lines.indexOf(`${label}:`) : -1;
    return start >= 0 && start < end ? [lines.slice(start, end + 1)] : [];
  });
  const instructions = (loop: readonly string[]) =>
    loop.filter((line) => /^(@!?%p\d+ )?[a-z][\w.]* .*;$/.test(line));
  const longest = Math.max(...loops.map((loop) => instructions(loop).length));
  if (!Number.isFinite(longest)) throw new Error('no loop found in the PTX');
  return longest / 4;
}
