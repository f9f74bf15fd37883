// Advances one neuron per invocation through many steps with its state in registers, and samples some of them.
// The lines that begin with //# are replaced by generated code: the structures that the host reads and writes, the
// membrane's State, its step for the integrator and stimulus, and
//   WORKGROUP      invocations per workgroup
//   MEASURE        whether events and extremes are looked for
//   RECORD_EVENTS  whether events are listed, besides being counted
//   PROMINENCE     whether events are found by prominence, else by threshold
//   EVENT_LEVEL    prominence or threshold, mV
//   anyone(x)      true if x is true in any neuron of the subgroup

const NONE = 0xffffffffu;

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

// A neuron under way.
struct Neuron {
  index: u32,
  cell: u32,
  constants: Constants,
  x: State,
  record: Record,
  // Potentials of the last steps, the present one in the last place. It is indexed by variables, which keeps it in memory
  // and leaves the registers to the steps.
  V: array<f32, 8>,
  step: u32,
}

fn begin(index: u32) -> Neuron {
  let x = load_state(index);
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
  let V = array(0.0, 0.0, 0.0, 0.0, record.before_3, record.before_2, record.before_1, x.V);
  return Neuron(index, schedule.first_cell + index, load_constants(index), x, record, V, schedule.first_step);
}

fn finish(neuron: ptr<function, Neuron>) {
  let V = (*neuron).x.V;
  let record = &(*neuron).record;
  if (PROMINENCE) {
    note_fall(record, true, (*neuron).cell, V, (*neuron).constants.onset);
  }
  note_divergence(record, true, (*neuron).step, V);
  if ((*record).diverged_step != NONE) {
    atomicMin(&events.diverged, (*neuron).cell);
  }
  (*record).before_1 = (*neuron).V[6];
  (*record).before_2 = (*neuron).V[5];
  (*record).before_3 = (*neuron).V[4];
  (*record).peak = select((*record).peak, V, V > (*record).peak);
  (*record).trough = select((*record).trough, V, V < (*record).trough);
  records[(*neuron).index] = *record;
  store_state((*neuron).index, (*neuron).x);
}

// Takes four steps at a time, as long as they end at `stop` or before, until a neuron of the subgroup has something to
// note. What is done then stands outside of the inner loop and costs nothing in the steps between, even where both sides of
// every branch are executed. That loop has one way out, at the top: values that are used afterwards need not be kept once
// more for another.
fn advance_by_fours(neuron: ptr<function, Neuron>, stop: u32) {
  let constants = (*neuron).constants;
  let V = &(*neuron).V;
  var x = (*neuron).x;
  var step = (*neuron).step;
  while (step + 4u <= stop) {
    var quiet = true;
    while (quiet) {
      (*V)[0] = (*V)[4];
      (*V)[1] = (*V)[5];
      (*V)[2] = (*V)[6];
      (*V)[3] = x.V;
      x = next_state(x, constants, f32(step));
      (*V)[4] = x.V;
      x = next_state(x, constants, f32(step + 1u));
      (*V)[5] = x.V;
      x = next_state(x, constants, f32(step + 2u));
      (*V)[6] = x.V;
      x = next_state(x, constants, f32(step + 3u));
      step += 4u;
      let signs = notable_signs(V, x.V);
      let found = bitcast<i32>(signs.x | signs.y | signs.z | signs.w) < 0;
      quiet = !anyone((MEASURE & found) | has_diverged(x.V)) & (step + 4u <= stop);
    }
    (*V)[7] = x.V;
    // One bit for each of the four steps, the first one lowest; rarely is more than one of them set.
    let bits = notable_signs(V, x.V) >> vec4u(31u);
    var notes = select(0u, bits.x | (bits.y << 1u) | (bits.z << 2u) | (bits.w << 3u), MEASURE);
    while (notes != 0u) {
      let i = firstTrailingBit(notes);
      notes &= notes - 1u;
      let before = vec4f((*V)[i], (*V)[i + 1u], (*V)[i + 2u], (*V)[i + 3u]);
      note_step(&(*neuron).record, (*neuron).cell, step - 4u + i, before, (*V)[i + 4u], constants.onset);
    }
    note_divergence(&(*neuron).record, true, step, x.V);
  }
  (*neuron).x = x;
  (*neuron).step = step;
}

fn advance_singly(neuron: ptr<function, Neuron>, stop: u32) {
  let constants = (*neuron).constants;
  let V = &(*neuron).V;
  var x = (*neuron).x;
  for (var step = (*neuron).step; step < stop; step++) {
    let before = vec4f((*V)[4], (*V)[5], (*V)[6], (*V)[7]);
    x = next_state(x, constants, f32(step));
    if (notable(before.z, before.w, x.V)) {
      note_step(&(*neuron).record, (*neuron).cell, step, before, x.V, constants.onset);
    }
    (*V)[4] = before.y;
    (*V)[5] = before.z;
    (*V)[6] = before.w;
    (*V)[7] = x.V;
  }
  (*neuron).x = x;
  (*neuron).step = stop;
}

// Takes a number of steps that four divides: the way of nearly all steps.
@compute @workgroup_size(WORKGROUP)
fn advance(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index < schedule.end_index) {
    var neuron = begin(index);
    advance_by_fours(&neuron, schedule.first_step + schedule.steps);
    finish(&neuron);
  }
}

// Takes the few steps that are left over.
@compute @workgroup_size(WORKGROUP)
fn advance_rest(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index < schedule.end_index) {
    var neuron = begin(index);
    advance_singly(&neuron, schedule.first_step + schedule.steps);
    finish(&neuron);
  }
}

// Takes the samples of the traced neurons among those that are to be advanced, one neuron per invocation, by going through
// the same steps beforehand. Nothing else is written: a neuron does not notice that it is traced.
@compute @workgroup_size(WORKGROUP)
fn take_samples(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  if (column >= schedule.traced) {
    return;
  }
  let index = traced[column] - schedule.first_cell;
  if (index < schedule.first_index || index >= schedule.end_index) {
    return;
  }
  let constants = load_constants(index);
  var x = load_state(index);
  let every = schedule.sample_every;
  let end = schedule.first_step + schedule.steps;
  var step = schedule.first_step;
  var sample = schedule.first_sample;
  for (var due = (step + every - 1u) / every * every; due < end; due += every) {
    for (; step < due; step++) {
      x = next_state(x, constants, f32(step));
    }
    store_sample(observed_state(x, constants), sample, column);
    sample++;
  }
}
