import {
  asInPanels,
  formatCount,
  formatMeasure,
  formatPoints,
  formatShare,
  formatTerm,
  formatValue,
  unitSuffix,
} from './format';

describe('unitSuffix', () => {
  it.each([
    ['lengthmi', 'mi'],
    ['m', 'min'],
    ['fahrenheit', '°F'],
    ['widgets', 'widgets'],
    ['none', ''],
    ['percentunit', ''],
    ['dateTimeAsIso', ''],
    [undefined, ''],
  ])('%p reads %p', (unit, text) => expect(unitSuffix(unit)).toBe(text));
});

describe('formatShare', () => {
  it.each([
    [null, '–'],
    [0, '0%'],
    [0.00001, '<0.01%'],
    [0.0023, '0.23%'],
    [0.0097, '1.0%'],
    [-0.034, '−3.4%'],
    [0.0996, '10.0%'],
    [1, '100.0%'],
  ])('%p reads %p', (share, text) => expect(formatShare(share)).toBe(text));
});

describe('formatPoints', () => {
  it.each([
    [0.18, 0.101, '+7.9 pp'],
    [0.1, 0.125, '−2.5 pp'],
    [0.1, 0.1002, '−0.02 pp'],
    [0.1, 0.10002, '+0.0 pp'],
    [0.1, 0.1, '+0.0 pp'],
    [null, 0.1, '–'],
  ])('%p against %p reads %p', (current, baseline, text) => expect(formatPoints(current, baseline)).toBe(text));
});

describe('formatMeasure writes a divergence as the backend does in its sentences', () => {
  it.each([
    [null, '–'],
    [0, '0.00'],
    [0.0004, '0.00'],
    [0.2312, '0.23'],
    [0.997, '1.0'],
    [7.954, '8.0'],
    [99.7, '99.7'],
    [1234.5, '1,235'],
  ])('%p reads %p', (value, text) => expect(formatMeasure(value)).toBe(text));
  it('keeps the decimals of an override', () => expect(formatMeasure(7.954, { decimals: 3 })).toBe('7.954'));
});

describe('formatTerm', () => {
  it.each([
    [null, '–'],
    [0, '0.000'],
    [0.0004, '<0.001'],
    [-0.0004, '>−0.001'],
    [0.0123, '0.012'],
    [0.18, '0.18'],
    [7.954, '8.0'],
  ])('%p reads %p', (value, text) => expect(formatTerm(value)).toBe(text));
});

describe('formatValue', () => {
  it.each([
    [null, {}, '–'],
    [7.954, {}, '7.95'],
    [3.5, {}, '3.5'],
    [-0.000123, {}, '−0.000123'],
    [51203.4, {}, '51,203'],
    [7.954, { decimals: 1 }, '8.0'],
    [0.735, { unit: 'percentunit' }, '73.5%'],
    [0.735, { unit: 'percentunit', decimals: 0 }, '74%'],
    [7.954, { unit: 'ms' }, '7.95 ms'],
    [7.954, { unit: 'ms', decimals: 1 }, '8.0 ms'],
    [-7.954, { unit: 'lengthmi' }, '−7.95 mi'],
  ])('%p with %p reads %p', (value, style, text) => expect(formatValue(value, style)).toBe(text));
});

describe('asInPanels', () => {
  it.each([
    ['73.5 %, expected 80.1 to 82.0 %', '73.5%, expected 80.1 to 82.0%'],
    ['origin LGA explains 67 % of the fall', 'origin LGA explains 67% of the fall'],
    ['no % here', 'no % here'],
  ])('%p reads %p', (text, shown) => expect(asInPanels(text)).toBe(shown));
});

describe('formatCount', () => {
  it('separates thousands', () => expect(formatCount(51203)).toBe('51,203'));
  it('says when a count is not known', () => expect([formatCount(null), formatCount(undefined)]).toEqual(['–', '–']));
});
