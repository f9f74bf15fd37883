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
  // The last four potentials before the present one, the latest in w.
  var path = vec4f(record.before_3, record.before_3, record.before_2, record.before_1);

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
    // the loop and costs nothing in the steps between, even where both sides of every branch are executed. There is one
    // way out, at the top: the values that are used afterwards need not be kept once more for another.
    while (step + 4u <= stop) {
      var earlier = path;
      var quiet = true;
      while (quiet) {
        earlier = path;
        let V0 = x.V;
        x = next_state(x, constants, f32(step));
        let V1 = x.V;
        x = next_state(x, constants, f32(step + 1u));
        let V2 = x.V;
        x = next_state(x, constants, f32(step + 2u));
        let V3 = x.V;
        x = next_state(x, constants, f32(step + 3u));
        step += 4u;
        path = vec4f(V0, V1, V2, V3);
        let after = vec4f(V1, V2, V3, x.V);
        var found = may_turn(V0 - earlier.w, after - path);
        if (!PROMINENCE) {
          found |= any((path < vec4f(EVENT_LEVEL)) & (after >= vec4f(EVENT_LEVEL)));
        }
        quiet = !anyone(MEASURE & found) & (step + 4u <= stop);
      }
      // One bit for each of the four steps, the first one lowest; rarely is more than one of them set.
      var notes = u32(notable(earlier.w, path.x, path.y)) | (u32(notable(path.x, path.y, path.z)) << 1u)
        | (u32(notable(path.y, path.z, path.w)) << 2u) | (u32(notable(path.z, path.w, x.V)) << 3u);
      while (notes != 0u) {
        let i = firstTrailingBit(notes);
        notes &= notes - 1u;
        let odd = (i & 1u) == 1u;
        let late = i >= 2u;
        let four = select(
          select(vec4f(earlier.yzw, path.x), vec4f(earlier.zw, path.xy), odd),
          select(vec4f(earlier.w, path.xyz), path, odd),
          late,
        );
        let after = select(select(path.y, path.z, odd), select(path.w, x.V, odd), late);
        note_step(&record, cell, step - 4u + i, four, after, constants.onset);
      }
    }
    for (; step < stop; step++) {
      path = vec4f(path.yzw, x.V);
      x = next_state(x, constants, f32(step));
      if (notable(path.z, path.w, x.V)) {
        note_step(&record, cell, step, path, x.V, constants.onset);
      }
    }
  }

  if (PROMINENCE) {
    note_fall(&record, cell, x.V, constants.onset);
  }
  note_divergence(&record, step, x.V);
  if (record.diverged_step != NONE) {
    atomicMin(&events.diverged, cell);
  }
  record.before_1 = path.w;
  record.before_2 = path.z;
  record.before_3 = path.y;
  record.peak = max(record.peak, x.V);
  record.trough = min(record.trough, x.V);
  records[index] = record;
  store_state(index, x);
}
