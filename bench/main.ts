// What can be asked: npm run bench -- NAME. Without a name: how fast is it here?
import { allowMultiplyAdd } from '../src/threads/node.ts';

const benches: Record<string, () => Promise<{ default: (args: readonly string[]) => Promise<void> }>> = {
  throughput: () => import('./throughput.ts'),
  cpu: () => import('./cpu.ts'),
  scaling: () => import('./scaling.ts'),
  hardware: () => import('./hardware.ts'),
  passes: () => import('./passes.ts'),
  random: () => import('./random.ts'),
  noise: () => import('./noise.ts'),
  measuring: () => import('./measuring.ts'),
  kills: () => import('./kills.ts'),
  slurm: () => import('./slurm/array.ts'),
  billion: () => import('./billion.ts'),
  compile: () => import('./compile.ts'),
  calibration: () => import('./calibration.ts'),
  membranes: () => import('./membranes.ts'),
  'work-precision': () => import('./work-precision.ts'),
  step: () => import('./step.ts'),
  fit: () => import('./fit.ts'),
  page: () => import('./page.ts'),
  peers: () => import('./peers/peers.ts'),
};

const [name = 'throughput', ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`bench: unknown name "${name}"; known: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else {
  // As the command does.
  allowMultiplyAdd();
  await (await bench()).default(args);
}
