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
// Steps that are taken between two looks at what is pending: seldom enough to cost little, however far the neurons of a
// subgroup are out of step.
const BLOCK = 64u;

// A neuron under way.
struct Neuron {
  x: State,
  record: Record,
  // An event was raised and is not noted yet.
  pending: bool,
  // The steps of this block have to be looked at one by one.
  unclear: bool,
}

fn begin(index: u32, c: Constants) -> Neuron {
  let x = load_state(index);
  var record = load_record(index);
  if (schedule.restart == RESTART_ALL) {
    record = fresh_record(index, x, c, schedule.first_step);
  }
  if (schedule.restart == RESTART_WINDOW) {
    record = fresh_window(index, record, x, c, schedule.first_step);
  }
  return Neuron(x, record, false, false);
}

fn stepped(n: Neuron, cell: u32, c: Constants, step: u32) -> Neuron {
  let x = next_state(n.x, c, cell, step);
  if (!MEASURE) {
    return Neuron(x, n.record, false, false);
  }
  return Neuron(x, watched(n.record, potential(n.x), x, c, step), n.pending, n.unclear);
}

// Takes four steps and looks at them together.
fn four_steps(n: Neuron, cell: u32, c: Constants, step: u32) -> Neuron {
  let n1 = stepped(n, cell, c, step);
  let n2 = stepped(n1, cell, c, step + 1u);
  let n3 = stepped(n2, cell, c, step + 2u);
  let n4 = stepped(n3, cell, c, step + 3u);
  if (!MEASURE) {
    return n4;
  }
  let look = look_at_four(
    n4.record, potential(n.x), potential(n1.x), potential(n2.x), potential(n3.x), n4.x, c, step
  );
  return Neuron(
    n4.x, look.record, n.pending | look.raised, n.unclear | look.unclear | (n.pending & look.overwrites)
  );
}

// Takes one step and looks at it. It is not to be used if it turns out to be unclear.
fn one_step(n: Neuron, cell: u32, c: Constants, step: u32) -> Neuron {
  let n1 = stepped(n, cell, c, step);
  if (!MEASURE) {
    return n1;
  }
  let look = look_at_one(n1.record, potential(n.x), n1.x, c, step);
  return Neuron(n1.x, look.record, n.pending | look.raised, n.pending & look.overwrites);
}

// Notes the pending event.
fn noted(n: Neuron, index: u32, cell: u32, c: Constants) -> Neuron {
  let event = place_event(n.record, c);
  if (LIST_EVENTS) {
    let place = atomicAdd(&events.count, 1u);
    if (place < arrayLength(&events.list)) {
      events.list[place] = Event(cell, event.step, event.fraction);
    }
  }
  return Neuron(n.x, note_event(index, n.record, event, c), false, false);
}

fn has_diverged(V: f32) -> bool {
  return (bitcast<i32>(V) & 0x7fffffff) > DIVERGED;
}

@compute @workgroup_size(WORKGROUP)
fn advance(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index >= schedule.end_index) {
    return;
  }
  let cell = schedule.first_cell + index;
  let c = load_constants(index);
  var n = begin(index, c);
  var step = schedule.first_step;
  let end = schedule.first_step + schedule.steps;
  var diverged_step = load_divergence(index);
  if (schedule.restart == RESTART_ALL) {
    diverged_step = NONE;
    store_divergence(index, NONE, 0.0);
  }
  let sound = diverged_step == NONE;
  var diverged_V = 0.0;
  while (step < end) {
    let before = n;
    let first = step;
    let stop = min(end, step + BLOCK);
    while (step + 4u <= stop) {
      n = four_steps(n, cell, c, step);
      step += 4u;
      let diverges = (diverged_step == NONE) & has_diverged(potential(n.x));
      diverged_step = select(diverged_step, step, diverges);
      diverged_V = select(diverged_V, potential(n.x), diverges);
    }
    if (n.unclear) {
      n = before;
      step = first;
    }
    // One by one: the steps that are left over, and all again where four at once were unclear.
    while (step < stop) {
      let next = one_step(n, cell, c, step);
      if (next.unclear) {
        n = noted(n, index, cell, c);
      } else {
        n = next;
        step++;
      }
    }
    while (n.pending) {
      n = noted(n, index, cell, c);
    }
    let V = potential(n.x);
    let diverges = (diverged_step == NONE) & has_diverged(V);
    diverged_step = select(diverged_step, step, diverges);
    diverged_V = select(diverged_V, V, diverges);
  }
  if (LIST_EVENTS) {
    atomicMin(&events.pending, pending_since(n.record, step));
  }
  if (sound & (diverged_step != NONE)) {
    atomicMin(&events.diverged, cell);
    store_divergence(index, diverged_step, diverged_V);
  }
  store_record(index, n.record);
  store_state(index, n.x);
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
