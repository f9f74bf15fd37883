import { number } from '../formula/expr.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { integrators } from '../integrators/catalogue.ts';
import type { MembraneInput } from '../model/membrane.ts';
import { type Column, extremesIn } from '../population/column.ts';
import { columnsOf, distinctNeurons, populationOf, populationSize } from '../population/columns.ts';
import type { Band, Problem } from '../problem/problem.ts';
import { defaultStatistics, namedStatistics, withNeeds } from '../statistics/catalogue.ts';
import { distanceTo, RECORDING } from '../statistics/distance.ts';
import { takenOf } from '../statistics/observed.ts';
import { prominence } from '../statistics/prominence.ts';
import type { Detector, Statistic } from '../statistics/statistic.ts';
import { threshold } from '../statistics/threshold.ts';
import { type System, variablesOf } from '../system/system.ts';
import { bandsOf, timesIn } from './bands.ts';
import { stepsPerSample } from './conditions.ts';
import { type Experiment, membraneOf, validRange } from './experiment.ts';
import { membraneSystem } from './system.ts';

/**
 * What an experiment means to an engine. This is the door: behind it there are formulas, and no experiments. Times in ms, potentials in mV,
 * currents in uA/cm2; durations are whole steps.
 * @throws InputError if something is to be measured or recorded that the membrane under its stimulus does not have
 */
export function prepare(experiment: Experiment): Problem {
  const { dt, duration, measure, record, initial } = experiment;
  const population = populationOf(experiment);
  const columns = columnsOf(population, (path) => validRange(experiment.model, path));
  const system = withRecording(systemOf(experiment, columns), experiment);
  return {
    system,
    integrator: integrators[experiment.integrator],
    dt,
    population: {
      first: 0,
      count: populationSize(population),
      ...(experiment.trials > 1 && { distinct: distinctNeurons(population) }),
      columns,
    },
    initial: initial === 'rest' ? 'rest' : { potential: initial.V },
    detector: detectorOf(experiment.events),
    statistics: withNeeds([...defaultStatistics, ...askedStatistics(experiment, system)]),
    record: {
      events: record.spikes,
      traces: record.traces && {
        cells: record.traces.cells,
        every: stepsPerSample(record.traces.every, dt),
        values: sampledNames(record.traces.values, system),
      },
    },
    steps: Math.round(duration / dt),
    windowStart: Math.round(measure.from / dt),
    ...(experiment.bands && { bands: preparedBands(experiment) }),
  };
}

function preparedBands(experiment: Experiment): Band[] {
  return bandsOf(experiment).map((alone, i) => {
    const { system, integrator, dt, statistics, population } = prepare(alone);
    const { count } = population;
    return { first: i * count, count, times: timesIn(dt, experiment.dt), system, integrator, dt, statistics };
  });
}

/** What a system is made from. */
export interface SystemParts extends Pick<Experiment, 'parameters' | 'stimulus' | 'dt'> {
  readonly seed?: number;
  readonly model: string | MembraneInput;
}

/**
 * The membrane of an experiment under its stimulus, as formulas: slopes per ms, potentials in mV, currents in uA/cm2.
 * @param columns what varies over the population
 * @throws InputError if there is no membrane of the name, or a stimulus is in nA or nS and the membrane has no area
 */
export function systemOf({ seed = 1, ...experiment }: SystemParts, columns: readonly Column[] = []): System {
  const membrane = membraneOf(experiment.model);
  return membraneSystem(membrane, { ...experiment, seed, extremes: extremesIn(columns) });
}

function detectorOf(events: Experiment['events']): Detector {
  return events.kind === 'prominence' ? prominence(events.height) : threshold(events.level, events.rearm);
}

/** The system with the recording that a distance is asked to, if one is. */
function withRecording(system: System, { statistics = [], dt }: Experiment): System {
  const asked = statistics.find((one) => typeof one !== 'string' && 'distance' in one);
  if (typeof asked !== 'object' || !('distance' in asked)) return system;
  const { tables } = distanceTo(asked.distance, dt);
  return {
    ...system,
    tables: new Map([...(system.tables ?? []), ...tables]),
    times: [...system.times, { name: RECORDING, at: number(0) }],
  };
}

/** The statistics that an experiment asks for; none if it is content with the default ones. */
export function askedStatistics(
  { statistics = [], dt }: Pick<Experiment, 'statistics' | 'dt'>,
  system: System,
): readonly Statistic[] {
  const quantities = [...variablesOf(system), ...system.observables];
  return statistics.map((asked) => {
    if (typeof asked === 'string') return namedStatistics.get(asked)!;
    if ('distance' in asked) return distanceTo(asked.distance, dt).statistic;
    const { of, take } = asked;
    const quantity = quantities.find(({ name }) => name === of);
    if (quantity) return takenOf(of, quantity.unit, take);
    throw new InputError(
      `statistics: "${shown(of)}" is nothing that can be measured${suggestion(
        of,
        quantities.map(({ name }) => name),
      )}`,
    );
  });
}

/** @throws InputError if something is not there to be sampled */
function sampledNames(asked: readonly string[] | undefined, system: System): readonly string[] {
  const known = [...variablesOf(system), ...system.observables].map(({ name }) => name);
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `record.traces.values: "${shown(unknown)}" is nothing that can be sampled${suggestion(unknown, known)}`,
    );
  }
  return asked ?? system.states.map(({ name }) => name);
}
