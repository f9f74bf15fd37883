// How fast is Loligo beside Brian2, NEURON and XPPAUT, on the same population in the same run: at equal accuracy, each with the
// best of its own methods and its largest step with a rate error of at most 0.1 %, and at equal step? Every engine is in it.
import { conditions, digits, median, report, withDevice } from '../machine.ts';
import { brian } from './brian.ts';
import type { Contender, Prepared } from './contender.ts';
import { exactRates, onCpu, onWebGPU } from './loligo.ts';
import { neuron } from './neuron.ts';
import { xpp } from './xpp.ts';

const CELLS = 1 << 14;
const ROUNDS = 5;
/** Largest error of the rate at any of the currents, %. */
const MOST_ERROR = 0.1;
const currents = [6.5, 10, 50];
const EQUAL_DT = 0.025;
/** Steps of a timed run: a second or two. */
const STEPS = 2000;

/** A method at a step, ready to run. */
interface Entry {
  readonly contender: Contender;
  readonly method: string;
  readonly dt: number;
  readonly comparison: 'equal accuracy' | 'equal step';
  readonly population: Prepared;
  /** Wall time of each round, s. */
  readonly seconds: number[];
}

export default async function peers(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const others = [brian(), neuron(), xpp()].filter((peer) => peer !== undefined);
    if (others.length === 0) {
      throw new Error(
        'none of Brian2, NEURON and XPPAUT is installed (Debian: python3-brian, python3-neuron, xppaut)',
      );
    }
    const contenders = [onCpu('float32'), onCpu('float64'), onWebGPU({ device, adapter }), ...others];
    const entries: Entry[] = [];
    for (const contender of contenders) entries.push(...(await entriesOf(contender)));
    for (let round = 0; round < ROUNDS; round++) {
      for (const entry of entries) entry.seconds.push(await entry.population.run());
    }
    for (const { population } of entries) population.end?.();
    report(
      'peers',
      conditions(adapter),
      ['equal accuracy', 'equal step'].flatMap((comparison) =>
        compare(entries.filter((entry) => entry.comparison === comparison)),
      ),
    );
  });
}

async function entriesOf(contender: Contender): Promise<Entry[]> {
  const exact = await exactRates(currents);
  const entries: Entry[] = [];
  const add = async (method: string, dt: number, comparison: Entry['comparison']) => {
    const population = await contender.prepare(method, dt, CELLS, STEPS * dt);
    entries.push({ contender, method, dt, comparison, population, seconds: [] });
  };
  for (const [method, steps] of Object.entries(contender.methods)) {
    for (const dt of steps) {
      const rates = await contender.rates(method, dt, currents).catch(() => [Number.NaN]);
      const error = Math.max(...rates.map((rate, i) => Math.abs(100 * (rate / exact[i]! - 1))));
      console.log(`${contender.name}, ${method}, dt ${dt} ms: rate error ${error.toFixed(3)} %`);
      if (error <= MOST_ERROR) {
        await add(method, dt, 'equal accuracy');
        break;
      }
    }
  }
  await add(contender.plain, EQUAL_DT, 'equal step');
  return entries;
}

/** Rows for one comparison, with the ratios of the best of Loligo's methods to each entry, round by round. */
function compare(entries: readonly Entry[]) {
  const speed = ({ dt }: Entry, seconds: number) => (CELLS * STEPS * dt) / 1000 / seconds;
  const typical = (entry: Entry) => speed(entry, median(entry.seconds));
  const best = (of: (name: string) => boolean) =>
    entries
      .filter(({ contender }) => contender.name.startsWith('Loligo') && of(contender.name))
      .sort((a, b) => typical(b) - typical(a))[0]!;
  const [fastest, precise] = [best(() => true), best((name) => name.includes('float64'))];
  const ratio = (own: Entry, entry: Entry) => {
    const ratios = entry.seconds.map(
      (seconds, round) => speed(own, own.seconds[round]!) / speed(entry, seconds),
    );
    return `${digits(median(ratios))} (${digits(Math.min(...ratios))} to ${digits(Math.max(...ratios))})`;
  };
  return entries.map((entry) => ({
    comparison: entry.comparison,
    simulator: entry.contender.name,
    method: entry.method,
    'dt (ms)': entry.dt,
    'million neuron-steps/s': digits((CELLS * STEPS) / median(entry.seconds) / 1e6),
    'neuron-seconds/s': digits(typical(entry)),
    'the fastest of Loligo is faster by': ratio(fastest, entry),
    'its float64 engine by': ratio(precise, entry),
  }));
}
