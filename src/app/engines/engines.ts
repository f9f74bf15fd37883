import type { Digits } from '../../engine/cpu/kernel.ts';
import { CpuSimulation, cpuAdapter } from '../../engine/cpu/simulation.ts';
import type { AdapterDescription } from '../../engine/simulation.ts';
import { type Acquired, NoAdapterError, requestDevice } from '../../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../../engine/webgpu/simulation.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';
import { webThreads } from '../../threads/web.ts';
import { capitalised, messageOf } from '../texts/errors.ts';
import { inWords, texts } from '../texts/language.ts';
import { speeds } from './calibration.ts';
import { type Population, populateCpu, populateGpu } from './populations.ts';

/** A sentence in the language that the page has when it is read. */
export type Sentence = () => string;

/** What advances populations on this machine. */
export interface Engine {
  /** The device that draws as well, if it is a GPU. */
  readonly device: GPUDevice | undefined;
  /** Why it is not a GPU, in a sentence of the language of the page, if there is something to be done about it. */
  readonly shortcoming: Sentence | undefined;
  /** How fast it is, if that was measured, and why it was chosen. */
  readonly reason: Sentence | undefined;
  readonly adapter: AdapterDescription;
  /**
   * @param signal ends the making early
   * @throws InputError if the population does not fit or a neuron has no initial state
   */
  populate(experiment: Experiment, signal?: AbortSignal): Promise<Population>;
  dispose(): void;
}

/** The engines on offer; `auto` takes the fastest. */
export const engineChoices = ['auto', 'webgpu', 'cpu', 'cpu-f64'] as const;
export type EngineChoice = (typeof engineChoices)[number];

/**
 * Opens an engine.
 * @param gpu `navigator.gpu`
 * @param choice the CPU takes the place of a GPU that cannot be used
 * @param experiment with which speeds are measured
 */
export async function openEngine(
  gpu: GPU | undefined,
  choice: EngineChoice,
  experiment: Experiment,
): Promise<Engine> {
  if (choice === 'cpu') return cpuEngine('float32');
  if (choice === 'cpu-f64') return cpuEngine('float64');
  let acquired: Acquired;
  try {
    acquired = await requestDevice(gpu);
  } catch (error) {
    const reason = () =>
      error instanceof NoAdapterError
        ? inWords(error.message)
        : texts.value.news.deviceRefused(inWords(messageOf(error)));
    return cpuEngine('float32', {
      shortcoming: () => texts.value.news.meanwhileCpu(capitalised(reason())),
    });
  }
  const { device, adapter } = acquired;
  const onDevice = (reason?: Sentence): Engine => ({
    device,
    adapter,
    reason,
    shortcoming: undefined,
    populate: (one, signal) => populateGpu(acquired, one, signal),
    dispose: () => device.destroy(),
  });
  if (choice === 'webgpu') return onDevice();
  const { name, cpu, other } = await measured(acquired, experiment);
  if (other === undefined || (cpu !== undefined && cpu > other)) {
    device.destroy();
    const slower = other === undefined ? undefined : { name: adapter.name, speed: other };
    return cpuEngine(
      'float32',
      cpu === undefined
        ? {}
        : { reason: () => texts.value.controls.engineReason(inWords(name), cpu, slower) },
    );
  }
  return onDevice(() => {
    const { engineReason, theCpu } = texts.value.controls;
    return engineReason(adapter.name, other, cpu === undefined ? undefined : { name: theCpu, speed: cpu });
  });
}

/** Speeds of the CPU and of a device with an experiment; none of one that fails, which is then not chosen. */
async function measured({ device, adapter }: Acquired, experiment: Experiment) {
  const threads = webThreads();
  const { name } = cpuAdapter('float32', threads.count);
  const problem = prepare(experiment);
  const none = () => undefined;
  const cpu = await speeds
    .cpu(name, threads.count, problem, (one) => CpuSimulation.create(one, { threads, live: true }))
    .catch(none);
  const other = await speeds
    .device(adapter, problem, (one) => WebGPUSimulation.create(device, one, { adapter, live: true }))
    .catch(none);
  return { name, cpu, other };
}

/** The CPU, in as many threads as there are cores. */
export function cpuEngine(
  digits: Digits,
  { shortcoming, reason }: { shortcoming?: Sentence; reason?: Sentence } = {},
): Engine {
  return {
    device: undefined,
    adapter: cpuAdapter(digits, webThreads().count),
    reason,
    shortcoming,
    populate: (experiment, signal) => populateCpu(digits, experiment, signal),
    dispose: () => {},
  };
}
