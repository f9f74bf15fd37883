import { PassThrough, Writable } from 'node:stream';
import { loligo as command } from '../../src/cli/program.ts';
import type { Streams } from '../../src/cli/streams.ts';

/** A stream that keeps what is written to it. */
class Screen extends Writable {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns: number,
  ) {
    super({ decodeStrings: false });
  }
  override _write(chunk: string, _: BufferEncoding, done: () => void): void {
    this.text += chunk;
    done();
  }
}

export interface Terminal {
  /** Whether the stream of messages is a terminal. */
  readonly terminal?: boolean;
  /** Its width, characters. */
  readonly columns?: number;
}

/** The command from its source in this process, which begins a hundred times sooner than one of its own. */
export async function loligo(args: readonly string[], { terminal = false, columns = 80 }: Terminal = {}) {
  const [stdout, stderr] = [new Screen(false, columns), new Screen(terminal, columns)];
  const status = await command(args, { stdin: new PassThrough(), stdout, stderr } as unknown as Streams);
  return { status, stdout: stdout.text, stderr: stderr.text };
}
