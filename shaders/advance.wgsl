// Advances one neuron per invocation through many steps with its state in registers.
// The lines that begin with //# are replaced by generated code: the structures that the host reads and writes, the
// membrane's State, its step for the integrator and stimulus, and
//   WORKGROUP      invocations per workgroup
//   MEASURE        whether events and extremes are looked for
//   RECORD_EVENTS  whether events are listed, besides being counted
//   PROMINENCE     whether events are found by prominence, else by threshold
//   EVENT_LEVEL    prominence or threshold, mV
//   anyone(x)      true if x is true in any neuron of the subgroup

const NONE = 0xffffffffu;
// Stands for "no value" below every potential.
const NEVER = -1e30;
// 1000 mV as bits. Compared as integers, NaN and infinity are larger, even where a compiler assumes there are none.
const DIVERGED = 0x447a0000u;

// Changes of V that are no more than rounding, mV: a resting cell goes to and fro by the last digit of V.
const NOISE = 1e-5;

const RESTART_WINDOW = 1u;
const RESTART_ALL = 2u;

//#host

struct Event {
  cell: u32,
  step: u32,
  fraction: f32,
}

struct Events {
  // Events found, whether they fitted into the list or not.
  count: atomic<u32>,
  // Lowest number of a neuron that diverged, or NONE.
  diverged: atomic<u32>,
  list: array<Event>,
}

//#membrane

@group(0) @binding(0) var<uniform> schedule: Schedule;
// One row per state variable, V first; rows are schedule.stride apart.
@group(0) @binding(1) var<storage, read_write> state: array<f32>;
// One row per quantity that varies over the population.
@group(0) @binding(2) var<storage, read> varied: array<f32>;
@group(0) @binding(3) var<storage, read_write> records: array<Record>;
@group(0) @binding(4) var<storage, read_write> events: Events;
// Cells to sample, and their samples: for each sampling time and each variable one value per traced cell.
@group(0) @binding(5) var<storage, read> traced: array<u32>;
@group(0) @binding(6) var<storage, read_write> samples: array<f32>;

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

// Column of a cell among the traced ones, or NONE.
fn trace_column(cell: u32) -> u32 {
  for (var column = 0u; column < schedule.traced; column++) {
    if (traced[column] == cell) {
      return column;
    }
  }
  return NONE;
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

@compute @workgroup_size(WORKGROUP)
fn advance(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index >= schedule.end_index) {
    return;
  }
  let cell = schedule.first_cell + index;
  let constants = load_constants(index);
  var x = load_state(index);
  var record = records[index];
  if (schedule.restart == RESTART_ALL) {
    record = fresh_record(x.V);
  }
  if (schedule.restart == RESTART_WINDOW) {
    record.spikes = 0u;
    record.first_step = NONE;
    record.last_step = NONE;
    record.peak = x.V;
    record.trough = x.V;
  }

  let column = trace_column(cell);
  let end = schedule.first_step + schedule.steps;
  var sample = schedule.first_sample;
  var step = schedule.first_step;
  // Changes of V in the last step, and in the one before.
  var slope = record.slope;
  var older = record.older;

  while (step < end) {
    var stop = end;
    if (schedule.sample_every > 0u) {
      let phase = step % schedule.sample_every;
      if (phase == 0u) {
        if (column != NONE) {
          store_sample(observed_state(x, constants), sample, column);
        }
        sample++;
      }
      stop = min(end, step + schedule.sample_every - phase);
    }
    // Four steps at a time, until a neuron of the subgroup has something to note. What is done then stands outside of
    // the loop, and few values leave it: that costs nothing in the steps between, even where both sides of every branch
    // are executed.
    while (step + 4u <= stop) {
      var start: f32;
      var changes: vec4f;
      loop {
        start = x.V;
        x = next_state(x, constants, f32(step));
        let first = x.V;
        x = next_state(x, constants, f32(step + 1u));
        let second = x.V;
        x = next_state(x, constants, f32(step + 2u));
        let third = x.V;
        x = next_state(x, constants, f32(step + 3u));
        changes = vec4f(first - start, second - first, third - second, x.V - third);
        step += 4u;
        let found = notable(start, changes.x, slope) | notable(first, changes.y, changes.x)
          | notable(second, changes.z, changes.y) | notable(third, changes.w, changes.z);
        if (anyone(found) || step + 4u > stop) {
          break;
        }
        older = changes.z;
        slope = changes.w;
      }
      // One bit for each of the four steps, the first one lowest; rarely is more than one of them set.
      let second = start + changes.x;
      let third = second + changes.y;
      let fourth = third + changes.z;
      var notes = u32(notable(start, changes.x, slope)) | (u32(notable(second, changes.y, changes.x)) << 1u)
        | (u32(notable(third, changes.z, changes.y)) << 2u) | (u32(notable(fourth, changes.w, changes.z)) << 3u);
      while (notes != 0u) {
        let i = firstTrailingBit(notes);
        notes &= notes - 1u;
        let late = i >= 2u;
        let odd = (i & 1u) == 1u;
        let before = select(select(start, second, odd), select(third, fourth, odd), late);
        let change = select(select(changes.x, changes.y, odd), select(changes.z, changes.w, odd), late);
        let last = select(select(slope, changes.x, odd), select(changes.y, changes.z, odd), late);
        let last_but_one = select(select(older, slope, odd), select(changes.x, changes.y, odd), late);
        note_step(&record, cell, step - 4u + i, before, change, last, last_but_one, constants.onset);
      }
      older = changes.z;
      slope = changes.w;
    }
    for (; step < stop; step++) {
      let before = x.V;
      x = next_state(x, constants, f32(step));
      let change = x.V - before;
      if (notable(before, change, slope)) {
        note_step(&record, cell, step, before, change, slope, older, constants.onset);
      }
      older = slope;
      slope = change;
    }
  }

  if (PROMINENCE) {
    note_fall(&record, cell, x.V, constants.onset);
  }
  note_divergence(&record, step, x.V);
  if (record.diverged_step != NONE) {
    atomicMin(&events.diverged, cell);
  }
  record.slope = slope;
  record.older = older;
  record.peak = max(record.peak, x.V);
  record.trough = min(record.trough, x.V);
  records[index] = record;
  store_state(index, x);
}
