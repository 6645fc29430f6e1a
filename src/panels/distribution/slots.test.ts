import fc from 'fast-check';

import { Bin } from '../../frames/distribution';
import { HorizontalScale, placeBins, SPECIAL_GAP } from './slots';

/** A bin with shares of no interest. */
function bin(change: Partial<Bin>): Bin {
  return {
    label: 'bin',
    role: 'bin',
    lower: null,
    upper: null,
    current: 0.1,
    baseline: 0.1,
    currentCount: 10,
    baselineCount: 10,
    contribution: 0,
    usualLow: null,
    usualHigh: null,
    ...change,
  };
}

/** Adjoining bins between ascending edges, open at both ends. */
function numericBins(edges: number[]): Bin[] {
  return [null, ...edges].map((lower, i) => bin({ lower, upper: edges[i] ?? null }));
}

const special = fc.uniqueArray(fc.constantFrom('missing', 'invalid', 'new', 'other'), { maxLength: 4 });
const edges = fc
  .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 })
  .map((values) => values.sort((a, b) => a - b));
const widths = fc.integer({ min: 150, max: 2000 });

describe('placeBins', () => {
  it.each<HorizontalScale>(['bins', 'value', 'log'])('lays bins side by side within the plot, on scale %p', (scale) => {
    fc.assert(
      fc.property(edges, special, widths, (ascending, roles, width) => {
        const bins = [...numericBins(ascending), ...roles.map((role) => bin({ role: role as Bin['role'] }))];
        const { slots } = placeBins(bins, scale, width);
        expect(slots.map(({ index }) => index)).toEqual(bins.map((_, i) => i));
        expect(slots[0]!.x0).toBeCloseTo(0, 6);
        expect(slots[slots.length - 1]!.x1).toBeLessThanOrEqual(width + 1e-6);
        slots.forEach(({ x0, x1 }, i) => {
          const gap = i === ascending.length + 1 ? SPECIAL_GAP : 0;
          expect(x1).toBeGreaterThan(x0);
          expect(x0).toBeCloseTo((slots[i - 1]?.x1 ?? 0) + gap, 6);
        });
      })
    );
  });

  it('fills the plot with numeric bins of equal width', () => {
    const { slots, scale } = placeBins(numericBins([1, 10, 1000]), 'bins', 400);
    expect(scale).toBe('bins');
    expect(slots.map(({ x1 }) => x1)).toEqual([100, 200, 300, 400]);
  });

  it('gives bins equal widths where the scale of values cannot tell their edges apart', () => {
    const { slots, scale } = placeBins(numericBins([-1e300, -1e-300, 1e-300, 1e300]), 'value', 500);
    expect(scale).toBe('bins');
    expect(slots.map(({ x1 }) => x1)).toEqual([100, 200, 300, 400, 500]);
  });

  it('keeps true widths in proportion on the value scale, and closes open ends as wide as their neighbours', () => {
    const { slots, scale, pixelsPerUnit } = placeBins(numericBins([0, 10, 40]), 'value', 800);
    expect(scale).toBe('value');
    expect(pixelsPerUnit).toBe(10);
    expect(slots.map(({ x0, x1 }) => x1 - x0)).toEqual([100, 100, 300, 300]);
  });

  it('gives every decade the same width on the logarithmic scale', () => {
    const { slots, scale } = placeBins(numericBins([1, 10, 100, 1000]), 'log', 500);
    expect(scale).toBe('log');
    expect(slots.map(({ x0, x1 }) => x1 - x0)).toEqual(Array(5).fill(expect.closeTo(100, 9)));
  });

  it('is linear around zero where values have both signs', () => {
    const { slots } = placeBins(numericBins([-100, -1, 1, 100]), 'log', 500);
    const widths = slots.map(({ x0, x1 }) => x1 - x0);
    expect(widths[1]).toBeCloseTo(widths[3]!, 9);
    expect(widths[2]).toBeCloseTo((2 * Math.log10(2) * widths[1]!) / (Math.log10(101) - Math.log10(2)), 9);
  });

  it('falls back where numbers are too large to have a difference', () => {
    expect(placeBins(numericBins([-1e308, 0, 1e308]), 'value', 300).scale).toBe('bins');
  });

  it('never closes an open end to a hairline', () => {
    const { slots } = placeBins(numericBins([0, 0.001, 100]), 'value', 1000);
    const [first, second] = slots.map(({ x0, x1 }) => x1 - x0);
    expect(first).toBeGreaterThan(20);
    expect(second).toBeLessThan(0.01);
  });

  it.each([
    ['categories', [bin({ label: 'AA' }), bin({ label: 'B6' })]],
    ['a single edge', numericBins([5])],
    ['bins out of order', [bin({ lower: 5, upper: 9 }), bin({ lower: 1, upper: 5 })]],
    ['bins that do not adjoin', [bin({ lower: 1, upper: 5 }), bin({ lower: 6, upper: 9 })]],
    ['an open bin between others', [bin({ lower: 1, upper: 5 }), bin({ lower: 5 }), bin({ lower: 5, upper: 9 })]],
  ])('falls back to equal bins for %s', (_, bins) => {
    expect(placeBins(bins, 'value', 300).scale).toBe('bins');
  });

  it('does not stretch a few categories over a wide plot', () => {
    const { slots } = placeBins([bin({}), bin({})], 'bins', 1000);
    expect(slots[1]!.x1).toBe(220);
  });

  it('leaves out outer numeric bins that neither window fell into, but no gap between others', () => {
    const empty = { current: 0, baseline: 0, currentCount: 0, baselineCount: 0 };
    const bins = [
      bin({ upper: 0, ...empty }),
      bin({ lower: 0, upper: 1 }),
      bin({ lower: 1, upper: 2, ...empty }),
      bin({ lower: 2, upper: 3 }),
      bin({ lower: 3, ...empty }),
    ];
    expect(placeBins(bins, 'bins', 300).slots.map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(placeBins([bin({ label: 'AA', ...empty }), bin({ label: 'B6' })], 'bins', 300).slots).toHaveLength(2);
  });

  it('leaves out special bins that are empty in both windows, and keeps the rows of the others', () => {
    const empty = { current: 0, baseline: 0, currentCount: 0, baselineCount: 0 };
    const bins = [bin({}), bin({ role: 'missing', ...empty }), bin({ role: 'invalid', current: null })];
    expect(placeBins(bins, 'bins', 300).slots.map(({ index }) => index)).toEqual([0, 2]);
  });
});
