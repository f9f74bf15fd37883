"""The population of the peer benchmark in Brian2, C++ standalone with OpenMP. Prints one line of JSON.

usage: brian.py DIRECTORY METHOD DT_MS DURATION_MS THREADS CURRENT...|FROM:TO:COUNT
The compiled program stays in DIRECTORY, where ./main runs it again and results/last_run_info.txt has its seconds.
"""

import json
import sys

import brian2 as b

directory, method = sys.argv[1:3]
dt, duration, threads = float(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5])
if ":" in sys.argv[6]:
    first, last, count = sys.argv[6].split(":")
    currents = b.np.linspace(float(first), float(last), int(count))
else:
    currents = b.np.array([float(value) for value in sys.argv[6:]])

b.set_device("cpp_standalone", directory=directory, build_on_run=True)
b.prefs.devices.cpp_standalone.openmp_threads = threads
b.prefs.core.default_float_dtype = b.np.float64
b.defaultclock.dt = dt * b.ms

# Hodgkin and Huxley (1952) in units of ms, mV, uA/cm2 and mS/cm2, all taken as numbers.
equations = """
dV/dt = (I - 120*m**3*h*(V - 50) - 36*n**4*(V + 77) - 0.3*(V + 54.4))/ms : 1
dm/dt = (am*(1 - m) - bm*m)/ms : 1
dh/dt = (ah*(1 - h) - bh*h)/ms : 1
dn/dt = (an*(1 - n) - bn*n)/ms : 1
am = 1/exprel(-(V + 40)/10) : 1
bm = 4*exp(-(V + 65)/18) : 1
ah = 0.07*exp(-(V + 65)/20) : 1
bh = 1/(1 + exp(-(V + 35)/10)) : 1
an = 0.1/exprel(-(V + 55)/10) : 1
bn = 0.125*exp(-(V + 65)/80) : 1
I : 1
"""
neurons = b.NeuronGroup(len(currents), equations, method=method, threshold="V > 0", refractory="V > 0")
neurons.V = -64.9997224
neurons.m = 0.0529342176
neurons.h = 0.596111046
neurons.n = 0.317681168
neurons.I = currents
spikes = b.SpikeMonitor(neurons)
b.run(duration * b.ms)

times = {int(i): [] for i in range(len(currents))} if len(currents) < 100 else None
if times is not None:
    for i, t in zip(spikes.i, spikes.t / b.ms):
        times[int(i)].append(float(t))
print(
    json.dumps(
        {
            "version": f"Brian2 {b.__version__}",
            "seconds": float(b.device._last_run_time),
            "spikes": int(spikes.num_spikes),
            "times": list(times.values()) if times is not None else None,
        }
    )
)
