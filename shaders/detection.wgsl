// Finds events, extremes and divergence in the potential of a neuron, step by step. src/engine/cpu/detector.ts does the
// same in float64; docs/numerics.md has the rules.

// Stands for "no value" below every potential.
const NEVER = -1e30;
// 1000 mV as bits. Compared as integers, NaN and infinity are larger, even where a compiler assumes there are none.
const DIVERGED = 0x447a0000u;
// Changes of V that are no more than rounding, mV: a cell near rest goes to and fro by the last digits of V.
const NOISE = 3e-5;

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
  return (bitcast<u32>(V) & 0x7fffffffu) > DIVERGED;
}

fn note_divergence(record: ptr<function, Record>, step: u32, V: f32) {
  if ((*record).diverged_step == NONE && has_diverged(V)) {
    (*record).diverged_step = step;
    (*record).diverged_V = V;
  }
}

// Counts an event at step + fraction.
fn note_event(record: ptr<function, Record>, cell: u32, step: u32, fraction: f32, onset: f32) {
  if ((*record).response_step == NONE && f32(step) + fraction >= onset) {
    (*record).response_step = step;
    (*record).response_fraction = fraction;
  }
  // A peak may lie before its step; what counts is its time.
  if (step > schedule.window_start || (step == schedule.window_start && fraction >= 0.0)) {
    if ((*record).spikes == 0u) {
      (*record).first_step = step;
      (*record).first_fraction = fraction;
    }
    (*record).spikes++;
    (*record).last_step = step;
    (*record).last_fraction = fraction;
  }
  if (RECORD_EVENTS) {
    let place = atomicAdd(&events.count, 1u);
    if (place < arrayLength(&events.list)) {
      events.list[place] = Event(cell, step, fraction);
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

// Where it has the extreme near 0, by Newton's method. Near a kink the curvature may vanish away from 0; it is taken to be
// no smaller than there.
fn extreme_of(p: Quartic) -> f32 {
  let least = abs(p.quadratic);
  var s = 0.0;
  for (var i = 0; i < 3; i++) {
    let curvature = 2.0 * p.quadratic + s * (6.0 * p.cubic + s * 12.0 * p.quartic);
    s = clamp(s - slope_at(p, s) / (sign(p.quadratic) * max(abs(curvature), least)), -1.0, 1.0);
  }
  return s;
}

// Where it rises through a level between 0 and 1, by Newton's method from where the chord does.
fn crossing_of(p: Quartic, level: f32, chord: f32) -> f32 {
  var s = (level - p.value) / chord;
  for (var i = 0; i < 3; i++) {
    s = clamp(s - (value_at(p, s) - level) / max(slope_at(p, s), 0.25 * chord), 0.0, 1.0);
  }
  return s;
}

// Takes note of an extreme of V at step + offset.
fn note_turn(record: ptr<function, Record>, is_peak: bool, extreme: f32, step: u32, offset: f32) {
  if (is_peak) {
    (*record).peak = max((*record).peak, extreme);
    if (extreme > (*record).high && extreme - (*record).low >= EVENT_LEVEL) {
      (*record).high = extreme;
      (*record).high_step = step;
      (*record).high_fraction = offset;
    }
  } else {
    (*record).trough = min((*record).trough, extreme);
    if ((*record).high == NEVER) {
      (*record).low = min((*record).low, extreme);
    }
  }
}

// Counts the pending peak if V is far enough below it.
fn note_fall(record: ptr<function, Record>, cell: u32, V: f32, onset: f32) {
  if (V < (*record).high - EVENT_LEVEL) {
    note_event(record, cell, (*record).high_step, (*record).high_fraction, onset);
    (*record).high = NEVER;
    (*record).low = V;
  }
}

// Whether V turned between two changes that follow one another: it rose, and does not any more, or it fell.
fn turns(change: f32, next: f32) -> bool {
  return ((change > NOISE) & (next <= NOISE)) | ((change < -NOISE) & (next >= -NOISE));
}

// Whether V may have turned in four changes after another one: true wherever `turns` is, and where a rise or a fall begins.
// Signs are compared as bits, which takes fewer operations.
fn may_turn(before: f32, changes: vec4f) -> bool {
  let rises = bitcast<vec4u>(NOISE - changes);
  let falls = bitcast<vec4u>(NOISE + changes);
  let differ = (rises ^ vec4u(bitcast<u32>(NOISE - before), rises.xyz))
    | (falls ^ vec4u(bitcast<u32>(NOISE + before), falls.xyz));
  return bitcast<i32>(differ.x | differ.y | differ.z | differ.w) < 0;
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
  if (turns(V - before.z, after - V)) {
    let is_peak = V > before.z;
    let offset = extreme_of(path);
    let extreme = value_at(path, offset);
    if (PROMINENCE) {
      // If V has fallen far enough and rises again, this is the first that is heard of it.
      note_fall(record, cell, V, onset);
    }
    // Where the path has a kink, the polynomial can stay behind the potential itself.
    let farthest = select(min(extreme, V), max(extreme, V), is_peak);
    note_turn(record, is_peak, farthest, step, offset);
    note_divergence(record, step + 1u, after);
  }
  if (!PROMINENCE && crosses(V, after)) {
    note_event(record, cell, step, crossing_of(path, EVENT_LEVEL, after - V), onset);
  }
}
