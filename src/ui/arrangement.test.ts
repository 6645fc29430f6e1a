import fc from 'fast-check';

import { arrange, MIN_CELL_HEIGHT } from './arrangement';

const room = (width: number, height: number) => ({ width, height, scrollbar: 15 });

describe('arrange', () => {
  it('gives one distribution the whole panel', () => {
    expect(arrange(1, 3, room(800, 400))).toEqual({ columns: 1, cellWidth: 800, cellHeight: 400, scrolls: false });
  });

  it('balances rows: four cells stand two by two', () => {
    expect(arrange(4, 3, room(1200, 800))).toMatchObject({ columns: 2, scrolls: false });
  });

  it('uses fewer columns in a narrow panel, and scrolls when cells would become too flat', () => {
    expect(arrange(6, 3, room(400, 500))).toMatchObject({ columns: 1, cellHeight: MIN_CELL_HEIGHT, scrolls: true });
  });

  it('leaves a scroll bar its room, whatever its width', () => {
    const wide = (scrollbar: number) => arrange(6, 3, { width: 400, height: 500, scrollbar }).cellWidth;
    expect([wide(0), wide(10), wide(15)]).toEqual([400, 390, 385]);
  });

  it('never exceeds the width or the columns allowed', () => {
    const size = fc.integer({ min: 50, max: 3000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), size, size, (count, most, w, h) => {
        const { columns, cellWidth, cellHeight, scrolls } = arrange(count, most, room(w, h));
        expect(columns).toBeLessThanOrEqual(Math.min(count, most));
        expect(columns * cellWidth).toBeLessThanOrEqual(w);
        expect(scrolls || Math.ceil(count / columns) * cellHeight <= h).toBe(true);
      })
    );
  });
});
