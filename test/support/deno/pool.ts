import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';
import { denoEnvironment, offline } from './executable.ts';
import { fromText, toText } from './messages.ts';

const program = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Runs files of tests in Deno, each in a process of its own. */
export function denoPool(executable: string): PoolRunnerInitializer {
  return { name: 'deno', createPoolWorker: (options) => new DenoWorker(executable, options) };
}

class DenoWorker implements PoolWorker {
  readonly name = 'deno';
  /** Modules come through files, which is faster than through messages. */
  readonly cacheFs = true;
  #child: ChildProcess | undefined;

  constructor(
    private readonly executable: string,
    private readonly options: PoolOptions,
  ) {}

  async start(): Promise<void> {
    this.#child ??= spawn(this.executable, ['run', ...offline, '--allow-all', program], {
      cwd: this.options.project.config.root,
      env: { ...this.options.env, ...denoEnvironment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  async stop(): Promise<void> {
    const child = this.#started;
    this.#child = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // There is nothing to tidy up, and a test that hangs would not hear a milder signal.
    child.kill('SIGKILL');
    await exit;
  }

  send(message: WorkerRequest): void {
    this.#started.send(toText(message));
  }

  deserialize(text: unknown): unknown {
    return fromText(String(text));
  }

  on(event: string, listener: (value: unknown) => void): void {
    this.#started.on(event, listener);
  }

  off(event: string, listener: (value: unknown) => void): void {
    this.#started.off(event, listener);
  }

  get #started(): ChildProcess {
    if (!this.#child) throw new Error('the process of Deno has not been started or was stopped');
    return this.#child;
  }
}
