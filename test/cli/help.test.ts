import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hodgkinHuxley } from '../support/membranes.ts';
import { loligo } from './in-process.ts';

it.each([[['--help']], [['help']]])('loligo %s names the commands', async (args) => {
  const { status, stdout, stderr } = await loligo(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const command of [
    'fi',
    'threshold',
    'refractory',
    'clamp',
    'impedance',
    'activation',
    'sensitivity',
    'run',
    'models',
    'check',
    'show',
    'devices',
  ])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});

it('loligo help fi is loligo fi --help', async () => {
  const [one, other] = [await loligo(['help', 'fi']), await loligo(['fi', '--help'])];
  expect(one).toMatchObject({ status: 0, stdout: other.stdout });
});

it('loligo fi --help lists the parameters of the usual model with unit, default and range', async () => {
  const { status, stdout } = await loligo(['fi', '--help']);
  expect(status).toBe(0);
  const { name, parameters } = hodgkinHuxley;
  expect(stdout).toContain(`Parameters of ${name}`);
  for (const [parameter, { description }] of Object.entries(parameters)) {
    expect(stdout).toMatch(new RegExp(`^  ${parameter} .*${description}$`, 'm'));
  }
  expect(stdout).toMatch(/^ {2}EL +-54.4 mV +-120 to 20 +Leak reversal potential$/m);
});

it('loligo --version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await loligo(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
});
