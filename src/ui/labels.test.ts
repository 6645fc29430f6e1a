import fc from 'fast-check';

import { inLines, LABEL_SIZE, labelHeight, layoutNames, shorten, textWidth, withoutOverlap } from './labels';

const evenly = (texts: string[], room: number) => texts.map((text, i) => ({ text, x: (i + 0.5) * room, room }));

/** The parts of a text before and after each of its ellipses. */
const cutsOf = (short: string) =>
  [...short.matchAll(/…/g)].map(({ index }): [string, string] => [short.slice(0, index), short.slice(index + 1)]);
const isCut = (text: string, head: string, tail: string) =>
  text.startsWith(head) && text.endsWith(tail) && head.length + tail.length < text.length;

describe('shorten', () => {
  it('leaves a text that fits alone', () => expect(shorten('carrier', 100)).toBe('carrier'));
  it('cuts in the middle, so that names that start alike can be told from one another', () => {
    const cut = ['category 00001', 'category 00002'].map((name) => shorten(name, 64));
    expect(cut).toEqual(['cate…0001', 'cate…0002']);
  });
  it('leaves no space beside the ellipsis', () => expect(shorten('Newark to Kennedy', 64)).not.toMatch(/ …|… /));

  it('never exceeds the width, and never splits a glyph', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 200 }), (text, width) => {
        const short = shorten(text, width);
        expect(textWidth(short)).toBeLessThanOrEqual(width);
        expect(short === text || short === '' || cutsOf(short).some(([head, tail]) => isCut(text, head, tail))).toBe(
          true
        );
        expect(short).toBe(Array.from(short).join(''));
      })
    );
  });
});

describe('layoutNames', () => {
  it('lays names flat where they fit', () => {
    const labels = layoutNames(evenly(['AA', 'B6', 'UA'], 40));
    expect(labels.map(({ text, upright }) => [text, upright])).toEqual([
      ['AA', false],
      ['B6', false],
      ['UA', false],
    ]);
    expect(labelHeight(labels)).toBe(LABEL_SIZE + 9);
  });

  it('stands them upright where they do not, and makes room below', () => {
    const labels = layoutNames(evenly(['Newark', 'LaGuardia', 'Kennedy'], 20));
    expect(labels.map(({ upright }) => upright)).toEqual([true, true, true]);
    expect(labelHeight(labels)).toBeGreaterThan(textWidth('LaGuardia'));
  });

  it('cuts long names that lie flat rather than turning them', () => {
    expect(layoutNames(evenly(['a name far longer than its bar', 'b'], 80))[0]).toMatchObject({ upright: false });
  });

  it('cuts upright names to a low chart, with an ellipsis', () => {
    const [label] = layoutNames(evenly(['LaGuardia', 'Kennedy'], 20), 40);
    expect(label).toMatchObject({ upright: true, text: expect.stringMatching(/^L.*….*a$/) });
    expect(labelHeight([label!])).toBeLessThanOrEqual(46);
  });

  it('thins out upright names until none overlap', () => {
    const labels = layoutNames(
      evenly(
        Array.from({ length: 50 }, (_, i) => `category ${i}`),
        4
      )
    );
    const gaps = labels.slice(1).map(({ x }, i) => x - labels[i]!.x);
    expect(labels.length).toBeGreaterThan(10);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(LABEL_SIZE);
  });
});

describe('withoutOverlap', () => {
  it('keeps the first of texts that touch, and everything that clears it', () => {
    const kept = withoutOverlap([0, 5, 12, 13, 30], (x) => ({ x, width: 10 }), 1);
    expect(kept).toEqual([0, 12, 30]);
  });
});

describe('inLines', () => {
  const inTen = (widths: number[]) =>
    inLines(
      widths,
      (width) => width,
      (line) => (line === 0 ? 8 : 10),
      1
    );

  it('puts on a line what fits, with the gaps between', () => {
    expect(inTen([3, 4])).toEqual([[3, 4]]);
    expect(inTen([4, 4, 5])).toEqual([[4], [4, 5]]);
  });

  it('gives an item that fits nowhere a line of its own', () => {
    expect(inTen([20, 2, 20])).toEqual([[20], [2], [20]]);
    expect(inTen([])).toEqual([]);
  });
});
