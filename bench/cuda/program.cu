// The steps of a Loligo shader in CUDA, as a measure of what is possible: state in registers, nothing measured.
// The line that begins with //# is replaced by the membrane's State, Constants and next_state, made from the shader itself.
// Prints one JSON object.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK(call)                                                          \
  if (cudaError_t error = (call)) {                                          \
    std::fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(error));      \
    std::exit(1);                                                            \
  }

__device__ __forceinline__ float select(float otherwise, float then, bool condition) {
  return condition ? then : otherwise;
}
__device__ __forceinline__ float max(float x, float y) { return fmaxf(x, y); }
__device__ __forceinline__ float min(float x, float y) { return fminf(x, y); }
#define exp __expf

//#step

constexpr unsigned WORKGROUP = 64;
constexpr unsigned STEPS = 1024;

__global__ void __launch_bounds__(WORKGROUP) advance(float* state, const float* amplitude, unsigned cells, unsigned steps) {
  const unsigned index = blockIdx.x * WORKGROUP + threadIdx.x;
  if (index >= cells) return;
  float values[VARIABLES];
  for (unsigned row = 0; row < VARIABLES; row++) values[row] = state[row * cells + index];
  State x = unpack(values);
  const Constants constants{amplitude[index]};
  for (unsigned step = 0; step < steps; step += 4) {
    x = next_state(x, constants, step);
    x = next_state(x, constants, step + 1);
    x = next_state(x, constants, step + 2);
    x = next_state(x, constants, step + 3);
  }
  pack(x, values);
  for (unsigned row = 0; row < VARIABLES; row++) state[row * cells + index] = values[row];
}

// Median neuron-steps per second over some launches.
double speed_of(unsigned cells) {
  std::vector<float> start(VARIABLES * cells), amplitudes(cells);
  for (unsigned i = 0; i < cells; i++) {
    for (unsigned row = 0; row < VARIABLES; row++) start[row * cells + i] = REST[row];
    amplitudes[i] = 60.0f * i / (cells - 1);
  }
  float *state, *amplitude;
  CHECK(cudaMalloc(&state, sizeof(float) * start.size()));
  CHECK(cudaMalloc(&amplitude, sizeof(float) * cells));
  CHECK(cudaMemcpy(state, start.data(), sizeof(float) * start.size(), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(amplitude, amplitudes.data(), sizeof(float) * cells, cudaMemcpyHostToDevice));
  cudaEvent_t begin, end;
  CHECK(cudaEventCreate(&begin));
  CHECK(cudaEventCreate(&end));
  std::vector<double> speeds;
  for (int round = 0; round < 24; round++) {
    CHECK(cudaEventRecord(begin));
    advance<<<(cells + WORKGROUP - 1) / WORKGROUP, WORKGROUP>>>(state, amplitude, cells, STEPS);
    CHECK(cudaEventRecord(end));
    CHECK(cudaEventSynchronize(end));
    float milliseconds;
    CHECK(cudaEventElapsedTime(&milliseconds, begin, end));
    // The first rounds warm up, and the cells begin to fire.
    if (round >= 3) speeds.push_back(double(cells) * STEPS / (1e-3 * milliseconds));
  }
  CHECK(cudaFree(state));
  CHECK(cudaFree(amplitude));
  std::sort(speeds.begin(), speeds.end());
  return speeds[speeds.size() / 2];
}

int main(int count, char** arguments) {
  int processors, kilohertz;
  CHECK(cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0));
  CHECK(cudaDeviceGetAttribute(&kilohertz, cudaDevAttrClockRate, 0));
  std::printf("{\"processors\": %d, \"hertz\": %d000, \"speeds\": [", processors, kilohertz);
  for (int i = 1; i < count; i++) {
    std::printf("%s%.6g", i > 1 ? ", " : "", speed_of(std::strtoul(arguments[i], nullptr, 10)));
  }
  std::printf("]}\n");
}
