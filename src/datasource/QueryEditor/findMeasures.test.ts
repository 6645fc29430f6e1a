import { MEASURES } from '../testCatalog';
import { findMeasures } from './findMeasures';

const known = [
  ...MEASURES,
  { ...MEASURES[0]!, id: 'missing_rate', title: 'Missing rate', targets: ['features' as const], twoSample: false },
];
const options = known.map(({ id, title }) => ({ value: id, label: title }));
const found = (typed: string) => findMeasures(options, known, typed).map(({ value }) => value);

describe('findMeasures', () => {
  it.each([
    ['drift', ['psi', 'ks']],
    ['latency', ['mean', 'quantile']],
    ['volume', ['rows']],
    ['null', ['missing_rate']],
    ['Null ', ['missing_rate']],
    ['missing rate', ['missing_rate']],
    ['nothing of this', []],
  ])('finds for %j what a reader means', (typed, expected) => expect(found(typed)).toEqual(expected));

  it('lists everything before anything is typed', () => expect(found('')).toEqual(known.map(({ id }) => id)));

  it('puts those first whose name has the word', () => {
    expect(found('mean')[0]).toBe('mean');
  });
});
