import { describe, expect, it } from 'vitest';
import { membranes } from '../../src/model/catalogue.ts';
import { loligo } from './in-process.ts';

describe('loligo show', () => {
  it.each(Object.values(membranes))('$name prints every formula and parameter', async (membrane) => {
    const { status, stdout } = await loligo(['show', membrane.name]);
    expect(status).toBe(0);
    for (const { name: _, description: __, ...formulas } of membrane.gates) {
      for (const formula of Object.values(formulas)) expect(stdout).toContain(` = ${formula}`);
    }
    for (const { name: current, description: _, ...formulas } of membrane.currents) {
      expect(stdout).toMatch(new RegExp(`^${current} = `, 'm'));
      for (const formula of Object.values(formulas)) expect(stdout).toContain(formula);
    }
    for (const name of Object.keys(membrane.parameters))
      expect(stdout).toMatch(new RegExp(`^${name} = `, 'm'));
  });

  it('--wgsl prints the shader with the parameters as constants', async () => {
    const { status, stdout } = await loligo(['show', 'lecture', '--wgsl', '--dt', '0.025']);
    expect(status).toBe(0);
    expect(stdout).toContain('fn next_state(x: State, c: Constants, d: Drawn, step: u32) -> State');
    // gNa, and the lecture's EK of -75 mV.
    expect(stdout).toMatch(/\b120\.0 \*/);
    expect(stdout).toMatch(/x\.V - -75\.0/);
  });

  it.each([
    [['show', 'hodgkin'], /unknown model "hodgkin"; did you mean "hodgkin-huxley"/],
    [['show', 'lecture', '--wgsl', '--dt', '0'], /dt = 0 .*at least 0\.0001/],
    [['show', 'lecture', '--wgsl', '--integrator', 'rk5'], /'rk5' is invalid.*rk4/],
    [['show'], /missing required argument 'model'/],
  ])('%j says what is wrong', async (args, line) => {
    const { status, stdout, stderr } = await loligo(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
