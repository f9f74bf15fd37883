// Advances one neuron per invocation through many steps with its state in registers, and samples some of them.
// This is the skeleton: load, loop, store. What a neuron does in a step, what is kept of it, and what is noted at an event is
// generated from formulas and replaces the lines that begin with //#: the structures State, Constants, Drawn, Record and Tally
// and the functions that load, store and change them, and
//   WORKGROUP      invocations per workgroup
//   DRAWS          whether random numbers are drawn
//   MEASURE        whether anything is kept but the state
//   TALLIES        whether something is counted in every step
//   LIST_EVENTS    whether events are listed, besides being counted
//   anyone(x)      whether x is true in a neuron of the subgroup, or may be
//   ASKS           whether `anyone` asks the subgroup

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
// Steps between two looks that nothing in the potential asks for, a power of two.
const BLOCK = 512u;
// Steps to the next stop where V has a corner in the block, but not that soon.
const STRETCH = 64u;

// The potentials one to three steps before the present one; bit i of `corners` is set if V has a corner between the
// potentials i + 1 and i steps ago.
struct Past {
  V_1: f32,
  V_2: f32,
  V_3: f32,
  corners: u32,
}

// A potential and those around it: what a look sees. ABSENT stands for those beyond a corner.
struct Seen {
  V: f32,
  step: u32,
  V_before: f32,
  V_after: f32,
  before2: f32,
  before1: f32,
  after1: f32,
  after2: f32,
}

fn begin(index: u32, x: State, c: Constants) -> Record {
  if (schedule.restart == RESTART_ALL) {
    return fresh_record(index, x, c, schedule.first_step);
  }
  let record = load_record(index);
  if (schedule.restart == RESTART_WINDOW) {
    return fresh_window(index, record, x, c, schedule.first_step);
  }
  return record;
}

fn begin_tally(index: u32, x: State, c: Constants) -> Tally {
  if (schedule.restart == RESTART_ALL) {
    return fresh_tally(x, c, schedule.first_step);
  }
  let tally = load_tally(index);
  if (schedule.restart == RESTART_WINDOW) {
    return fresh_tally_window(tally, x, c, schedule.first_step);
  }
  return tally;
}

fn begin_past(index: u32, V: f32) -> Past {
  if (schedule.restart == RESTART_ALL) {
    return Past(V, V, V, 7u);
  }
  return load_past(index);
}

// Notes the event that a record holds.
fn note(record: Record, index: u32, cell: u32, c: Constants) {
  let event = place_event(record, c);
  if (LIST_EVENTS) {
    let place = atomicAdd(&events.count, 1u);
    if (place < arrayLength(&events.list)) {
      events.list[place] = Event(cell, event.step, event.fraction);
    }
  }
  note_event(index, record, event, c);
}

// How far a neuron goes on from a step by fours, and whether there is room for any.
struct Ahead {
  stop: u32,
  fours: bool,
}

fn look_ahead(c: Constants, step: u32, end: u32, corners: u32) -> Ahead {
  let block = min(end, (step | (BLOCK - 1u)) + 1u);
  // As far as V has no corner for certain: to the end of the block, for a stretch, or once.
  let clear = !MEASURE || !turns_sharply(c, step, f32(BLOCK));
  let clear_stretch = clear || !turns_sharply(c, step, f32(STRETCH));
  let stretch = select(4u, STRETCH, clear_stretch);
  let stop = min(block, select(step + stretch, block, clear));
  let flat = !MEASURE || (((corners & 7u) == 0u) & (clear_stretch | !turns_sharply(c, step, 4.0)));
  // Random numbers are drawn for two steps at a time.
  let paired = !DRAWS || ((step & 1u) == 0u);
  return Ahead(stop, flat & paired & (step + 4u <= stop));
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
  var x = load_state(index);
  var record = begin(index, x, c);
  var tally = begin_tally(index, x, c);
  let past = begin_past(index, potential(x));
  // An event was raised and is not noted yet.
  var pending = false;
  var diverged_step = load_divergence(index);
  if (schedule.restart == RESTART_ALL) {
    diverged_step = NONE;
    store_divergence(index, NONE, 0.0);
  }
  let sound = diverged_step == NONE;
  var diverged_V = 0.0;
  // The potentials one to seven steps ago.
  var V_1 = past.V_1;
  var V_2 = past.V_2;
  var V_3 = past.V_3;
  var V_4 = V_3;
  var V_5 = V_3;
  var V_6 = V_3;
  var V_7 = V_3;
  // Bit i is set if V has a corner between the potentials i + 1 and i steps ago.
  var corners = past.corners;
  var step = schedule.first_step;
  let end = schedule.first_step + schedule.steps;
  // The potentials that are still to be looked at, the earliest first: of five steps ago by 8, of four by 4, of three by 2, of
  // two by 1.
  var looks = 0u;
  var ahead = look_ahead(c, step, end, corners);
  var works = step < end;
  // What few neurons need stands outside of the loop in which all of a subgroup go on together: a software GPU executes what it
  // comes by, for none even. What is only used inside of a loop is no variable: each store to one costs a selection.
  while (works) {
    // One step where there is no room for four, or V has a corner.
    if ((looks == 0u) & !ahead.fours) {
      V_4 = V_3;
      V_3 = V_2;
      V_2 = V_1;
      V_1 = potential(x);
      x = next_state(x, c, draw(c, step), step);
      if (TALLIES) {
        tally = counted(tally, V_1, x, c, step);
      }
      corners = (corners << 1u) | select(0u, 1u, turns_sharply(c, step, 1.0));
      step++;
    }
    var notes = false;
    var together = true;
    while (together) {
      // Four steps at a time, until a neuron of the subgroup has to be looked at. What is done then stands outside of this loop
      // and costs nothing in the steps between, even where both sides of every branch are executed.
      let fours = ahead.fours;
      let limits = limits_of(record);
      corners = select(corners, 0u, fours);
      var quiet = fours;
      while (quiet) {
        let before6 = V_2;
        let before5 = V_1;
        let before4 = potential(x);
        V_7 = V_3;
        V_6 = before6;
        V_5 = before5;
        V_4 = before4;
        let first_drawn = draw(c, step);
        let x3 = next_state(x, c, first_drawn, step);
        let x2 = next_state(x3, c, first_drawn, step + 1u);
        let last_drawn = draw(c, step + 2u);
        let x1 = next_state(x2, c, last_drawn, step + 2u);
        x = next_state(x1, c, last_drawn, step + 3u);
        if (TALLIES) {
          tally = counted(tally, before4, x3, c, step);
          tally = counted(tally, potential(x3), x2, c, step + 1u);
          tally = counted(tally, potential(x2), x1, c, step + 2u);
          tally = counted(tally, potential(x1), x, c, step + 3u);
        }
        step += 4u;
        var leaves = has_diverged(potential(x));
        if (MEASURE) {
          V_3 = potential(x3);
          V_2 = potential(x2);
          V_1 = potential(x1);
          leaves |= any(due_of_four(limits, before6, before5, before4, potential(x3), potential(x2), potential(x1)));
        }
        quiet = !anyone(leaves) & (step + 4u <= ahead.stop);
      }
      let V_0 = potential(x);
      if (MEASURE) {
        let ends = ((step & (BLOCK - 1u)) == 0u) | (step == end);
        let turned = turned_of_four(V_6, V_5, V_4, V_3, V_2, V_1);
        let due = due_of_four(limits, V_6, V_5, V_4, V_3, V_2, V_1);
        // A look may change what matters to those after it.
        let first_due = due.x;
        let second_due = due.y | (turned.y & first_due);
        let third_due = due.z | (turned.z & (first_due | second_due));
        let fourth_due = due.w | (turned.w & (first_due | second_due | third_due));
        let found = select(0u, 8u, first_due) | select(0u, 4u, second_due) | select(0u, 2u, third_due) | select(0u, 1u, fourth_due);
        // Where none is due the latest is looked at: it does no harm, and has to be after a single step and at the end of a block.
        looks = max(select(looks, found, fours), 1u);
        let first = looks >= 8u;
        let second = !first & (looks >= 4u);
        let third = !(first | second) & (looks >= 2u);
        let age = select(select(select(2u, 3u, third), 4u, second), 5u, first);
        let V_before = select(select(select(V_3, V_4, third), V_5, second), V_6, first);
        let V_after = select(select(select(V_1, V_2, third), V_3, second), V_4, first);
        let look = look_at(
          record,
          Seen(
            select(select(select(V_2, V_3, third), V_4, second), V_5, first),
            step - age,
            V_before,
            V_after,
            select(select(select(select(V_4, V_5, third), V_6, second), V_7, first), ABSENT, (corners & 12u) != 0u),
            select(V_before, ABSENT, (corners & 4u) != 0u),
            select(V_after, ABSENT, (corners & 2u) != 0u),
            select(select(select(select(V_0, V_1, third), V_2, second), V_3, first), ABSENT, (corners & 3u) != 0u)
          ),
          c
        );
        // What it would destroy is noted first; it is taken afterwards.
        let waits = pending & look.overwrites;
        record = either_record(waits, look.record, record);
        pending |= look.raised & !waits;
        let left = looks & ~select(select(select(1u, 2u, third), 4u, second), 8u, first);
        // The latest is looked at last, where another one is due at the end of a block.
        let last = select(left, 1u, (left == 0u) & (age != 2u) & ends);
        looks = select(last, looks, waits);
        notes = waits | (pending & (looks == 0u) & select(ends, step == end, ASKS));
      }
      ahead = look_ahead(c, step, end, corners);
      ahead.fours &= looks == 0u;
      works = (step < end) | (looks != 0u);
      let diverges = (diverged_step == NONE) & has_diverged(V_0);
      together = !anyone(notes | diverges | ((looks == 0u) & !ahead.fours));
    }
    // All of a subgroup that have an event do it when one has to, however far they are out of step.
    if (notes | (pending & ASKS)) {
      note(record, index, cell, c);
      pending = false;
    }
    if ((diverged_step == NONE) & has_diverged(potential(x))) {
      diverged_step = step;
      diverged_V = potential(x);
    }
  }
  if (LIST_EVENTS & (schedule.ends != 0u)) {
    atomicMin(&events.pending, pending_since(record, step));
  }
  if (sound & (diverged_step != NONE)) {
    atomicMin(&events.diverged, cell);
    store_divergence(index, diverged_step, diverged_V);
  }
  store_record(index, record);
  store_tally(index, tally);
  store_past(index, Past(V_1, V_2, V_3, corners & 7u));
  store_state(index, x);
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
      x = next_state(x, c, draw(c, step), step);
    }
    store_sample(x, c, step, sample, column);
    sample++;
  }
}

// Writes what every neuron is like now, a value to a row, in the place of samples.
@compute @workgroup_size(WORKGROUP)
fn show(@builtin(global_invocation_id) id: vec3u) {
  let index = schedule.first_index + id.x;
  if (index >= schedule.end_index) {
    return;
  }
  store_shown(load_state(index), load_constants(index), schedule.first_step, index);
}
