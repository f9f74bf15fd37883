import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { digestOfFile, killAgainAndAgain, startOn } from '../../support/kills.ts';
import { experimentFile, loligo, temporaryFolder } from '../command.ts';

const program = fileURLToPath(new URL('../../../dist/cli/loligo.js', import.meta.url));
/** A format in which a file is whole only with what is written last. */
const format = ['--format', 'parquet'];
const files = ['cells.parquet', 'spikes.parquet', 'traces.parquet'];

/** Enough neurons for two threads. */
const experiment = {
  stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
  trials: 600,
  duration: 1200,
  dt: 0.02,
  record: { spikes: true, traces: { cells: [5, 0], every: 1 } },
};

it.runIf(process.platform !== 'win32')(
  'a run that is killed again and again ends with the bytes of an unbroken one, on any number of cores',
  async () => {
    const folder = temporaryFolder();
    const file = experimentFile(experiment);
    const whole = join(folder, 'whole');
    const begun = performance.now();
    expect((await loligo(['run', file, '--out', whole, '--backend', 'cpu', ...format])).status).toBe(0);
    const report = await killAgainAndAgain(
      {
        start: (args, turn) => {
          const child = startOn(program, 1 + (turn % 2), args);
          onTestFinished(() => {
            child.kill('SIGKILL');
          });
          return child;
        },
        experiment: file,
        out: join(folder, 'killed'),
        args: ['--backend', 'cpu', '--no-estimate', '--checkpoint', '0.02', ...format],
        kills: 6,
        // Early enough to kill it after a checkpoint, not to see its end, whatever else the machine does.
        within: 0.3 * (performance.now() - begun),
        random: Math.random,
      },
      (out) => {
        for (const name of files)
          expect(digestOfFile(join(out, name)), name).toBe(digestOfFile(join(whole, name)));
      },
    );
    expect(report.kills).toBe(6);
    expect(report.goneOn).toBeGreaterThan(0);
  },
);
