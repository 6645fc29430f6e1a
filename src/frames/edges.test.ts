import fc from 'fast-check';

import { formatEdges } from './edges';
import { ValueStyle } from './format';

/** Undoes formatEdges: thousands, the minus sign, SI suffixes. */
function parse(text: string): number {
  const units: Record<string, number> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
  const plain = text.replace(/,/g, '').replace('−', '-');
  return parseFloat(plain) * (units[plain.slice(-1)] ?? 1);
}

// The backend names bins so, but for the minus sign: pkg/measure/labels_test.go has the same cases.
describe('formatEdges', () => {
  it.each<[number[], string]>([
    [[228, 427, 549], '228 427 549'],
    [[0.0078125, 0.5, 0.9957], '0.00781 0.5 0.996'],
    [[35.06, 37.4, 39.92], '35.1 37.4 39.9'],
    [[-7, 0, 23], '−7 0 23'],
    [[1234567, 2345678], '1.23M 2.35M'],
    [[99999, 100000, 999999, 1e6, 1e9], '99999 100k 999.999k 1M 1G'],
    [[-2.5e12, 999999999999999], '−2.5T 1e+15'],
    [[10, 10.0625], '10 10.06'],
    [[889, 1026, 1300], '889 1030 1300'],
    [[6.125, 7.375], '6.12 7.38'],
    [[-6.125, 7.375], '−6.12 7.38'],
    [[1013.125, 1013.25, 1013.375], '1013.12 1013.25 1013.38'],
    [[100, 100.00000000000001, 250], '100 100 250'],
    [[0.0001234], '1.23e-4'],
    [[-9.85e177, 1e175, 2e18], '−9.85e+177 1e+175 2e+18'],
    [[2, 1], '2 1'],
    [[5], '5'],
  ])('%p read %p', (edges, texts) => expect(formatEdges(edges).join(' ')).toBe(texts));

  it.each<[number[], ValueStyle, string]>([
    [[0.25, 0.5], { unit: 'percentunit' }, '25.0% 50.0%'],
    [[0.25, 0.5], { unit: 'percentunit', decimals: 0 }, '25% 50%'],
    [[228, 1427.4], { decimals: 2 }, '228.00 1,427.40'],
    [[228, 427], { unit: 'lengthmi' }, '228 427'],
    [[228, 427], { unit: 'none' }, '228 427'],
  ])('%p with %p read %p', (edges, style, texts) => expect(formatEdges(edges, style).join(' ')).toBe(texts));

  it('moves no edge by more than a twentieth of the narrower bin beside it, so that neighbours stay apart', () => {
    const edges = fc.uniqueArray(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(edges, fc.integer({ min: -12, max: 12 }), (whole, k) => {
        const values = whole.sort((a, b) => a - b).map((edge) => edge * 2 ** k);
        formatEdges(values).forEach((text, i) => {
          const edge = values[i]!;
          const gap = Math.min(edge - (values[i - 1] ?? -Infinity), (values[i + 1] ?? Infinity) - edge);
          expect(Math.abs(parse(text) - edge)).toBeLessThanOrEqual(gap / 20 + 1e-9 * Math.abs(edge));
        });
      })
    );
  });
});
