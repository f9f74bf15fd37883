import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { experimentFile, loligo, temporaryFolder } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

const file = () =>
  experimentFile({
    stimulus: { kind: 'step', amplitude: 10, onset: 5 },
    sweep: { x: { vary: 'stimulus.amplitude', values: [5, 10, 20] } },
    duration: 100,
  });

describe('loligo export', () => {
  it.each([
    ['brian2', 'NeuronGroup(len(CELLS), equations'],
    ['neuron', '  SUFFIX loligo'],
  ])('writes the whole population for %s', async (to, line) => {
    const { status, stdout, stderr } = await loligo(['export', file(), '--to', to]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(line);
    expect(stdout).toContain("'stimulus.amplitude_uA_cm2': np.array([5.0, 10.0, 20.0]),");
  });

  it('writes one neuron into a file', async () => {
    const out = join(temporaryFolder(), 'neuron.ode');
    const { status, stdout } = await loligo(['export', file(), '--to', 'xpp', '--cell', '2', '--out', out]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toContain('par amplitude=20\n');
  });

  it.each([
    [['--to', 'xpp'], 'XPP takes one neuron, and the experiment has 3; choose one with --cell, 0 to 2'],
    [['--to', 'brian2', '--cell', '3'], 'there is no neuron 3; the population has 0 to 2'],
    [
      ['--to', 'genesis'],
      "option '--to <program>' argument 'genesis' is invalid. Allowed choices are brian2, neuron, neuroml, xpp; see loligo export --help",
    ],
    [
      ['--to', 'neuron', '--out', 'x/neuron.py'],
      'a script called neuron.py would be taken for what it imports; give --out another name',
    ],
    [[], "required option '--to <program>' not specified; see loligo export --help"],
  ])('refuses %j in one line', async (args, message) => {
    const { status, stdout, stderr } = await inProcess(['export', file(), ...args]);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `loligo: ${message}\n` });
  });
});
