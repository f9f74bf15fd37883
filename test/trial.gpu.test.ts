import { gpuTest as test } from './support/gpu.ts';
import { parseExperiment } from '../src/protocol/experiment.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { runExperiment } from '../src/engine/run.ts';
test('x', {timeout: 100000}, async ({device}) => {
  const values=[3,5,6,6.5,7,8,10,15,20,30,50,100,120];
  {
    const e = parseExperiment({sweep:{x:{vary:'stimulus.amplitude',values}},duration:1000,dt:0.01,measure:{from:300}});
    const s = await WebGPUSimulation.create(device, e); const t=performance.now();
    console.log(s.wgsl);
    const m = await runExperiment(s);
    const sec=(performance.now()-t)/1000;
    console.log(sec.toFixed(2)+'s', (s.step*s.cells/sec/1e6).toFixed(2)+'M/s');
    console.log(values.map((v,i)=>`${v}: ${m.spikes[i]} ${m.rate[i]!.toFixed(4)} lat ${m.latency[i]!.toFixed(3)} ${m.peak[i]!.toFixed(2)} ${m.trough[i]!.toFixed(2)}`).join('\n'));
  }
  for (const integrator of ['euler','exponential']) {
    const e = parseExperiment({sweep:{x:{vary:'stimulus.amplitude',from:0,to:60,count:65536}},duration:60,dt:0.025,integrator,measure:{from:20}});
    const s = await WebGPUSimulation.create(device, e); await s.advance(100); 
    for (let k=0;k<3;k++) { const t=performance.now();
    await s.advance(400);
    const sec=(performance.now()-t)/1000;
    console.log(integrator, sec.toFixed(2)+'s', (400*s.cells/sec/1e6).toFixed(2)+'M/s');}
    s.destroy();
  }
});
