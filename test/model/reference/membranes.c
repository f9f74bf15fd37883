/*
 * The shipped membranes a second time: written from the equations of their papers, not from src/model/membranes and with
 * nothing of Loligo in it. Float64, Runge-Kutta of fourth order. Prints membranes.reference.json. README.md says how to run it.
 *
 * mV, ms, mS/cm2, uF/cm2, uA/cm2, mM; x[0] is V.
 */
#include <complex.h>
#undef I
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_STATES 8
#define MOST_SPIKES 20000
static const double F = 96485.33212331, R = 8.31446261815324, KELVIN = 273.15;

/* What some of the cases change. */
typedef struct {
  double gA;                     /* connor-stevens */
  double EL;                     /* relay, persistent-sodium */
  double gCa, V3, V4, phi;       /* morris-lecar */
  double gL, gK, gM, gCaL, gT;   /* pospischil */
  double Vn;                     /* persistent-sodium */
  double beta_w;                 /* prescott */
  double theta_m, gd;            /* golomb */
  double ENa, EK;                /* hodgkin-huxley, lecture */
  int pool;                      /* pospischil-lts: whether ECa follows the pool */
} Numbers;
static Numbers k;

typedef struct {
  const char *name;
  int states;
  double dt;
  /* Slopes at the current I. */
  void (*slope)(const double *x, double I, double *dx);
  /* All other states where they stay at V. */
  void (*steady)(double V, double *x);
  double C;
} Model;

/* x / (e^x - 1) */
static double xr(double x) { return fabs(x) < 1e-12 ? 1 - x / 2 : x / expm1(x); }
/* 1 / (1 + e^{-(V - half) / slope}) */
static double boltzmann(double V, double half, double slope) { return 1 / (1 + exp(-(V - half) / slope)); }

/* ---- hodgkin-huxley, lecture: V m h n ---- */
static void squid_rates(double V, double *a, double *b) {
  a[1] = xr(-(V + 40) / 10), b[1] = 4 * exp(-(V + 65) / 18);
  a[2] = 0.07 * exp(-(V + 65) / 20), b[2] = 1 / (1 + exp(-(V + 35) / 10));
  a[3] = 0.1 * xr(-(V + 55) / 10), b[3] = 0.125 * exp(-(V + 65) / 80);
}
static void squid_slope(const double *x, double I, double *dx) {
  double a[4], b[4], V = x[0];
  squid_rates(V, a, b);
  for (int i = 1; i < 4; i++) dx[i] = a[i] * (1 - x[i]) - b[i] * x[i];
  dx[0] = I - 120 * pow(x[1], 3) * x[2] * (V - k.ENa) - 36 * pow(x[3], 4) * (V - k.EK) - 0.3 * (V - k.EL);
}
static void squid_steady(double V, double *x) {
  double a[4], b[4];
  squid_rates(V, a, b);
  for (int i = 1; i < 4; i++) x[i] = a[i] / (a[i] + b[i]);
}

/* ---- connor-stevens: V m h n a b ---- */
static void connor_curves(double V, double *inf, double *tau) {
  double am = 3.8 * xr(-(V + 29.7) / 10), bm = 15.2 * exp(-0.0556 * (V + 54.7));
  double ah = 0.266 * exp(-0.05 * (V + 48)), bh = 3.8 / (1 + exp(-0.1 * (V + 18)));
  double an = 0.2 * xr(-(V + 45.7) / 10), bn = 0.25 * exp(-0.0125 * (V + 55.7));
  inf[1] = am / (am + bm), tau[1] = 1 / (am + bm);
  inf[2] = ah / (ah + bh), tau[2] = 1 / (ah + bh);
  inf[3] = an / (an + bn), tau[3] = 1 / (an + bn);
  inf[4] = cbrt(0.0761 * exp(0.0314 * (V + 94.22)) / (1 + exp(0.0346 * (V + 1.17))));
  tau[4] = 0.3632 + 1.158 / (1 + exp(0.0497 * (V + 55.96)));
  inf[5] = pow(1 + exp(0.0688 * (V + 53.3)), -4);
  tau[5] = 1.24 + 2.678 / (1 + exp(0.0624 * (V + 50)));
}
static void connor_slope(const double *x, double I, double *dx) {
  double inf[6], tau[6], V = x[0];
  connor_curves(V, inf, tau);
  for (int i = 1; i < 6; i++) dx[i] = (inf[i] - x[i]) / tau[i];
  dx[0] = I - 120 * pow(x[1], 3) * x[2] * (V - 55) - 20 * pow(x[3], 4) * (V + 72) -
          k.gA * pow(x[4], 3) * x[5] * (V + 75) - 0.3 * (V + 17);
}
static void connor_steady(double V, double *x) {
  double tau[6];
  connor_curves(V, x, tau);
}

/* ---- wang-buzsaki: V h n ---- */
static void wang_slope(const double *x, double I, double *dx) {
  double V = x[0], h = x[1], n = x[2];
  double am = xr(-(V + 35) / 10), bm = 4 * exp(-(V + 60) / 18), m = am / (am + bm);
  dx[1] = 5 * (0.07 * exp(-(V + 58) / 20) * (1 - h) - h / (1 + exp(-0.1 * (V + 28))));
  dx[2] = 5 * (0.1 * xr(-(V + 34) / 10) * (1 - n) - 0.125 * exp(-(V + 44) / 80) * n);
  dx[0] = I - 35 * m * m * m * h * (V - 55) - 9 * n * n * n * n * (V + 90) - 0.1 * (V + 65);
}
static void wang_steady(double V, double *x) {
  double ah = 0.07 * exp(-(V + 58) / 20), bh = 1 / (1 + exp(-0.1 * (V + 28)));
  double an = 0.1 * xr(-(V + 34) / 10), bn = 0.125 * exp(-(V + 44) / 80);
  x[1] = ah / (ah + bh), x[2] = an / (an + bn);
}

/* ---- sodium and potassium of Traub and Miles, in three membranes; v = V - VT ---- */
static void traub_rates(double v, double *a, double *b) {
  a[1] = 0.32 * 4 * xr((13 - v) / 4), b[1] = 0.28 * 5 * xr((v - 40) / 5);
  a[2] = 0.128 * exp((17 - v) / 18), b[2] = 4 / (1 + exp((40 - v) / 5));
  a[3] = 0.032 * 5 * xr((15 - v) / 5), b[3] = 0.5 * exp((10 - v) / 40);
}

/* ---- traub-miles: V m h n ---- */
static void traub_slope(const double *x, double I, double *dx) {
  double a[4], b[4], V = x[0];
  traub_rates(V + 63, a, b);
  for (int i = 1; i < 4; i++) dx[i] = a[i] * (1 - x[i]) - b[i] * x[i];
  dx[0] = I - 100 * pow(x[1], 3) * x[2] * (V - 50) - 30 * pow(x[3], 4) * (V + 90) - 0.05 * (V + 65);
}
static void traub_steady(double V, double *x) {
  double a[4], b[4];
  traub_rates(V + 63, a, b);
  for (int i = 1; i < 4; i++) x[i] = a[i] / (a[i] + b[i]);
}

/* ---- morris-lecar: V w ---- */
static void lecar_steady(double V, double *x) { x[1] = (1 + tanh((V - k.V3) / k.V4)) / 2; }
static void lecar_slope(const double *x, double I, double *dx) {
  double V = x[0], inf[2], m = (1 + tanh((V + 1.2) / 18)) / 2;
  lecar_steady(V, inf);
  dx[1] = k.phi * cosh((V - k.V3) / (2 * k.V4)) * (inf[1] - x[1]);
  dx[0] = (I - k.gCa * m * (V - 120) - 8 * x[1] * (V + 84) - 2 * (V + 60)) / 20;
}

/* ---- pospischil: V m h n p, then q r of the L current, u of the T current, calcium ---- */
static double tau_u(double V) {
  double U = V + 2;
  return (30.8 + (211.4 + exp((U + 113.2) / 5)) / (1 + exp((U + 84) / 3.2))) / pow(3, 1.2);
}
static double nernst36(double ca) { return 1000 * R * (36 + KELVIN) / (2 * F) * log(2 / ca); }
static double T_current(double V, double u, double ca) {
  double s = boltzmann(V + 2, -57, 6.2);
  return k.gT * s * s * u * (V - (k.pool ? nernst36(ca) : 120));
}
static void pospischil_slope(const double *x, double I, double *dx) {
  double a[4], b[4], V = x[0];
  traub_rates(V + 55, a, b);
  for (int i = 1; i < 4; i++) dx[i] = a[i] * (1 - x[i]) - b[i] * x[i];
  dx[4] = (boltzmann(V, -35, 10) - x[4]) * (3.3 * exp((V + 35) / 20) + exp(-(V + 35) / 20)) / 1000;
  dx[5] = 0.055 * 3.8 * xr((-27 - V) / 3.8) * (1 - x[5]) - 0.94 * exp((-75 - V) / 17) * x[5];
  dx[6] = 0.000457 * exp((-13 - V) / 50) * (1 - x[6]) - 0.0065 / (1 + exp((-15 - V) / 28)) * x[6];
  dx[7] = (boltzmann(V + 2, -81, -4) - x[7]) / tau_u(V);
  dx[0] = I - 50 * pow(x[1], 3) * x[2] * (V - 50) - k.gK * pow(x[3], 4) * (V + 100) - k.gL * (V - k.EL) -
          k.gM * x[4] * (V + 100) - k.gCaL * x[5] * x[5] * x[6] * (V - (k.pool ? nernst36(2.4e-4) : 120));
}
static void pospischil_steady(double V, double *x) {
  double a[4], b[4], aq, bq, ar, br;
  traub_rates(V + 55, a, b);
  for (int i = 1; i < 4; i++) x[i] = a[i] / (a[i] + b[i]);
  x[4] = boltzmann(V, -35, 10);
  aq = 0.055 * 3.8 * xr((-27 - V) / 3.8), bq = 0.94 * exp((-75 - V) / 17), x[5] = aq / (aq + bq);
  ar = 0.000457 * exp((-13 - V) / 50), br = 0.0065 / (1 + exp((-15 - V) / 28)), x[6] = ar / (ar + br);
  x[7] = boltzmann(V + 2, -81, -4);
}
/* lts: V m h n p u Ca; the states of the others with u and calcium in the places of q and r */
static void lts_slope(const double *x, double I, double *dx) {
  double all[8], slopes[8], IT = T_current(x[0], x[5], x[6]);
  memcpy(all, x, 5 * sizeof(double));
  all[5] = all[6] = 0, all[7] = x[5];
  pospischil_slope(all, I, slopes);
  memcpy(dx, slopes, 5 * sizeof(double));
  dx[5] = slopes[7];
  /* 1e4 ICa / (2 F depth) with ICa in mA/cm2, depth 1 um */
  dx[6] = fmax(0, -1e4 * (IT / 1000) / (2 * F)) + (2.4e-4 - x[6]) / 5;
  dx[0] = slopes[0] - IT;
}
static void lts_steady(double V, double *x) {
  double all[8];
  pospischil_steady(V, all);
  memcpy(x + 1, all + 1, 4 * sizeof(double));
  x[5] = all[7], x[6] = 2.4e-4;
  for (int i = 0; i < 200; i++) x[6] = 2.4e-4 + 5 * fmax(0, -10 * T_current(V, x[5], x[6]) / (2 * F));
}

/* ---- persistent-sodium: V n ---- */
static void persistent_slope(const double *x, double I, double *dx) {
  double V = x[0];
  dx[1] = boltzmann(V, k.Vn, 5) - x[1];
  dx[0] = I - 8 * (V - k.EL) - 20 * boltzmann(V, -20, 15) * (V - 60) - 10 * x[1] * (V + 90);
}
static void persistent_steady(double V, double *x) { x[1] = boltzmann(V, k.Vn, 5); }

/* ---- prescott: V w ---- */
static void prescott_steady(double V, double *x) { x[1] = (1 + tanh((V - k.beta_w) / 10)) / 2; }
static void prescott_slope(const double *x, double I, double *dx) {
  double V = x[0], inf[2], m = (1 + tanh((V + 1.2) / 18)) / 2;
  prescott_steady(V, inf);
  dx[1] = 0.15 * (inf[1] - x[1]) * cosh((V - k.beta_w) / 20);
  dx[0] = (I - 20 * m * (V - 50) - 20 * x[1] * (V + 100) - 2 * (V + 70)) / 2;
}

/* ---- golomb: V h n a b ---- */
static void golomb_steady(double V, double *x) {
  x[1] = boltzmann(V, -58.3, -6.7);
  x[2] = boltzmann(V, -12.4, 6.8);
  x[3] = boltzmann(V, -50, 20);
  x[4] = boltzmann(V, -70, -6);
}
static void golomb_slope(const double *x, double I, double *dx) {
  double V = x[0], inf[5], m = boltzmann(V, k.theta_m, 11.5);
  golomb_steady(V, inf);
  dx[1] = (inf[1] - x[1]) / (0.5 + 14 / (1 + exp((V + 60) / 12)));
  dx[2] = (inf[2] - x[2]) / ((0.087 + 11.4 / (1 + exp((V + 14.6) / 8.6))) * (0.087 + 11.4 / (1 + exp(-(V - 1.3) / 18.7))));
  dx[3] = (inf[3] - x[3]) / 2;
  dx[4] = (inf[4] - x[4]) / 150;
  dx[0] = I - 112.5 * m * m * m * x[1] * (V - 50) - 225 * x[2] * x[2] * (V + 90) - 0.25 * (V + 70) -
          k.gd * pow(x[3], 3) * x[4] * (V + 90);
}

/* ---- relay: V m h n mT hT, 34 degC ---- */
static double relay_tau_m(double V) {
  return (0.612 + 1 / (exp(-(V + 131) / 16.7) + exp((V + 15.8) / 18.2))) / 2.5;
}
static double relay_tau_h(double V) {
  return (V < -81 ? exp((V + 466) / 66.6) : 28 + exp(-(V + 21) / 10.5)) / 2.5;
}
static void relay_steady(double V, double *x) {
  double a[4], b[4];
  traub_rates(V + 52, a, b);
  for (int i = 1; i < 4; i++) x[i] = a[i] / (a[i] + b[i]);
  x[4] = boltzmann(V, -56, 6.2), x[5] = boltzmann(V, -80, -4);
}
static void relay_slope(const double *x, double I, double *dx) {
  double a[4], b[4], inf[6], V = x[0], warm = pow(3, -0.2);
  /* zVF/RT; G = z F xi (Cai - Cao e^-xi) / (1 - e^-xi), and xi / (1 - e^-xi) = xr(-xi), in mM C/mol: cm/s times it is uA/cm2 */
  double xi = 2 * V * 1e-3 * F / (R * (34 + KELVIN)), G = 2 * F * xr(-xi) * (240e-6 - 2 * exp(-xi));
  traub_rates(V + 52, a, b);
  relay_steady(V, inf);
  for (int i = 1; i < 4; i++) dx[i] = warm * (a[i] * (1 - x[i]) - b[i] * x[i]);
  dx[4] = (inf[4] - x[4]) / relay_tau_m(V);
  dx[5] = (inf[5] - x[5]) / relay_tau_h(V);
  dx[0] = (I - 100 * pow(x[1], 3) * x[2] * (V - 50) - 100 * pow(x[3], 4) * (V + 100) - 0.0379 * (V - k.EL) -
           3e-5 * x[4] * x[4] * x[5] * G) / 0.88;
}

/* ------------------------------------------------------------------ what is asked of them */

static double ionic(const Model *m, double V) {
  double x[MOST_STATES], dx[MOST_STATES];
  x[0] = V;
  m->steady(V, x);
  m->slope(x, 0, dx);
  return -dx[0] * m->C;
}

/* The lowest potential at which all stays without a stimulus. */
static double rest(const Model *m) {
  double low = -149;
  while (ionic(m, low) < 0) if ((low += 0.01) > 100) return NAN;
  double high = low;
  low -= 0.01;
  for (int i = 0; i < 80; i++) {
    double middle = (low + high) / 2;
    if (ionic(m, middle) < 0) low = middle; else high = middle;
  }
  return (low + high) / 2;
}

/* The first fold of the steady I-V curve above the rest: the largest current that the rest can take. */
static double fold(const Model *m) {
  double V = rest(m);
  while (ionic(m, V + 0.01) > ionic(m, V)) if ((V += 0.01) > 60) return NAN;
  double low = V - 0.02, high = V + 0.02;
  for (int i = 0; i < 100; i++) {
    double a = low + (high - low) / 3, b = high - (high - low) / 3;
    if (ionic(m, a) < ionic(m, b)) low = a; else high = b;
  }
  return ionic(m, (low + high) / 2);
}

/* The largest real part of a pair of complex eigenvalues of the equilibrium at V; NaN if all are real. */
static double oscillation(const Model *m, double V) {
  int n = m->states;
  double x[MOST_STATES], J[MOST_STATES][MOST_STATES], I = ionic(m, V);
  x[0] = V;
  m->steady(V, x);
  for (int j = 0; j < n; j++) {
    double up[MOST_STATES], down[MOST_STATES], at = x[j], h = j ? 1e-6 : 1e-5;
    x[j] = at + h, m->slope(x, I, up);
    x[j] = at - h, m->slope(x, I, down);
    x[j] = at;
    for (int i = 0; i < n; i++) J[i][j] = (up[i] - down[i]) / (2 * h);
  }
  /* Characteristic polynomial (Faddeev and LeVerrier), then all roots at once (Durand and Kerner). */
  double M[MOST_STATES][MOST_STATES] = {{0}}, c[MOST_STATES + 1];
  c[n] = 1;
  for (int step = 1; step <= n; step++) {
    double next[MOST_STATES][MOST_STATES] = {{0}}, trace = 0;
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) {
      for (int l = 0; l < n; l++) next[i][j] += J[i][l] * M[l][j];
      if (i == j) next[i][j] += c[n - step + 1];
    }
    memcpy(M, next, sizeof M);
    for (int i = 0; i < n; i++) for (int l = 0; l < n; l++) trace += J[i][l] * M[l][i];
    c[n - step] = -trace / step;
  }
  double complex z[MOST_STATES];
  for (int i = 0; i < n; i++) z[i] = 3 * cpow(0.4 + 0.9 * _Complex_I, i);
  for (int round = 0; round < 500; round++) for (int i = 0; i < n; i++) {
    double complex value = 1, others = 1;
    for (int l = n - 1; l >= 0; l--) value = value * z[i] + c[l];
    for (int l = 0; l < n; l++) if (l != i) others *= z[i] - z[l];
    z[i] -= value / others;
  }
  double largest = NAN;
  for (int i = 0; i < n; i++) if (fabs(cimag(z[i])) > 1e-7 && !(creal(z[i]) <= largest)) largest = creal(z[i]);
  return largest;
}

/* Currents at which a pair of eigenvalues is imaginary, between two potentials. @returns how many */
static int hopf(const Model *m, double from, double to, double *currents) {
  int found = 0;
  double before = oscillation(m, from);
  for (double V = from; V < to; V += 0.05) {
    double after = oscillation(m, V + 0.05);
    if (before * after < 0) {
      double low = V, high = V + 0.05;
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (oscillation(m, middle) * before > 0) low = middle; else high = middle;
      }
      currents[found++] = ionic(m, low);
    }
    before = after;
  }
  return found;
}

/* Events, and the highest potential after `watched` ms. */
typedef struct { int count; double times[MOST_SPIKES], peak; } Train;

static double watched = 0;

/* From rest at `start` mV (NaN: relaxed), current a until `until`, then b; events are peaks of a prominence of 20 mV. */
static void run(const Model *m, double start, double a, double until, double b, double duration, Train *train) {
  int n = m->states, rising = 0;
  double x[MOST_STATES], s1[MOST_STATES], s2[MOST_STATES], s3[MOST_STATES], s4[MOST_STATES], y[MOST_STATES];
  double dt = m->dt, extreme, at = 0;
  x[0] = isnan(start) ? rest(m) : start;
  m->steady(x[0], x);
  extreme = x[0];
  double V1 = x[0], V2 = x[0];
  train->count = 0;
  long steps = lround(duration / dt);
  train->peak = -INFINITY;
  for (long step = 1; step <= steps; step++) {
    double I = (step - 0.5) * dt < until ? a : b;
    m->slope(x, I, s1);
    for (int i = 0; i < n; i++) y[i] = x[i] + dt / 2 * s1[i];
    m->slope(y, I, s2);
    for (int i = 0; i < n; i++) y[i] = x[i] + dt / 2 * s2[i];
    m->slope(y, I, s3);
    for (int i = 0; i < n; i++) y[i] = x[i] + dt * s3[i];
    m->slope(y, I, s4);
    for (int i = 0; i < n; i++) x[i] += dt / 6 * (s1[i] + 2 * s2[i] + 2 * s3[i] + s4[i]);
    double V = x[0];
    if (step * dt > watched) train->peak = fmax(train->peak, V);
    /* A top between the last two steps: by a parabola. */
    if (V2 < V1 && V1 >= V && rising && V1 >= extreme) {
      double curve = V2 - 2 * V1 + V, place = curve < 0 ? (V2 - V) / (2 * curve) : 0;
      at = (step - 1 + place) * dt;
    }
    if (!rising) {
      if (V < extreme) extreme = V;
      else if (V - extreme >= 20) rising = 1, extreme = V;
    } else {
      if (V > extreme) extreme = V;
      else if (extreme - V >= 20) {
        if (train->count < MOST_SPIKES) train->times[train->count++] = at;
        rising = 0, extreme = V;
      }
    }
    V2 = V1, V1 = V;
  }
}

static double rate_of(const Model *m, double start, double I, double settle, double window) {
  static Train train;
  run(m, start, I, INFINITY, 0, settle + window, &train);
  int first = 0;
  while (first < train.count && train.times[first] < settle) first++;
  int n = train.count - first;
  return n < 2 ? 0 : 1000 * (n - 1) / (train.times[train.count - 1] - train.times[first]);
}

/* ------------------------------------------------------------------ the cases */

static const Model squid = {"hodgkin-huxley", 4, 0.005, squid_slope, squid_steady, 1};
static const Model lecture = {"lecture", 4, 0.005, squid_slope, squid_steady, 1};
static const Model connor = {"connor-stevens", 6, 0.005, connor_slope, connor_steady, 1};
static const Model wang = {"wang-buzsaki", 3, 0.005, wang_slope, wang_steady, 1};
static const Model traub = {"traub-miles", 4, 0.005, traub_slope, traub_steady, 1};
static const Model lecar_hopf = {"morris-lecar-hopf", 2, 0.005, lecar_slope, lecar_steady, 20};
static const Model lecar_snlc = {"morris-lecar-snlc", 2, 0.005, lecar_slope, lecar_steady, 20};
static const Model lecar_homoclinic = {"morris-lecar-homoclinic", 2, 0.005, lecar_slope, lecar_steady, 20};
static const Model regular = {"pospischil-rs", 8, 0.005, pospischil_slope, pospischil_steady, 1};
static const Model fast = {"pospischil-fs", 8, 0.005, pospischil_slope, pospischil_steady, 1};
static const Model bursting = {"pospischil-ib", 8, 0.005, pospischil_slope, pospischil_steady, 1};
static const Model low_threshold = {"pospischil-lts", 7, 0.005, lts_slope, lts_steady, 1};
static const Model persistent_high = {"persistent-sodium-high", 2, 0.001, persistent_slope, persistent_steady, 1};
static const Model persistent_low = {"persistent-sodium-low", 2, 0.001, persistent_slope, persistent_steady, 1};
static const Model prescott = {"prescott", 2, 0.005, prescott_slope, prescott_steady, 2};
static const Model golomb = {"golomb", 5, 0.005, golomb_slope, golomb_steady, 1};
static const Model relay = {"relay", 6, 0.005, relay_slope, relay_steady, 0.88};

static int cases = 0;
static const Model *now;

/* Begins a case. @param parameters that are not those of the membrane, as JSON */
static void begin(const Model *m, const char *parameters) {
  now = m;
  printf("%s\n{\"membrane\": \"%s\", \"parameters\": {%s}", cases++ ? "}," : "", m->name, parameters);
}
static void rest_is(void) { printf(", \"rest\": %.4f", rest(now)); }
/* Where the rest is lost: at the fold of the steady curve, or where it begins to oscillate between two potentials. */
static void fold_is(void) { printf(", \"fold\": %.5f", fold(now)); }
static void hopf_is(double from, double to) {
  double currents[20];
  int found = hopf(now, from, to, currents);
  printf(", \"hopf\": [");
  for (int i = 0; i < found; i++) printf("%s%.5f", i ? ", " : "", currents[i]);
  printf("]");
}
/* Rates after `settle` ms in a window of so many ms, from rest or a given potential. */
static void rates_are(double start, double settle, double window, int count, const double *currents) {
  printf(", \"rates\": {");
  if (!isnan(start)) printf("\"start\": %g, ", start);
  printf("\"settle\": %g, \"window\": %g, \"currents\": [", settle, window);
  for (int i = 0; i < count; i++) printf("%s%g", i ? ", " : "", currents[i]);
  printf("], \"hertz\": [");
  for (int i = 0; i < count; i++) printf("%s%.4f", i ? ", " : "", rate_of(now, start, currents[i], settle, window));
  printf("]}");
}
#define RATES(start, settle, window, ...) \
  rates_are(start, settle, window, sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})
/* Of one current it goes on firing, of the other not. */
static void onset_is(double silent, double firing, double settle, double window) {
  double below = rate_of(now, NAN, silent, settle, window), above = rate_of(now, NAN, firing, settle, window);
  if (below != 0 || above == 0) fprintf(stderr, "%s: the onset is not between %g and %g: %g, %g Hz\n", now->name, silent, firing, below, above);
  printf(", \"onset\": {\"silent\": %g, \"firing\": %g, \"settle\": %g, \"window\": %g}", silent, firing, settle, window);
}
/* All spikes under a current that is on until `end` (none: to the end of the run). */
static void train_is(double amplitude, double end, double duration) {
  static Train train;
  run(now, NAN, amplitude, isnan(end) ? INFINITY : end, 0, duration, &train);
  printf(", \"train\": {\"amplitude\": %.10g, ", amplitude);
  if (!isnan(end)) printf("\"end\": %g, ", end);
  printf("\"duration\": %g, \"times\": [", duration);
  for (int i = 0; i < train.count; i++) printf("%s%.3f", i ? ", " : "", train.times[i]);
  printf("]}");
}
/* The highest potentials in a window of so many ms after `settle`. */
static void peaks_are(double settle, double window, int count, const double *currents) {
  static Train train;
  printf(", \"peaks\": {\"settle\": %g, \"window\": %g, \"currents\": [", settle, window);
  for (int i = 0; i < count; i++) printf("%s%g", i ? ", " : "", currents[i]);
  printf("], \"V\": [");
  watched = settle;
  for (int i = 0; i < count; i++) run(now, NAN, currents[i], INFINITY, 0, settle + window, &train), printf("%s%.3f", i ? ", " : "", train.peak);
  watched = 0;
  printf("]}");
}
#define PEAKS(settle, window, ...) \
  peaks_are(settle, window, sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})
/* The first spike under each current. */
static void delays_are(double duration, int count, const double *currents) {
  static Train train;
  printf(", \"delays\": {\"duration\": %g, \"currents\": [", duration);
  for (int i = 0; i < count; i++) printf("%s%g", i ? ", " : "", currents[i]);
  printf("], \"times\": [");
  for (int i = 0; i < count; i++) run(now, NAN, currents[i], INFINITY, 0, duration, &train), printf("%s%.3f", i ? ", " : "", train.times[0]);
  printf("]}");
}
#define DELAYS(duration, ...) \
  delays_are(duration, sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})
/* nA into so many um2, as uA/cm2 */
static double density(double nA, double area) { return nA * 1e-3 / (area * 1e-8); }

int main(void) {
  printf("{\"cases\": [");

  k = (Numbers){.ENa = 50, .EK = -77, .EL = -54.4};
  begin(&squid, "");
  rest_is(), hopf_is(-70, -30), onset_is(6.2, 6.3, 300, 700), RATES(NAN, 500, 500, 6.5, 10, 20, 50);
  k = (Numbers){.ENa = 55, .EK = -75, .EL = -50};
  begin(&lecture, "");
  rest_is(), hopf_is(-70, -30), onset_is(2.85, 2.9, 300, 700), RATES(NAN, 500, 500, 4, 10, 20, 50);

  k = (Numbers){.gA = 47.7};
  begin(&connor, "");
  rest_is(), fold_is(), onset_is(8.1, 8.15, 0, 1000), RATES(NAN, 500, 1500, 8.5, 10, 20, 50);
  k = (Numbers){.gA = 0};
  begin(&connor, "\"gA\": 0");
  RATES(-65, 500, 500, -5, 0, 10);

  begin(&wang, "");
  rest_is(), fold_is(), onset_is(0.155, 0.17, 0, 1000), RATES(NAN, 500, 500, 0.5, 1, 5, 10);

  begin(&traub, "");
  rest_is(), fold_is(), onset_is(0.088, 0.1, 0, 1000), RATES(NAN, 500, 1000, 0.2, 1, 5, 20);

  k = (Numbers){.gCa = 4.4, .V3 = 2, .V4 = 30, .phi = 0.04};
  begin(&lecar_hopf, "");
  rest_is(), hopf_is(-60, 30), onset_is(88.28, 88.3, 500, 1500), RATES(NAN, 500, 1000, 90, 100, 150);
  k = (Numbers){.gCa = 4, .V3 = 12, .V4 = 17.4, .phi = 1 / 15.0};
  begin(&lecar_snlc, "");
  rest_is(), fold_is(), hopf_is(0, 30), onset_is(39.9, 40.2, 0, 1500), RATES(NAN, 500, 1000, 45, 60, 90);
  k.phi = 0.23;
  begin(&lecar_homoclinic, "");
  rest_is(), fold_is(), hopf_is(-20, 30), onset_is(39.9, 40, 1200, 300), RATES(NAN, 1500, 500, 40, 40.5, 42);

  k = (Numbers){.gL = 0.1, .EL = -70, .gK = 5, .gM = 0.07};
  begin(&regular, "");
  rest_is(), train_is(density(0.75, 28953), NAN, 400), RATES(NAN, 1500, 1000, density(0.75, 28953), 5, 10);
  k = (Numbers){.gL = 0.15, .EL = -70, .gK = 10};
  begin(&fast, "");
  rest_is(), fold_is(), onset_is(2.7, 2.8, 0, 1000), train_is(density(0.5, 14103), NAN, 400), RATES(NAN, 200, 500, 3, 5, 10);
  k = (Numbers){.gL = 0.01, .EL = -85, .gK = 5, .gM = 0.03, .gCaL = 0.17, .pool = 1};
  begin(&bursting, "");
  rest_is(), train_is(density(0.15, 28953), NAN, 2000);
  k = (Numbers){.gL = 0.01, .EL = -85, .gK = 5, .gM = 0.03, .gT = 0.4, .pool = 1};
  begin(&low_threshold, "");
  rest_is(), train_is(density(0.15, 28953), NAN, 400);

  k = (Numbers){.EL = -80, .Vn = -25};
  begin(&persistent_high, "");
  rest_is(), fold_is(), onset_is(4.5, 4.55, 0, 500), RATES(NAN, 200, 300, 5, 10, 30, 80);
  k = (Numbers){.EL = -78, .Vn = -45};
  begin(&persistent_low, "");
  rest_is(), hopf_is(-65, -20), PEAKS(200, 300, 18, 30), RATES(NAN, 200, 300, 30, 50);

  k = (Numbers){.beta_w = 0};
  begin(&prescott, "");
  rest_is(), fold_is(), onset_is(36.7, 36.9, 0, 1000), RATES(NAN, 200, 500, 38, 50, 80);
  k.beta_w = -13;
  begin(&prescott, "\"beta_w\": -13");
  rest_is(), hopf_is(-65, -20), onset_is(42, 42.3, 500, 500), RATES(NAN, 200, 500, 45, 50, 80);
  k.beta_w = -21;
  begin(&prescott, "\"beta_w\": -21");
  rest_is(), onset_is(90.8, 90.9, 300, 500), PEAKS(0, 300, 56.5, 57.2), train_is(60, NAN, 300), RATES(NAN, 200, 300, 95, 120);

  k = (Numbers){.theta_m = -24, .gd = 0.39};
  begin(&golomb, "");
  rest_is(), hopf_is(-70, -40), onset_is(3.05, 3.12, 700, 500), RATES(NAN, 800, 700, 4, 5, 10);
  k.theta_m = -28;
  begin(&golomb, "\"theta_m\": -28");
  rest_is(), fold_is(), onset_is(1.22, 1.28, 500, 1500), RATES(NAN, 800, 700, 2, 5, 10);
  k = (Numbers){.theta_m = -24, .gd = 1.8};
  begin(&golomb, "\"gd\": 1.8");
  rest_is(), train_is(7, NAN, 300), DELAYS(1000, 3.7, 4, 5);

  k = (Numbers){.EL = -76.5};
  begin(&relay, "");
  rest_is(), RATES(NAN, 500, 500, 1, 2, 5);
  /* A bias of 0.5 uA/cm2, as a leak to another potential. */
  k.EL = -76.5 + 0.5 / 0.0379;
  begin(&relay, "\"EL\": -63.30738786279683");
  rest_is(), train_is(-0.6, 400, 600);

  printf("}\n]}\n");
  return 0;
}
