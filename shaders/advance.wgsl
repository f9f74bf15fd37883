// Advances one neuron per invocation through many steps with its state in registers, and samples some of them.
// This is the skeleton: load, loop, store. What a neuron does in a step, what is kept of it, and what is noted at an event is
// generated from formulas and replaces the lines that begin with //#: the structures State, Constants and Record and the
// functions that load, store and change them, and
//   WORKGROUP      invocations per workgroup
//   MEASURE        whether anything is kept but the state
//   LIST_EVENTS    whether events are listed, besides being counted

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
  // Earliest step of an event that may still come.
  pending: atomic<u32>,
  list: array<Event>,
}

@group(0) @binding(0) var<uniform> schedule: Schedule;
// One row for each state variable; rows are schedule.stride apart.
@group(0) @binding(1) var<storage, read_write> state: array<f32>;
// One row for each number that varies over the population.
@group(0) @binding(2) var<storage, read> varied: array<f32>;
// One row for each field of a neuron's record.
@group(0) @binding(3) var<storage, read_write> records: array<u32>;
@group(0) @binding(4) var<storage, read_write> events: Events;
// Cells to sample, and their samples: for each sampling time and each variable one value for each traced cell.
@group(0) @binding(5) var<storage, read> traced: array<u32>;
@group(0) @binding(6) var<storage, read_write> samples: array<f32>;

//#neuron

// 1000 mV as bits. Compared as integers, NaN and infinity are larger, even where a compiler assumes there are none.
const DIVERGED = 0x447a0000;
// Steps after which a pending event is noted at the latest: seldom enough that it costs little, however far the neurons of a
// subgroup are out of step.
const NOTE_EVERY = 32u;

// A neuron under way.
struct Neuron {
  x: State,
  record: Record,
  // An event was raised and is not noted yet.
  pending: bool,
  diverged_step: u32,
  diverged_V: f32,
}

fn begin(index: u32, c: Constants) -> Neuron {
  let x = load_state(index);
  var record = load_record(index);
  if (schedule.restart == RESTART_ALL) {
    record = fresh_record(x, c, schedule.first_step);
  }
  if (schedule.restart == RESTART_WINDOW) {
    record = fresh_window(record, x, c, schedule.first_step);
  }
  return Neuron(x, record, false, NONE, 0.0);
}

fn noted(neuron: Neuron, cell: u32, c: Constants) -> Neuron {
  var after = neuron;
  let event = place_event(neuron.record, c);
  after.record = note_event(neuron.record, event, c);
  after.pending = false;
  if (LIST_EVENTS) {
    let place = atomicAdd(&events.count, 1u);
    if (place < arrayLength(&events.list)) {
      events.list[place] = Event(cell, event.step, event.fraction);
    }
  }
  return after;
}

fn stepped(before: Neuron, cell: u32, c: Constants, step: u32) -> Neuron {
  var neuron = before;
  let x = next_state(neuron.x, c, cell, step);
  if (MEASURE) {
    // A loop and not a branch: where both sides of a branch are executed, a loop is still left when nobody needs it.
    while (neuron.pending & overwrites(neuron.record, neuron.x, x, c, step)) {
      neuron = noted(neuron, cell, c);
    }
    neuron.pending |= raises(neuron.record, neuron.x, x, c, step);
    neuron.record = watched(neuron.record, neuron.x, x, c, step);
  }
  neuron.x = x;
  return neuron;
}

// Looks at the potential after some steps.
fn checked(before: Neuron, step: u32) -> Neuron {
  var neuron = before;
  let V = potential(neuron.x);
  let first = (neuron.diverged_step == NONE) & ((bitcast<i32>(V) & 0x7fffffff) > DIVERGED);
  neuron.diverged_step = select(neuron.diverged_step, step, first);
  neuron.diverged_V = select(neuron.diverged_V, V, first);
  return neuron;
}

fn finish(last: Neuron, index: u32, cell: u32, c: Constants, step: u32) {
  var neuron = last;
  if (MEASURE) {
    while (neuron.pending) {
      neuron = noted(neuron, cell, c);
    }
  }
  if (LIST_EVENTS) {
    atomicMin(&events.pending, pending_since(neuron.record, step));
  }
  if (neuron.diverged_step != NONE) {
    atomicMin(&events.diverged, cell);
    store_divergence(index, neuron.diverged_step, neuron.diverged_V);
  }
  store_record(index, neuron.record);
  store_state(index, neuron.x);
}

@compute @workgroup_size(WORKGROUP)
fn advance(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index >= schedule.end_index) {
    return;
  }
  let cell = schedule.first_cell + index;
  let c = load_constants(index);
  var neuron = begin(index, c);
  var step = schedule.first_step;
  let end = schedule.first_step + schedule.steps;
  while (step + 4u <= end) {
    neuron = stepped(neuron, cell, c, step);
    neuron = stepped(neuron, cell, c, step + 1u);
    neuron = stepped(neuron, cell, c, step + 2u);
    neuron = stepped(neuron, cell, c, step + 3u);
    step += 4u;
    neuron = checked(neuron, step);
    if (MEASURE) {
      while (neuron.pending & ((step % NOTE_EVERY) < 4u)) {
        neuron = noted(neuron, cell, c);
      }
    }
  }
  while (step < end) {
    neuron = stepped(neuron, cell, c, step);
    step++;
    neuron = checked(neuron, step);
  }
  finish(neuron, index, cell, c, step);
}

// Takes the samples of the traced neurons among those that are to be advanced, one neuron per invocation, by going through
// the same steps beforehand. Nothing else is written: a neuron does not notice that it is traced.
@compute @workgroup_size(WORKGROUP)
fn take_samples(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  if (column >= schedule.traced) {
    return;
  }
  let cell = traced[column];
  let index = cell - schedule.first_cell;
  if (index < schedule.first_index || index >= schedule.end_index) {
    return;
  }
  let c = load_constants(index);
  var x = load_state(index);
  let every = schedule.sample_every;
  let end = schedule.first_step + schedule.steps;
  var step = schedule.first_step;
  var sample = schedule.first_sample;
  for (var due = (step + every - 1u) / every * every; due < end; due += every) {
    for (; step < due; step++) {
      x = next_state(x, c, cell, step);
    }
    store_sample(x, c, step, sample, column);
    sample++;
  }
}
