import { CpuSimulation, parseExperiment, prepare, runExperiment } from 'loligo';

const experiment = parseExperiment({
  stimulus: { kind: 'constant', amplitude: 10 }, // uA/cm2
  sweep: { x: { vary: 'parameters.gK', from: 20, to: 60, count: 1000 } }, // mS/cm2
  duration: 500, // ms
  measure: { from: 100 },
});
const simulation = await CpuSimulation.create(prepare(experiment));
const { rate } = await runExperiment(simulation); // Hz, one for each neuron
simulation.destroy();
const firing = rate.filter((hertz) => hertz > 0);
const [least, most] = [Math.min(...firing), Math.max(...firing)];
console.log(`${firing.length} of ${rate.length} fire, at ${least.toFixed(1)} to ${most.toFixed(1)} Hz`);
