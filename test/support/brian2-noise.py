"""Hodgkin-Huxley neurons under an Ornstein-Uhlenbeck current, by Brian2: mean rate and its standard error, Hz.

Arguments: number of neurons, time before and of the measurement (ms), step (ms), mean and standard deviation of the current
(uA/cm2) and its correlation time (ms).
"""
import json
import sys

from brian2 import Network, NeuronGroup, SpikeMonitor, defaultclock, ms, mV, prefs, seed
from numpy import asarray, bincount, sqrt

prefs.codegen.target = "numpy"
neurons, before, during, dt, mean, sigma, tau = (float(text) for text in sys.argv[1:])
neurons = int(neurons)
seed(1)
defaultclock.dt = dt * ms

# Rates of the squid axon at 6.3 degC in the convention of -65 mV, 1/ms of V in mV.
equations = """
dv/dt = (I - 120*m**3*h*(v - 50) - 36*n**4*(v + 77) - 0.3*(v + 54.4)) / ms : 1
dm/dt = (am*(1 - m) - bm*m) / ms : 1
dh/dt = (ah*(1 - h) - bh*h) / ms : 1
dn/dt = (an*(1 - n) - bn*n) / ms : 1
dI/dt = (mean - I)/tau + sigma*sqrt(2/tau)*xi : 1
am = 1/exprel(-(v + 40)/10) : 1
bm = 4*exp(-(v + 65)/18) : 1
ah = 0.07*exp(-(v + 65)/20) : 1
bh = 1/(1 + exp(-(v + 35)/10)) : 1
an = 0.1/exprel(-(v + 55)/10) : 1
bn = 0.125*exp(-(v + 65)/80) : 1
"""
names = {"mean": mean, "sigma": sigma, "tau": tau * ms}
group = NeuronGroup(neurons, equations, method="euler", threshold="v > 0", refractory="v > -20", namespace=names)
group.v, group.m, group.h, group.n = -65, 0.0529, 0.596, 0.318
group.I = "mean + sigma*randn()"
spikes = SpikeMonitor(group)
net = Network(group, spikes)
net.run(before * ms)
counted = spikes.num_spikes
net.run(during * ms)
rates = bincount(asarray(spikes.i)[counted:], minlength=neurons) / (during / 1000)
print(json.dumps({"rate": rates.mean(), "error": rates.std(ddof=1) / sqrt(neurons)}))
