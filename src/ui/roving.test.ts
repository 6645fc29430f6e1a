import { nextStop } from './roving';

describe('nextStop', () => {
  it.each([
    ['ArrowRight', 'horizontal', 1, 2],
    ['ArrowLeft', 'horizontal', 1, 0],
    ['ArrowDown', 'vertical', 1, 2],
    ['ArrowUp', 'vertical', 0, 0],
    ['End', 'vertical', 1, 29],
    ['Home', 'horizontal', 7, 0],
    ['PageDown', 'vertical', 25, 29],
    ['PageUp', 'vertical', 25, 15],
  ] as const)('%s in a %s list leads from %i to %i of 30', (key, direction, from, to) => {
    expect(nextStop(key, from, 30, direction)).toBe(to);
  });

  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowDown', 3, 6],
    ['ArrowUp', 3, 0],
    ['ArrowUp', 1, 1],
    ['ArrowDown', 10, 10],
    ['End', 3, 11],
  ])('%s in a grid of four rows of three leads from %i to %i', (key, from, to) => {
    expect(nextStop(key, from, 12, { columns: 3 })).toBe(to);
  });

  it.each([
    ['ArrowDown', 'horizontal', 30],
    ['PageDown', 'horizontal', 30],
    ['Tab', 'vertical', 30],
    ['ArrowDown', 'vertical', 0],
  ] as const)('%s in a %s list of %3$i moves nothing', (key, direction, count) => {
    expect(nextStop(key, 0, count, direction)).toBeUndefined();
  });
});
