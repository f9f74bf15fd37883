// Finds events, extremes and divergence in the potential of a neuron, step by step. src/engine/cpu/detector.ts does the
// same in float64; docs/numerics.md has the rules.

// Stands for "no value" below every potential.
const NEVER = -1e30;
// 1000 mV as bits. Compared as integers, NaN and infinity are larger, even where a compiler assumes there are none.
const DIVERGED = 0x447a0000;
// Changes of V that are no more than rounding, mV: a cell near rest goes to and fro by the last digits of V.
const NOISE = 3e-5;
// How far an extreme may lie beyond the potential next to it, relative to the changes before and after: twice as far as in a
// parabola. Near a kink, or where the step is coarse, the polynomial through the potentials can swing out.
const EXCESS = 0.25;

fn fresh_record(V: f32) -> Record {
  var record: Record;
  record.first_step = NONE;
  record.last_step = NONE;
  record.response_step = NONE;
  record.diverged_step = NONE;
  record.peak = V;
  record.trough = V;
  record.before_1 = V;
  record.before_2 = V;
  record.before_3 = V;
  record.low = V;
  record.high = NEVER;
  return record;
}

fn has_diverged(V: f32) -> bool {
  return (bitcast<i32>(V) & 0x7fffffff) > DIVERGED;
}

// Everything below updates a record by selection and without branches: the neurons of a subgroup rarely agree, and where
// both sides of a branch are executed, each value that a branch changes costs a selection anyway.

fn note_divergence(record: ptr<function, Record>, observed: bool, step: u32, V: f32) {
  let first = observed & ((*record).diverged_step == NONE) & has_diverged(V);
  (*record).diverged_step = select((*record).diverged_step, step, first);
  (*record).diverged_V = select((*record).diverged_V, V, first);
}

// Counts an event at step + fraction, if it `happens`.
fn note_event(record: ptr<function, Record>, happens: bool, cell: u32, step: u32, fraction: f32, onset: f32) {
  let responds = happens & ((*record).response_step == NONE) & (f32(step) + fraction >= onset);
  (*record).response_step = select((*record).response_step, step, responds);
  (*record).response_fraction = select((*record).response_fraction, fraction, responds);
  // A peak may lie before its step; what counts is its time.
  let counts = happens
    & ((step > schedule.window_start) | ((step == schedule.window_start) & (fraction >= 0.0)));
  let first = counts & ((*record).spikes == 0u);
  (*record).first_step = select((*record).first_step, step, first);
  (*record).first_fraction = select((*record).first_fraction, fraction, first);
  (*record).last_step = select((*record).last_step, step, counts);
  (*record).last_fraction = select((*record).last_fraction, fraction, counts);
  (*record).spikes += u32(counts);
  if (RECORD_EVENTS) {
    if (happens) {
      let place = atomicAdd(&events.count, 1u);
      if (place < arrayLength(&events.list)) {
        events.list[place] = Event(cell, step, fraction);
      }
    }
  }
}

// The polynomial of fourth degree through five potentials at equal distances, in steps from the fourth: `before` holds the
// potentials at -3, -2, -1 and 0, `after` is the one at 1.
struct Quartic {
  value: f32,
  linear: f32,
  quadratic: f32,
  cubic: f32,
  quartic: f32,
}

fn quartic_through(before: vec4f, after: f32) -> Quartic {
  let changes = vec4f(before.yzw, after) - before;
  let second = changes.yzw - changes.xyz;
  let third = second.yz - second.xy;
  let fourth = (third.y - third.x) / 24.0;
  return Quartic(
    before.w,
    0.5 * (changes.z + changes.w) - third.y / 6.0 - 2.0 * fourth,
    0.5 * second.z - fourth,
    third.y / 6.0 + 2.0 * fourth,
    fourth,
  );
}

fn value_at(p: Quartic, s: f32) -> f32 {
  return p.value + s * (p.linear + s * (p.quadratic + s * (p.cubic + s * p.quartic)));
}

fn slope_at(p: Quartic, s: f32) -> f32 {
  return p.linear + s * (2.0 * p.quadratic + s * (3.0 * p.cubic + s * 4.0 * p.quartic));
}

// Where it has the extreme near 0, by Newton's method from there.
fn extreme_of(p: Quartic) -> f32 {
  return nearer_to_extreme(p, nearer_to_extreme(p, nearer_to_extreme(p, 0.0)));
}

// One step of Newton's method. Near a kink the curvature may vanish; it is taken to be no smaller than at 0, nor 0.
fn nearer_to_extreme(p: Quartic, s: f32) -> f32 {
  let near = select(p.quadratic, 1e-12, p.quadratic == 0.0);
  let there = near + s * (3.0 * p.cubic + s * 6.0 * p.quartic);
  let curvature = select(near, there, there * near > near * near);
  return within_a_step(s - 0.5 * slope_at(p, s) / curvature);
}

fn within_a_step(s: f32) -> f32 {
  return select(select(s, 1.0, s > 1.0), -1.0, s < -1.0);
}

// Where it rises through a level between 0 and 1, by Newton's method from where the chord does.
fn crossing_of(p: Quartic, level: f32, chord: f32) -> f32 {
  var s = (level - p.value) / chord;
  for (var i = 0; i < 3; i++) {
    s = clamp(s - (value_at(p, s) - level) / max(slope_at(p, s), 0.25 * chord), 0.0, 1.0);
  }
  return s;
}

// Takes note of an extreme of V at step + offset, if it is a peak or a dip.
fn note_extreme(record: ptr<function, Record>, peaks: bool, dips: bool, extreme: f32, step: u32, offset: f32) {
  (*record).peak = select((*record).peak, extreme, peaks & (extreme > (*record).peak));
  (*record).trough = select((*record).trough, extreme, dips & (extreme < (*record).trough));
  if (PROMINENCE) {
    let ends = dips & ((*record).high == NEVER) & (extreme < (*record).low);
    let rises = peaks & (extreme > (*record).high) & (extreme - (*record).low >= EVENT_LEVEL);
    (*record).low = select((*record).low, extreme, ends);
    (*record).high = select((*record).high, extreme, rises);
    (*record).high_step = select((*record).high_step, step, rises);
    (*record).high_fraction = select((*record).high_fraction, offset, rises);
  }
}

// Counts the pending peak if V is `observed` far enough below it.
fn note_fall(record: ptr<function, Record>, observed: bool, cell: u32, V: f32, onset: f32) {
  let fell = observed & (V < (*record).high - EVENT_LEVEL);
  note_event(record, fell, cell, (*record).high_step, (*record).high_fraction, onset);
  (*record).high = select((*record).high, NEVER, fell);
  (*record).low = select((*record).low, V, fell);
}

// Whether V turned between two changes that follow one another: it rose, and does not any more, or it fell.
fn turns(change: f32, next: f32) -> bool {
  return ((change > NOISE) & (next <= NOISE)) | ((change < -NOISE) & (next >= -NOISE));
}

// Where there may be something to note in the last four steps, which end at the `present` potential: the sign bit of each is
// set where V began or ceased to rise or to fall, or crossed the threshold. Subtractions and bits take fewer operations than
// comparisons.
fn notable_signs(V: ptr<function, array<f32, 8>>, present: f32) -> vec4u {
  let before = vec4f((*V)[3], (*V)[4], (*V)[5], (*V)[6]);
  let after = vec4f(before.yzw, present);
  let change = before.x - (*V)[2];
  let changes = after - before;
  let rises = bitcast<vec4u>(NOISE - changes);
  let falls = bitcast<vec4u>(NOISE + changes);
  let rose = vec4u(bitcast<u32>(NOISE - change), rises.xyz);
  let fell = vec4u(bitcast<u32>(NOISE + change), falls.xyz);
  var signs = (rose ^ rises) | (fell ^ falls);
  if (!PROMINENCE) {
    signs |= bitcast<vec4u>(before - EVENT_LEVEL) & ~bitcast<vec4u>(after - EVENT_LEVEL);
  }
  return signs;
}

fn crosses(before: f32, after: f32) -> bool {
  return (before < EVENT_LEVEL) & (after >= EVENT_LEVEL);
}

// Whether there is something to note in the last of three potentials.
fn notable(earlier: f32, before: f32, after: f32) -> bool {
  return MEASURE & (turns(before - earlier, after - before) | (!PROMINENCE & crosses(before, after)));
}

// Notes what there is in the step to `after`, which begins at the last of the four potentials `before`.
fn note_step(record: ptr<function, Record>, cell: u32, step: u32, before: vec4f, after: f32, onset: f32) {
  let path = quartic_through(before, after);
  let V = before.w;
  let turned = turns(V - before.z, after - V);
  if (PROMINENCE) {
    // If V has fallen far enough and rises again, this is the first that is heard of it.
    note_fall(record, turned, cell, V, onset);
  } else {
    note_event(record, crosses(V, after), cell, step, crossing_of(path, EVENT_LEVEL, after - V), onset);
  }
  let rose = V > before.z;
  let offset = extreme_of(path);
  let outwards = select(-1.0, 1.0, rose);
  let excess = outwards * (value_at(path, offset) - V);
  let most = EXCESS * (abs(V - before.z) + abs(after - V));
  let extreme = V + outwards * select(select(excess, most, excess > most), 0.0, excess < 0.0);
  note_extreme(record, turned & rose, turned & !rose, extreme, step, offset);
  note_divergence(record, turned, step + 1u, after);
}
