// Runs in Deno, as a program of somebody who uses the library. Arguments: the library's file, an experiment.
import process from 'node:process';
import type * as library from '../../src/index.ts';
import { type Findings, outcomesOf } from './outcomes.ts';

const [built = '', document = ''] = process.argv.slice(2);
const loligo: typeof library = await import(built);

const experiment = loligo.parseExperiment(JSON.parse(document));
const problem = loligo.prepare(experiment);
const { device } = await loligo.requestDevice(navigator.gpu);
const found: Findings = {
  cpu: await outcomesOf(loligo, experiment, await loligo.CpuSimulation.create(problem)),
  webgpu: await outcomesOf(loligo, experiment, await loligo.WebGPUSimulation.create(device, problem)),
};
console.log(JSON.stringify(found));
