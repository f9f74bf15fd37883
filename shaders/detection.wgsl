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

// The cubic through the last four potentials, in steps from the last but one: `before` at 0, `before + change` at 1;
// `slope` and `older` are the two changes before that.
struct Cubic {
  value: f32,
  linear: f32,
  quadratic: f32,
  cubic: f32,
}

fn cubic_through(before: f32, change: f32, slope: f32, older: f32) -> Cubic {
  let second = change - slope;
  let third = second - (slope - older);
  return Cubic(before, 0.5 * (slope + change) - third / 6.0, 0.5 * second, third / 6.0);
}

fn cubic_at(p: Cubic, s: f32) -> f32 {
  return p.value + s * (p.linear + s * (p.quadratic + s * p.cubic));
}

// Where the cubic has the extreme near 0. Solved by iteration, since its cubic term is small against the quadratic one.
fn cubic_extreme(p: Cubic) -> f32 {
  var s = 0.0;
  for (var i = 0; i < 3; i++) {
    s = clamp(-0.5 * (p.linear + 3.0 * p.cubic * s * s) / p.quadratic, -1.0, 1.0);
  }
  return s;
}

// Where the cubic crosses a level between 0 and 1, by Newton's method from where the chord does.
fn cubic_crossing(p: Cubic, level: f32, chord: f32) -> f32 {
  var s = (level - p.value) / chord;
  for (var i = 0; i < 3; i++) {
    let slope = p.linear + s * (2.0 * p.quadratic + s * 3.0 * p.cubic);
    s = clamp(s - (cubic_at(p, s) - level) / max(slope, 0.25 * chord), 0.0, 1.0);
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

// Whether V turned between two changes that follow one another.
fn turns(slope: f32, change: f32) -> bool {
  return (abs(slope) > NOISE) & (change * slope <= NOISE * abs(slope));
}

// Whether V may have turned in four steps after one by `slope`: true wherever `turns` is, for fewer operations.
fn may_turn(slope: f32, changes: vec4f) -> bool {
  let least = min(min(slope * changes.x, changes.x * changes.y), min(changes.y * changes.z, changes.z * changes.w));
  let largest = max(max(abs(slope), abs(changes.x)), max(abs(changes.y), abs(changes.z)));
  return (largest > NOISE) & (least <= NOISE * largest);
}

fn crosses(before: f32, change: f32) -> bool {
  return (before < EVENT_LEVEL) & (before + change >= EVENT_LEVEL);
}

// Whether there is something to note in a step by `change` that follows one by `slope`.
fn notable(before: f32, change: f32, slope: f32) -> bool {
  return MEASURE & (turns(slope, change) | (!PROMINENCE & crosses(before, change)));
}

// Notes what there is in the step from `before` by `change`; `slope` and `older` are the changes before it.
fn note_step(
  record: ptr<function, Record>,
  cell: u32,
  step: u32,
  before: f32,
  change: f32,
  slope: f32,
  older: f32,
  onset: f32,
) {
  let path = cubic_through(before, change, slope, older);
  if (turns(slope, change)) {
    let is_peak = slope > 0.0;
    let offset = cubic_extreme(path);
    let extreme = cubic_at(path, offset);
    if (PROMINENCE) {
      // If V has fallen far enough and rises again, this is the first that is heard of it.
      note_fall(record, cell, before, onset);
    }
    // Where the path has a kink, the cubic can stay behind the potential itself.
    let farthest = select(min(extreme, before), max(extreme, before), is_peak);
    note_turn(record, is_peak, farthest, step, offset);
    note_divergence(record, step + 1u, before + change);
  }
  if (!PROMINENCE && crosses(before, change)) {
    note_event(record, cell, step, cubic_crossing(path, EVENT_LEVEL, change), onset);
  }
}
