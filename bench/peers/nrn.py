"""The population of the peer benchmark in NEURON, threads with contiguous memory. Prints one line of JSON.

usage: nrn.py SECONDORDER TABLES DT_MS DURATION_MS THREADS CURRENT...|FROM:TO:COUNT
TABLES is 1 to take the rates of hh from its tables of 1 mV, which is the default of hh, or 0 to compute them.
"""

import json
import sys
import time

from neuron import h

order, tables = int(sys.argv[1]), int(sys.argv[2])
dt, duration, threads = float(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5])
if ":" in sys.argv[6]:
    first, last, count = sys.argv[6].split(":")
    first, last, count = float(first), float(last), int(count)
    currents = [first + (last - first) * i / (count - 1) for i in range(count)]
else:
    currents = [float(value) for value in sys.argv[6:]]

cells, clamps, times, watches = [], [], [], []
for i, current in enumerate(currents):
    section = h.Section(name=f"cell{i}")
    section.L = section.diam = (100 / 3.141592653589793) ** 0.5  # 100 um2
    section.cm = 1
    section.insert("hh")
    section.ena, section.ek = 50, -77
    section(0.5).hh.el = -54.4
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur = 0, 1e9
    clamp.amp = current * 1e-3  # nA through 100 um2 for uA/cm2
    watch = h.NetCon(section(0.5)._ref_v, None, sec=section)
    watch.threshold = 0
    if len(currents) < 100:
        record = h.Vector()
        watch.record(record)
        times.append(record)
    cells.append(section)
    clamps.append(clamp)
    watches.append(watch)

h.celsius = 6.3
h.secondorder = order
h.usetable_hh = tables
context = h.ParallelContext()
context.nthread(threads)
context.set_maxstep(10)
h.CVode().cache_efficient(1)
h.dt = dt
h.finitialize(-64.9997224)
started = time.perf_counter()
context.psolve(duration)
seconds = time.perf_counter() - started
print(
    json.dumps(
        {
            "version": f"NEURON {h.nrnversion(0)}",
            "seconds": seconds,
            "times": [list(record) for record in times] if times else None,
        }
    )
)
