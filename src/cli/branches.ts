import { InputError } from '../input/schema.ts';
import { axisLength, axisValue } from '../population/sweep.ts';
import { bistability } from '../studies/bistability.ts';
import { type FIOptions, fiExperiment } from './fi-experiment.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions } from './study.ts';

export interface BranchFlags {
  readonly fromRest?: boolean;
  readonly fromFiring?: boolean;
}

/** Times the duration of a run in which neurons are led to their currents and settle there. */
const LEAD = 10;

/** `loligo fi --from-rest --from-firing`: the branches of the curve, and where the membrane is bistable. */
export async function branches(options: FIOptions & BranchFlags, streams: Streams): Promise<void> {
  const { duration, settle, fromRest = false, fromFiring = false } = options;
  const { sweep } = fiExperiment(options);
  const x = sweep.x!;
  if (axisLength(x) > MOST_CURRENTS) {
    throw new InputError(
      `--count = ${axisLength(x)} is out of range: of branches there are at most ${MOST_CURRENTS} currents`,
    );
  }
  const currents = Array.from({ length: axisLength(x) }, (_, i) => axisValue(x, i));
  await runStudy(options as FIOptions & StudyOptions, streams, (setup, lend) =>
    bistability(
      { ...setup, currents, fromRest, fromFiring, measured: duration - settle, lead: LEAD * duration },
      lend,
    ),
  );
}

/** They are all in a list. */
const MOST_CURRENTS = 1_000_000;
