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

// Column of a cell among the traced ones, or NONE.
fn trace_column(cell: u32) -> u32 {
  for (var column = 0u; column < schedule.traced; column++) {
    if (traced[column] == cell) {
      return column;
    }
  }
  return NONE;
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
        var found = may_turn(slope, changes);
        if (!PROMINENCE) {
          found |= crosses(start, changes.x) | crosses(first, changes.y)
            | crosses(second, changes.z) | crosses(third, changes.w);
        }
        if (anyone(MEASURE & found) || step + 4u > stop) {
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
