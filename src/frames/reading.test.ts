import { describeReading, readingFrame, readingOf } from './reading';

const APRIL = { model: 'delay', name: 'Arrival delay', days: 30, first: '2013-04-01', last: '2013-04-30' };
const FARES = { model: 'fare', name: 'Fare', days: 7, first: '2013-04-01', last: '2013-04-07' };

describe('describeReading', () => {
  it.each([
    ['one model', [APRIL], 'Reading 30 days', 'Arrival delay, 2013-04-01 to 2013-04-30'],
    [
      'two, of which the longest is named',
      [FARES, APRIL],
      'Reading 30 days',
      'Arrival delay and 1 more, 2013-04-01 to 2013-04-30',
    ],
    ['one day', [{ ...APRIL, days: 1, last: '2013-04-01' }], 'Reading 1 day', 'Arrival delay, 2013-04-01'],
    ['days that nobody knows', [{ model: 'fare', name: 'Fare', days: 0 }], 'Reading the log', 'Fare'],
  ])('says it of %s', (_, readings, title, detail) => {
    expect(describeReading(readings)).toEqual({ title, detail });
  });

  it('says nothing where nothing is read', () => {
    expect(describeReading([])).toBeUndefined();
  });
});

describe('readingFrame', () => {
  const words = { title: 'Reading 30 days', detail: 'Arrival delay' };

  it('is one value that is not there, which panels write as the words', () => {
    const [field] = readingFrame(words).fields;
    expect(field).toMatchObject({ name: 'Arrival delay', values: [null], config: { noValue: 'Reading 30 days' } });
  });

  it('is known again by the words, and no other frame is', () => {
    expect(readingOf({ series: [readingFrame(words)] })).toEqual(words);
    expect(readingOf({ series: [{ ...readingFrame(words), name: 'psi' }] })).toBeUndefined();
    expect(readingOf({ series: [] })).toBeUndefined();
  });
});
