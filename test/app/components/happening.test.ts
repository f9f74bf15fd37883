import { describe, expect, it } from 'vitest';
import { type Happening, isNews } from '../../../src/app/components/happening.ts';

const numbers = (firing: number, highest: number, cells = 1000): Happening => ({
  words: `${firing} of ${cells}, ${highest}`,
  summary: { firing, cells, highest },
});
const settling: Happening = { words: 'Settling, then counting spikes.' };

describe('what is told of the population', () => {
  it('is what happens first, and what is of another kind', () => {
    expect(isNews(undefined, settling)).toBe(true);
    expect(isNews(settling, settling)).toBe(false);
    expect(isNews(settling, numbers(900, 124))).toBe(true);
    expect(isNews(numbers(900, 124), settling)).toBe(true);
    expect(isNews(numbers(1, 124), numbers(0, 0))).toBe(true);
  });

  it('is not what is only measured better', () => {
    expect(isNews(numbers(900, 124), numbers(902, 123.6))).toBe(false);
    expect(isNews(numbers(900, 124), numbers(949, 124))).toBe(false);
    expect(isNews(numbers(900, 124), numbers(951, 124))).toBe(true);
    expect(isNews(numbers(900, 124), numbers(900, 117))).toBe(true);
    expect(isNews(numbers(900, 124), numbers(900, 124, 1024))).toBe(true);
  });
});
