import { test } from 'vitest';
import { parseExperiment } from '/work/main/src/protocol/experiment.ts';
import { CpuSimulation } from '/work/main/src/engine/cpu/simulation.ts';
import { runExperiment } from '/work/main/src/engine/run.ts';
import { equilibria } from '/work/main/src/model/equilibrium.ts';
import { membranes } from '/work/main/src/model/catalogue.ts';
test('x', async () => {
  const hh = membranes['hodgkin-huxley']!;
  console.log(equilibria(hh).rest(Object.fromEntries(Object.entries(hh.parameters).map(([k, p]) => [k, p.value]))));
  const values=[3,5,6,6.5,7,8,10,15,20,30,50,100,120];
  for (const [integrator,dt] of [['exponential',0.01],['exponential',0.025],['exponential',0.001]] as const) {
    const e = parseExperiment({sweep:{x:{vary:'stimulus.amplitude',values}},duration:1000,dt,integrator,measure:{from:300}});
    const s = CpuSimulation.create(e); const t=performance.now();
    const m = await runExperiment(s);
    const sec=(performance.now()-t)/1000;
    console.log(integrator, dt, sec.toFixed(2)+'s', (s.step*s.cells/sec/1e6).toFixed(2)+'M/s');
    console.log(values.map((v,i)=>`${v}: ${m.spikes[i]} ${m.rate[i]!.toFixed(4)} lat ${m.latency[i]!.toFixed(3)} ${m.peak[i]!.toFixed(2)} ${m.trough[i]!.toFixed(2)}`).join('\n'));
  }
}, 100000);
