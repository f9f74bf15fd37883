// What the tests of the documents do not run or do not compare with what is printed, and why. Arguments of commands are read all the same.

/**
 * Commands that take too long for every test, and how what a document shows of them begins, where that is not beneath the command.
 * `npx vitest run --mode whole --project unit-own test/docs` runs them.
 */
export const long: Readonly<Record<string, readonly string[]>> = {
  'loligo threshold': ['At rest it takes'],
  'loligo threshold --duration 0.1,0.2,0.5,1,2,5,10,50': [],
  'loligo threshold --model connor-stevens --duration 0.5,1,5,20 --tolerance 0.001': [],
  'loligo refractory': [],
  'loligo refractory --amplitude 20 --width 1 --interval 6,8,10,12,15,20,30': [
    'interval_ms,threshold_uA_cm2',
  ],
  'loligo fi --from-rest --from-firing --from 6 --to 10 --count 9': ['As the current is raised slowly'],
  'loligo clamp --holding -90 --from -60 --to 40 --count 21 --duration 20 --model connor-stevens': [],
  'loligo clamp --tail --prepulse 0 --prepulse-duration 1': [],
  'loligo clamp --inactivation --from=-110 --to=-40 --count 15 --test 0': [],
  'loligo activation': [],
  'loligo activation --from 0 --to 20 --count 41 --noise 2,5 --trials 100': [],
  'loligo sensitivity --current 12': ['rate of hodgkin-huxley is'],
  'loligo sensitivity --of width --current 15 --vary gNa,gK,temperature': [],
  'loligo sensitivity --range gNa=100:140 --range EK=-80:-70 --vary gNa,EK --count 1024': [],
  'loligo impedance --current 9 --from 20 --to 150 --count 131': [],
  'loligo impedance --model pospischil-rs --to 50 --count 50': [],
  'loligo equilibria --model morris-lecar-snlc --from -20 --to 120': [],
  'loligo equilibria --vary parameters.gK --current 10': [],
  'loligo equilibria --json': [],
  'loligo fit examples/recorded-potential.csv --free gNa,gK,gL --current 12 --onset 5 --out fitted': [
    'Of 1400000 candidates',
  ],
  'loligo fit trace.csv --experiment protocol.json --free gNa,gK --range gK=20:60 --window 10:40': [],
  'loligo fit examples/cortical-potential.csv --experiment examples/cortical-potential.json --free gNa,gK --range gNa=0.5:80 --range gK=0.0001:15 --count 5000':
    [],
  'loligo lesson check mine.md': [],
  'loligo fit points.csv --free gNa,gK --range gNa=60:180 --count 1000': [],
};

/** Commands that are not run at all. */
export const notRun: Readonly<Record<string, string>> = {
  'generate-experiment | loligo run - --out results': 'stands for a program of the reader',
  'loligo slurm experiment.json --parts 100 --out results --time 4:00:00 --cpus 8 --memory 4G --submit':
    'submits to a scheduler: test/cli/slurm.test.ts has one that only notes what it is given',
  'loligo slurm experiment.json --parts 100 --out results --time 4:00:00 --gpus 1 --partition gpu':
    'wants a folder without results: test/cli/slurm.test.ts reads the script',
  'loligo slurm billion.json --parts 10000 --out results --time 0:30:00 --cpus 1 --memory 1G':
    'is for what bench -- billion runs a part of',
  'seq -w 1 100 | parallel --jobs 8 loligo run experiment.json --part {}/100 --out results/part={} --backend cpu --threads 1 --format parquet --resume':
    'test/cli/cluster-guide.test.ts runs it where GNU parallel is installed',
  'loligo run experiment.json --out results --adapter 4090,3080': 'needs two GPUs of such names',
  'python run_brian2.py results':
    'needs Brian2: test/exchange/programs.test.ts runs its scripts where it is installed',
};

/** Blocks by how they begin that are compared with nothing. */
export const notCompared: Readonly<Record<string, string>> = {
  'results/\n  part=001/': 'parts on their way: test/cli/results/ and bench -- slurm have such folders',
  '$ loligo parts results':
    'parts on their way: test/cli/parts.test.ts and test/cli/slurm.test.ts have the lines',
  '![An artificial unit, and': 'a line of a lesson: test/lessons/ reads such lines',
  '513 of 1000 fire': 'a program prints it: test/hosts/package.test.ts compares it',
  '$ loligo run experiment.json --out results\n^C': 'a signal ends the process: test/cli/results/ has it',
  'loligo: CPU, float32, 2 threads: 320 million':
    'a speed is of the machine: test/cli/backend.test.ts has the line',
  'cell,stimulus.amplitude_uA_cm2,spikes,rate_Hz,latency_ms,peak_mV,trough_mV\n0,6,0,0,2.870696498':
    'Brian2 printed it: test/exchange/programs.test.ts compares spike times where it is installed',
  'cell,stimulus.amplitude_uA_cm2,spikes,rate_Hz,latency_ms,peak_mV,trough_mV\n0,6,0,0,2.870693747':
    'NEURON printed it: test/exchange/programs.test.ts compares spike times where it is installed',
};
