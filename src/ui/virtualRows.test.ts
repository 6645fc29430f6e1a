import fc from 'fast-check';

import { rowsInView, scrollToRow } from './virtualRows';

describe('rowsInView', () => {
  it('draws a few rows of many', () => expect(rowsInView(4000, 400, 40, 500)).toEqual({ first: 94, end: 116 }));
  it('draws all of few', () => expect(rowsInView(0, 400, 40, 5)).toEqual({ first: 0, end: 5 }));
  it('draws none of none', () => expect(rowsInView(0, 400, 40, 0)).toEqual({ first: 0, end: 0 }));

  it('draws every row in view, and never more than the height holds and its margins', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 2000 }), fc.nat(1000));
    fc.assert(
      fc.property(place, ([scrollTop, height, count]) => {
        const { first, end } = rowsInView(scrollTop, height, 40, count);
        for (let row = 0; row < count; row++) {
          const inView = (row + 1) * 40 > scrollTop && row * 40 < scrollTop + height;
          expect(!inView || (row >= first && row < end)).toBe(true);
        }
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 40) + 14);
      })
    );
  });
});

describe('scrollToRow', () => {
  it.each([
    ['stays where the row is in view', 5, 100, 100],
    ['scrolls up to a row above', 1, 100, 40],
    ['scrolls down until a row below is whole', 20, 100, 440],
  ])('%s', (_, row, scrollTop, expected) => expect(scrollToRow(row, scrollTop, 400, 40)).toBe(expected));
});
