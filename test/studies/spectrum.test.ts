import { expect, it } from 'vitest';
import { Spectrum } from '../../src/studies/spectrum.ts';

it('sums of samples are the Fourier integrals of two signals', () => {
  const [interval, width] = [0.25, 12];
  const frequencies = [1, 7.3, 20];
  const spectrum = new Spectrum(frequencies, interval, 2);
  // A Gaussian in the middle of 1250 ms, further than the turning factors go without being computed anew; and its half.
  for (let n = 0; n < 5000; n++) {
    const value = Math.exp(-(((n * interval - 625) / width) ** 2) / 2);
    spectrum.add(value, value / 2);
  }
  for (const [i, frequency] of frequencies.entries()) {
    const w = (2 * Math.PI * frequency) / 1000;
    const size = width * Math.sqrt(2 * Math.PI) * Math.exp(-((w * width) ** 2) / 2);
    const { re, im } = spectrum.at(0, i);
    expect(interval * re).toBeCloseTo(size * Math.cos(w * 625), 9);
    expect(interval * im).toBeCloseTo(-size * Math.sin(w * 625), 9);
    expect(spectrum.at(1, i).re).toBeCloseTo(re / 2, 9);
  }
});
