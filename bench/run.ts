// Starts the benchmarks in a process that finds a Vulkan adapter.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vulkanEnvironment } from '../test/support/machine.ts';

const main = fileURLToPath(new URL('main.js', import.meta.url));
const { status } = spawnSync(process.execPath, [main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...vulkanEnvironment() },
});
process.exit(status ?? 1);
