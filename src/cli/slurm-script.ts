import { resolve } from 'node:path';
import { version } from '../../package.json';
import { shellWord, shellWords } from './shell.ts';

/** What a job array of Slurm shall be. Everything but paths and words of commands stands in the script as it is. */
export interface SlurmJob {
  /** Letters, digits and dashes. */
  readonly name: string;
  readonly parts: number;
  /** Longest wall time of a task, as Slurm writes it. */
  readonly time?: string | undefined;
  readonly partition?: string | undefined;
  readonly cpus?: number | undefined;
  readonly memory?: string | undefined;
  readonly gpus?: string | undefined;
  /** Folder with the experiment, for the results. */
  readonly folder: string;
  /** How the command is started, and the options of each run. */
  readonly command: readonly string[];
  readonly options: readonly string[];
}

/** Of the files beside the results. */
export const EXPERIMENT = 'experiment.json';
export const SCRIPT = 'job.sh';
export const LOGS = 'logs';

/** Wall time (s) before the limit at which a task is told to stop. */
export const NOTICE = 60;

/** What sbatch gets to submit the script of a folder. @param only the parts that are run, if those are not all */
export const submissionWords = (folder: string, only?: string): string[] => [
  `--chdir=${resolve(folder)}`,
  ...(only === undefined ? [] : [`--array=${only}`]),
  resolve(folder, SCRIPT),
];

/** The same as it is typed. */
export const submission = (folder: string, only?: string): string =>
  `sbatch ${shellWords(submissionWords(folder, only))}`;

/** Digits of the numbers of parts, so that names are in the order of neurons. */
const digitsOf = (parts: number): number => String(parts).length;

/** The script of a job array that runs an experiment in parts, one for each task, and goes on where a task was broken off. */
export function slurmScript(job: SlurmJob): string {
  const { folder, command, options, parts } = job;
  const digits = digitsOf(parts);
  return `#!/bin/bash
${directives(job)
  .map((line) => `#SBATCH --${line}\n`)
  .join('')}
# A population in ${parts} parts, one for each task. Written by loligo slurm, version ${version}.
# Submit it from the folder in which it is, for the sake of ${LOGS}/. loligo parts says what is missing then.
set -u

loligo=(${shellWords(command)})
folder=${shellWord(folder)}

# Slurm tells this shell when the time is nearly over (USR1), or that the task shall end (TERM). Either way the run writes a
# checkpoint and ends.
run=
early=false
again=false
stop() {
  if [ -n "$run" ]; then kill -TERM "$run" 2> /dev/null; else early=true; fi
}
trap 'again=true; stop' USR1
trap stop TERM

part=$SLURM_ARRAY_TASK_ID
printf -v out '%s/part=%0${digits}d' "$folder" "$part"
"\${loligo[@]}" run "$folder/${EXPERIMENT}" --out "$out" --part "$part/${parts}" --resume \\
  ${shellWords(options)} &
run=$!
if $early; then stop; fi
wait "$run"
status=$?
# A signal has ended the waiting, not the run.
while kill -0 "$run" 2> /dev/null; do
  wait "$run"
  status=$?
done

# Back into the queue, to go on from the checkpoint.
if $again && [ "$status" -ne 0 ]; then
  scontrol requeue "$SLURM_JOB_ID" && exit 0
fi
exit "$status"
`;
}

function directives({ name, parts, time, partition, cpus, memory, gpus }: SlurmJob): string[] {
  const asked = { time, partition, 'cpus-per-task': cpus, mem: memory, gpus };
  return [
    `job-name=${name}`,
    `array=1-${parts}`,
    'nodes=1',
    ...Object.entries(asked).flatMap(([option, value]) => (value === undefined ? [] : `${option}=${value}`)),
    `output=${LOGS}/%${digitsOf(parts)}a.log`,
    'open-mode=append',
    'requeue',
    ...(time === undefined ? [] : [`signal=B:USR1@${NOTICE}`]),
  ];
}
