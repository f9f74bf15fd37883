#include <math.h>

/* Hodgkin and Huxley (1952) as XPPAUT calls it: V, m, h, n and I in, their slopes out; mV, ms, uA/cm2 and mS/cm2. */

static double exprel(double x) { return fabs(x) < 1e-5 ? 1 + x / 2 : (exp(x) - 1) / x; }

void hh(double *in, double *out, int inputs, int outputs, double *variables, double *constants) {
  const double V = in[0], m = in[1], h = in[2], n = in[3], I = in[4];
  const double am = 1 / exprel(-(V + 40) / 10), bm = 4 * exp(-(V + 65) / 18);
  const double ah = 0.07 * exp(-(V + 65) / 20), bh = 1 / (1 + exp(-(V + 35) / 10));
  const double an = 0.1 / exprel(-(V + 55) / 10), bn = 0.125 * exp(-(V + 65) / 80);
  out[0] = I - 120 * m * m * m * h * (V - 50) - 36 * n * n * n * n * (V + 77) - 0.3 * (V + 54.4);
  out[1] = am * (1 - m) - bm * m;
  out[2] = ah * (1 - h) - bh * h;
  out[3] = an * (1 - n) - bn * n;
}
