import { Option } from 'commander';
import { DEFAULT_MODEL } from '../protocol/schema.ts';
import { parseAssignment, parseNumbers, parsePath } from './arguments.ts';
import { type Backend, backends } from './backend.ts';

// Options that several commands have.

/** What a command takes for a model. */
export const modelHelp = 'a name that `loligo models` lists, or the JSON file of a membrane';

export const modelOption = (): Option =>
  new Option('--model <name>', `${modelHelp} (default: ${DEFAULT_MODEL})`).argParser(parsePath);

export const setOption = (): Option =>
  new Option('--set <name=value>', 'set a parameter of the model; can be repeated').argParser(
    parseAssignment,
  );

/** @param usual the engine that is taken unless another one is asked for */
export const backendOption = (usual: Backend = 'auto'): Option =>
  new Option('--backend <engine>', 'engine to use; auto takes the fastest').choices(backends).default(usual);

export const estimateOption = (): Option =>
  new Option('--no-estimate', 'do not estimate how exact the result is');

/** Currents one by one, in place of the evenly spaced ones. */
export const valuesOption = (): Option =>
  new Option('--values <currents>', 'the currents themselves, such as 3,5,8')
    .argParser(parseNumbers)
    .conflicts(['from', 'to', 'count']);
