"""What the membranes of test/support/axons.ts do, by scipy: equations written out here once more, DOP853, roots and bisection.

Prints, a line each: rates of the axon from firing and where its rest loses stability; the current and rate of the fold of its cycles; the threshold of a
pulse, and the least period of a train of 60 that makes 60 spikes; the f-I curve of the interneuron and the fits of it. Takes some minutes.
"""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, curve_fit, fsolve

TIGHT = {"method": "DOP853", "rtol": 1e-10, "atol": 1e-12}
PHI = 2.3 ** ((19 - 6.3) / 10)


def u_over_exp(u):
    return 1.0 if abs(u) < 1e-8 else u / (1 - np.exp(-u))


def axon(current):
    def slopes(t, y):
        V, m, h, n = y
        am, bm = u_over_exp((V + 40) / 10), 4 * np.exp(-(V + 65) / 18)
        ah, bh = 0.07 * np.exp(-(V + 65) / 20), 1 / (1 + np.exp(-(V + 35) / 10))
        an, bn = 0.1 * u_over_exp((V + 55) / 10), 0.125 * np.exp(-(V + 65) / 80)
        ionic = 60 * m**3 * h * (V - 50) + 12 * n**4 * (V + 77) + 0.3 * (V + 54.4)
        return [
            current - ionic,
            PHI * (am * (1 - m) - bm * m),
            PHI * (ah * (1 - h) - bh * h),
            PHI * (an * (1 - n) - bn * n),
        ]

    return slopes


def interneuron(current):
    def slopes(t, y):
        V, h, n = y
        m = 1 / (1 + np.exp(-(V + 32) / 8))
        ionic = 35 * m**3 * h * (V - 55) + 9 * n**4 * (V + 90) + 0.1 * (V + 65)
        return [
            current - ionic,
            (1 / (1 + np.exp((V + 53) / 7)) - h) / (0.3 + 3 / np.cosh((V + 53) / 20)),
            (1 / (1 + np.exp(-(V + 31) / 10)) - n) / (0.5 + 2 / np.cosh((V + 40) / 25)),
        ]

    return slopes


def rising(V):
    def event(t, y):
        return y[0] - V

    event.direction = 1
    return event


def steady(slopes, potential, gates):
    """The equilibrium near a potential."""
    return fsolve(lambda y: slopes(0, y), [potential, *gates], xtol=1e-13)


def rate(slopes, start, duration):
    """Of the last period within a run, Hz; 0 where it has ceased to fire."""
    times = solve_ivp(slopes, [0, duration], start, events=rising(-20), **TIGHT).t_events[0]
    return 1000 / (times[-1] - times[-2]) if len(times) > 2 and times[-1] > duration - 200 else 0.0


def growth(current):
    """The largest real part of an eigenvalue at rest."""
    f = axon(current)
    y = steady(f, -60, REST[1:])
    derivatives = [
        (np.array(f(0, y + d)) - np.array(f(0, y - d))) / 2e-6 for d in 1e-6 * np.eye(4)
    ]
    return max(np.linalg.eigvals(np.array(derivatives).T).real)


REST = steady(axon(0), -65, [0.05, 0.6, 0.32])


def fold():
    """For each n where V rises through -20 mV the cycle and its current, from 1.05 times the least on; the least by a quartic."""
    run = solve_ivp(axon(2.4), [0, 200], [-20, *REST[1:]], events=rising(-20), **TIGHT)
    (_, m, h, n), period = run.y_events[0][-1], np.diff(run.t_events[0])[-1]

    def cycle(n, near):
        def back(u):
            m, h, period, current = u
            start = [-20, m, h, n]
            return solve_ivp(axon(current), [0, period], start, **TIGHT).y[:, -1] - start

        return fsolve(back, near, xtol=1e-12)

    step, found = 2e-3, [cycle(n, [m, h, period, 2.4])]
    if cycle(n + step, found[0])[3] > found[0][3]:
        step = -step
    while len(found) < 2 or found[-1][3] < found[-2][3]:
        n += step
        near = found[-1] if len(found) < 2 else 2 * found[-1] - found[-2]
        found.append(cycle(n, near))
    middle, near = n - step, found[-2]
    apart = 5e-4 * np.arange(-2, 3)
    curve = np.array([cycle(middle + d, near)[2:] for d in apart])
    current, period = np.polyfit(apart, curve[:, 1], 4), np.polyfit(apart, curve[:, 0], 4)
    turns = np.roots(np.polyder(current))
    at = min(turns[abs(turns.imag) < 1e-9].real, key=abs)
    return np.polyval(current, at), 1000 / np.polyval(period, at)


def spikes(pulses, after):
    """Peaks of V that lie 20 mV above what comes before and after, and not at the end of a pulse: (begin, end, current) each."""
    ends = [*(t for begin, end, _ in pulses for t in (begin, end)), pulses[-1][1] + after]
    y, times, values = REST, [], []
    for k, (a, b) in enumerate(zip(ends, ends[1:])):
        current = pulses[k // 2][2] if k % 2 == 0 else 0
        part = solve_ivp(axon(current), [a, b], y, dense_output=True, method="DOP853", rtol=1e-8, atol=1e-10)
        at = np.arange(a, b, 0.002)
        times.append(at), values.append(part.sol(at)[0])
        y = part.y[:, -1]
    times, values = np.concatenate(times), np.concatenate(values)
    found, low, high, peak, up = 0, values[0], values[0], 0.0, False
    for t, V in zip(times, values):
        if not up:
            low = min(low, V)
            if V - low >= 20:
                up, high, peak = True, V, t
        elif V > high:
            high, peak = V, t
        elif high - V >= 20:
            up, low = False, V
            found += all(abs(peak - end) > 0.005 for _, end, _ in pulses)
    return found


def least(happens, low, high, tolerance):
    while high - low > tolerance * high:
        middle = (low + high) / 2
        low, high = (low, middle) if happens(middle) else (middle, high)
    return high


def train(period, current=40, width=0.5, count=60):
    return spikes([(k * period, k * period + width, current) for k in range(count)], 15) == count


def f_i():
    currents = np.linspace(0, 6, 25)
    start = steady(interneuron(0), -65, [0.8, 0.03])
    rates = np.array([rate(interneuron(I), start, 1000) for I in currents])
    functions = {
        "power": (lambda I, k, a, p: k * np.maximum(I - a, 0) ** p, [60, 0.2, 0.7]),
        "relu": (lambda I, g, a: g * np.maximum(I - a, 0), [40, 0.2]),
        "sigmoid": (lambda I, a, b, w: a / (1 + np.exp(-(I - b) / w)), [200, 2, 1]),
    }
    print("rates", [round(float(x), 4) for x in rates])
    for name, (function, first) in functions.items():
        best, covariance = curve_fit(function, currents, rates, first, xtol=1e-12, ftol=1e-12)
        print(name, best, np.sqrt(np.diag(covariance)))


if __name__ == "__main__":
    currents = [2.4, 3, 4, 6, 10]
    firing = [rate(axon(I), [-20, *REST[1:]], 600) for I in currents]
    print("firing", currents, firing)
    print("rest ends", brentq(growth, 2, 20, xtol=1e-9))
    print("fold", *fold())
    f_i()
    print("pulse", least(lambda I: spikes([(0, 0.5, I)], 15) > 0, 1, 40, 1e-6))
    print("period", least(train, 3, 12, 1e-5))
