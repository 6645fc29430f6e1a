import fc from 'fast-check';

import { Bin, readDistributions } from '../../frames/distribution';
import { NUMERIC_ROWS, testFrame, TestRow } from '../../frames/testFrames';
import { layoutLane, layoutPlot, Manner, mostMoved } from './geometry';

function binsOf(rows: TestRow[]): Bin[] {
  return readDistributions([testFrame(rows)]).distributions[0]!.bins;
}

const manner = (change: Partial<Manner> = {}): Manner => ({ mode: 'bars', scale: 'bins', unit: '', ...change });

const SIZE = { width: 400, height: 200 };

describe('layoutPlot', () => {
  it('stands bars on the foot and keeps their heights in proportion to their shares', () => {
    const { bars } = layoutPlot(binsOf(NUMERIC_ROWS), manner(), SIZE);
    const heights = bars.map(({ currentY }) => SIZE.height - (currentY ?? NaN));
    expect(heights[1]! / heights[0]!).toBeCloseTo(3, 9);
    expect(heights[2]! / heights[0]!).toBeCloseTo(6, 9);
  });

  it('marks open ends and special bins', () => {
    const { bars } = layoutPlot(binsOf(NUMERIC_ROWS), manner(), SIZE);
    expect(bars.map(({ open }) => [open.lower, open.upper])).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [false, false],
    ]);
    expect(bars.map((bar) => bar.special)).toEqual([false, false, false, true]);
  });

  it('puts every inner edge once, where its bins meet, and none for categories', () => {
    const { edges, bars } = layoutPlot(binsOf(NUMERIC_ROWS), manner(), SIZE);
    expect(edges.map(({ value, text }) => [value, text])).toEqual([
      [200, '200'],
      [500, '500'],
    ]);
    expect(edges[0]?.position).toBe(bars[0]?.x1);
    expect(layoutPlot(binsOf([['AA', null, null, 1, 1]]), manner(), SIZE).edges).toEqual([]);
  });

  it('rounds edges as labels do, among those of all bins, also of an outer one that is not shown', () => {
    const rows: TestRow[] = [
      ['below 1021.4', null, 1021.4, 0, 0],
      ['1021.4 to 1026', 1021.4, 1026, 0.5, 0.5],
      ['1026 to 1400', 1026, 1404, 0.5, 0.5],
      ['from 1400', 1404, null, 0, 0],
    ];
    expect(layoutPlot(binsOf(rows), manner(), SIZE).edges.map(({ text }) => text)).toEqual(['1021.4', '1026', '1400']);
    const alone = binsOf([
      ['below 1030', null, 1026, 0.5, 0.5],
      ['from 1030', 1026, null, 0.5, 0.5],
    ]);
    expect(layoutPlot(alone, manner(), SIZE).edges.map(({ text }) => text)).toEqual(['1030']);
  });

  it('says where earlier windows expect a bar, and on which side it lies outside', () => {
    const rows: TestRow[] = [
      ['a', null, null, 50, 50, 0, 0.1, 0.2],
      ['b', null, null, 50, 50, 0, 0.6, null],
      ['c', null, null, 0, 0],
    ];
    const { bars, yTicks } = layoutPlot(binsOf(rows), manner(), SIZE);
    const y = (share: number) => SIZE.height * (1 - share / yTicks[yTicks.length - 1]!.value);
    expect(bars.map(({ beyond }) => beyond)).toEqual(['above', 'below', undefined]);
    expect(bars[0]?.usual?.top).toBeCloseTo(y(0.2), 9);
    expect(bars[0]?.usual?.foot).toBeCloseTo(y(0.1), 9);
    expect(bars[1]?.usual).toEqual({ top: 0, foot: y(0.6) });
    expect(bars[2]?.usual).toBeNull();
  });

  it('lets a single value stand for its own edges', () => {
    const rows: TestRow[] = [
      ['below 0', null, 0, 1, 1],
      ['0', null, null, 8, 8],
      ['0 to 3', 0, 3, 1, 1],
      ['from 3', 3, null, 1, 1],
    ];
    const { numeric, edges, bars } = layoutPlot(binsOf(rows), manner(), SIZE);
    expect(numeric).toBe(true);
    expect(edges.map(({ value }) => value)).toEqual([3]);
    expect(bars[1]?.open).toEqual({ lower: false, upper: false });
  });

  it('makes area share on the value scale, special bins included', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(counts, (current) => {
        const rows = [...NUMERIC_ROWS].map((row, i): TestRow => [row[0], row[1], row[2], current[i]!, row[4]]);
        const { bars, scale } = layoutPlot(binsOf(rows), manner({ scale: 'value' }), SIZE);
        expect(scale).toBe('value');
        const areas = bars.map(({ x0, x1, currentY }) => (x1 - x0) * (SIZE.height - (currentY ?? NaN)));
        areas.forEach((area, i) => expect(area / areas[0]!).toBeCloseTo(current[i]! / current[0]!, 6));
      })
    );
  });

  it('stays within the plot, and knows no top for a share that is not known', () => {
    const share = fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 60 }), (counts) => {
        const bins = binsOf(counts.map(([current, baseline], i): TestRow => [`c${i}`, null, null, current, baseline]));
        const { bars, yTicks } = layoutPlot(bins, manner(), SIZE);
        bars.forEach(({ bin, currentY, baselineY }) => {
          expect(currentY === null).toBe(bin.current === null);
          expect(baselineY === null).toBe(bin.baseline === null);
          for (const y of [currentY ?? 0, baselineY ?? 0, ...yTicks.map(({ position }) => position)]) {
            expect(y).toBeGreaterThanOrEqual(-1e-6);
            expect(y).toBeLessThanOrEqual(SIZE.height);
          }
        });
      })
    );
  });
});

describe('modes', () => {
  it('cumulative: sums reach the whole at the last bin, and the gap lies where they differ most', () => {
    const { bars, gap, caption } = layoutPlot(binsOf(NUMERIC_ROWS), manner({ mode: 'cumulative' }), SIZE);
    const heights = bars.map(({ currentY }) => 1 - (currentY ?? NaN) / SIZE.height);
    expect(heights.slice(0, 3)).toEqual([0.1, 0.4, 1].map((share) => expect.closeTo(share, 9)));
    // The special bin stands for itself.
    expect(heights[3]).toBeCloseTo(0.05, 9);
    expect(gap).toMatchObject({ x: bars[1]!.x1, text: '−30.0 pp' });
    expect(caption).toBe('share up to the end of each bin');
  });

  it('cumulative: equal windows have no gap', () => {
    const rows: TestRow[] = [
      ['0 to 1', 0, 1, 5, 10],
      ['1 to 2', 1, 2, 5, 10],
    ];
    expect(layoutPlot(binsOf(rows), manner({ mode: 'cumulative' }), SIZE).gap).toBeUndefined();
  });

  it('difference: bars stand on the line of no difference, and what is expected moves with them', () => {
    const rows: TestRow[] = [
      ['a', null, null, 70, 50, 0, 0.4, 0.6],
      ['b', null, null, 30, 50, 0, 0.4, 0.6],
    ];
    const { bars, zero, yTicks } = layoutPlot(binsOf(rows), manner({ mode: 'difference' }), SIZE);
    expect(zero).toBeCloseTo(SIZE.height / 2, 9);
    expect(zero - bars[0]!.currentY!).toBeCloseTo(bars[1]!.currentY! - zero, 9);
    expect(bars[0]!.usual!.foot - zero).toBeCloseTo(zero - bars[0]!.usual!.top, 9);
    expect(bars.map(({ beyond }) => beyond)).toEqual(['above', 'below']);
    expect(yTicks.map(({ text }) => text)).toEqual(expect.arrayContaining(['−20', '0', '+20']));
  });

  it.each(['value', 'log'] as const)('a share on the scale %s never reads as more than the whole', (scale) => {
    const edges = fc.uniqueArray(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(edges, (list) => {
        const sorted = list.sort((a, b) => a - b);
        const rows = sorted.slice(1).map((upper, i): TestRow => [`${i}`, sorted[i]!, upper, i + 1, 1]);
        const { yTicks } = layoutPlot(binsOf(rows), manner({ scale }), SIZE);
        for (const { text } of yTicks) {
          expect(Number.parseFloat(text)).toBeLessThanOrEqual(100);
        }
      })
    );
  });

  it('names a single value once, also where it comes first', () => {
    const rows: TestRow[] = [
      ['0', 0, 0, 99, 93],
      ['above 0', 0, null, 1, 7],
    ];
    expect(layoutPlot(binsOf(rows), manner(), SIZE).edges).toEqual([]);
  });

  it('cuts off a range that earlier windows predict before it makes the bars too small to read', () => {
    const tenths = (usualLow: number) =>
      layoutPlot(
        binsOf(Array.from({ length: 10 }, (_, i): TestRow => [`${i}`, i, i + 1, 10, 10, 0, usualLow, 1])),
        manner(),
        SIZE
      );
    const { bars, yTicks } = tenths(0.05);
    expect(yTicks[yTicks.length - 1]!.text).toBe('20%');
    expect(bars.map(({ usual }) => usual!.top)).toEqual(Array.from({ length: 10 }, () => 0));
    const above = tenths(0.4); // no bar reaches the range: where it begins must be seen
    expect(above.yTicks[above.yTicks.length - 1]!.value).toBeGreaterThanOrEqual(0.8);
    expect(above.bars[0]!.usual!.foot).toBeLessThan(above.bars[0]!.currentY!);
  });

  it('says in which part of the unit densities are shares', () => {
    const rows: TestRow[] = [
      ['0 to 0.05', 0, 0.05, 90, 80],
      ['0.05 to 1', 0.05, 1, 10, 20],
    ];
    const { caption, yTicks } = layoutPlot(binsOf(rows), manner({ scale: 'value', unit: 'mi' }), SIZE);
    expect(caption).toBe('share per 0.01 mi: area is share');
    expect(yTicks[yTicks.length - 1]?.text).toBe('20%');
  });

  it('says when bins have no place on a scale', () => {
    const rows: TestRow[] = [
      ['0', 0, 0, 5, 5],
      ['above 0', 0, null, 5, 5],
    ];
    expect(layoutPlot(binsOf(rows), manner({ scale: 'log' }), SIZE)).toMatchObject({
      scale: 'bins',
      caption: 'bins of equal width: these have no place on such a scale',
    });
  });
});

describe('layoutLane', () => {
  const { bars } = layoutPlot(binsOf(NUMERIC_ROWS), manner(), SIZE);

  it('measures contributions by the threshold while none exceeds it', () => {
    const lane = layoutLane(bars, 0.36);
    expect(lane.map(({ part }) => part)).toEqual([0.5, expect.closeTo(0.03 / 0.36), expect.closeTo(0.04 / 0.36)]);
  });

  it('measures them by the greatest once it exceeds the threshold', () => {
    expect(layoutLane(bars, 0.1).map(({ part }) => part)[0]).toBe(1);
    expect(layoutLane(bars, null).map(({ part }) => part)[0]).toBe(1);
  });

  it('gives no bar to bins that enter no measure', () => {
    expect(layoutLane(bars, 0.2).map(({ bar }) => bar.index)).toEqual([0, 1, 2]);
  });
});

describe('mostMoved', () => {
  it('is the bin with the greatest contribution', () => {
    expect(mostMoved(binsOf(NUMERIC_ROWS))?.label).toBe('< 200');
  });

  it('is none where nothing contributes', () => {
    expect(mostMoved(binsOf([['AA', null, null, 1, 1, 0]]))).toBeUndefined();
  });
});
