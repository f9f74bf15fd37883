import { createRequire } from 'node:module';

/** Where Deno is, or why it is not there, in one line. */
export type Deno = { readonly executable: string } | { readonly missing: string };

/** The executable in the npm package, which has one for each platform that it knows. */
export function findDeno(): Deno {
  try {
    const { runInstall } = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string };
    return { executable: runInstall() };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { missing: `the npm package deno has nothing for this machine: ${reason}` };
  }
}

/** Options of `deno run`: packages come from node_modules alone, and nothing is fetched. */
export const offline: readonly string[] = [
  '--node-modules-dir=manual',
  '--no-config',
  '--no-lock',
  '--no-remote',
  '--no-prompt',
  '--deny-net',
];

export const denoEnvironment: Readonly<Record<string, string>> = { DENO_NO_UPDATE_CHECK: '1' };
