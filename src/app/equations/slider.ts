/** Least number of places that a slider has. */
const PLACES = 200;

/** The distance of a slider's places: 1, 2 or 5 times a power of ten. */
export function sliderStep([low, high]: readonly [number, number]): number {
  const largest = (high - low) / PLACES;
  const magnitude = 10 ** Math.floor(Math.log10(largest));
  const factor = [5, 2, 1].find((each) => each * magnitude <= largest) ?? 1;
  return Number((factor * magnitude).toPrecision(1));
}
