// Tests are of what the command runs.
import { allowMultiplyAdd } from '../../src/threads/node.ts';

allowMultiplyAdd();
