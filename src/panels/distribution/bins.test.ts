import fc from 'fast-check';

import { Bin, readDistributions } from '../../frames/distribution';
import { NUMERIC_ROWS, testFrame, TestRow } from '../../frames/testFrames';
import { arrangeBins, CategoryOrder } from './bins';

function binsOf(rows: TestRow[]): Bin[] {
  return readDistributions([testFrame(rows)]).distributions[0]!.bins;
}

const AIRLINES: TestRow[] = [
  ['UA', null, null, 40, 38, 0.001],
  ['B6', null, null, 10, 34, 0.3],
  ['Carrier 10', null, null, 2, 3, null],
  ['Carrier 9', null, null, 48, 25, 0.1],
  ['(missing)', null, null, 5, 0],
];

const labels = (bins: Bin[]) => bins.map(({ label }) => label);

describe('arrangeBins', () => {
  it.each<[CategoryOrder, string[]]>([
    ['query', ['UA', 'B6', 'Carrier 10', 'Carrier 9', '(missing)']],
    ['contribution', ['B6', 'Carrier 9', 'UA', 'Carrier 10', '(missing)']],
    ['share', ['Carrier 9', 'UA', 'B6', 'Carrier 10', '(missing)']],
    ['name', ['B6', 'Carrier 9', 'Carrier 10', 'UA', '(missing)']],
  ])('sorts categories by %s, special bins last', (order, expected) => {
    expect(labels(arrangeBins(binsOf(AIRLINES), order, 99))).toEqual(expected);
  });

  it('leaves ranges of numbers in their order', () => {
    expect(labels(arrangeBins(binsOf(NUMERIC_ROWS), 'contribution', 99))).toEqual(labels(binsOf(NUMERIC_ROWS)));
  });

  it('makes one bin of the categories that do not fit', () => {
    const bins = arrangeBins(binsOf(AIRLINES), 'share', 2);
    expect(labels(bins)).toEqual(['Carrier 9', '(3 more)', '(missing)']);
    expect(bins[1]).toMatchObject({ role: 'other', currentCount: 52, baselineCount: 75, contribution: 0.301 });
  });

  it('takes neighbouring ranges together where there are too many', () => {
    const rows = Array.from({ length: 10 }, (_, i): TestRow => [`${i} to ${i + 1}`, i, i + 1, 1, 2, 0.01]);
    const bins = arrangeBins(binsOf(rows), 'query', 4);
    expect(bins.map(({ label, lower, upper }) => [label, lower, upper])).toEqual([
      ['0 to 1 … 2 to 3', 0, 3],
      ['3 to 4 … 5 to 6', 3, 6],
      ['6 to 7 … 8 to 9', 6, 9],
      ['9 to 10', 9, 10],
    ]);
  });

  it('loses no count, and keeps to the most', () => {
    const counts = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 80 });
    const orders = fc.constantFrom<CategoryOrder>('query', 'contribution', 'share', 'name');
    fc.assert(
      fc.property(counts, fc.boolean(), orders, fc.integer({ min: 2, max: 30 }), (pairs, isNumeric, order, most) => {
        const bins = binsOf(
          pairs.map(([now, then], i) => [`${i}`, isNumeric ? i : null, isNumeric ? i + 1 : null, now, then])
        );
        const shown = arrangeBins(bins, order, most);
        const total = (list: Bin[]) => list.reduce((sum, { currentCount }) => sum + (currentCount ?? 0), 0);
        expect(shown.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(total(shown)).toBe(total(bins));
      })
    );
  });
});
