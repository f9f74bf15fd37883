import { allowMultiplyAdd } from '../threads/node.ts';
import { exitStatus, reasonOf, say } from './fail.ts';
import { loligo } from './program.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes early, such as `head`, has what it wanted.
  if (error.code === 'EPIPE') process.exit(exitStatus.ok);
  say(process.stderr, `cannot write to standard output: ${reasonOf(error)}`);
  process.exit(exitStatus.failed);
});

allowMultiplyAdd();
process.exitCode = await loligo(process.argv.slice(2), process);
