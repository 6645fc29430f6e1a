import { testComparison } from './testFrames';
import { formatBaseline, formatInstants, formatWindow } from './windows';

const NEW_YORK = 'America/New_York';

describe('formatWindow', () => {
  it.each([
    ['whole days of one month', '2013-04-21T04:00:00Z', '2013-04-28T04:00:00Z', '21 – 27 Apr 2013'],
    ['whole days of two months', '2013-02-24T05:00:00Z', '2013-03-10T05:00:00Z', '24 Feb – 9 Mar 2013'],
    ['whole days of two years', '2012-12-30T05:00:00Z', '2013-01-02T05:00:00Z', '30 Dec 2012 – 1 Jan 2013'],
    ['the day of 23 hours', '2013-03-10T05:00:00Z', '2013-03-11T04:00:00Z', '10 Mar 2013'],
    ['the day of 25 hours', '2013-11-03T04:00:00Z', '2013-11-04T05:00:00Z', '3 Nov 2013'],
    ['hours of a day', '2013-04-21T10:00:00Z', '2013-04-21T13:00:00Z', '21 Apr 2013 06:00 – 09:00'],
    ['hours over midnight', '2013-04-22T02:00:00Z', '2013-04-22T05:00:00Z', '21 Apr 2013 22:00 – 22 Apr 2013 01:00'],
  ])('names %s', (_, from, to, text) => expect(formatWindow({ from, to }, NEW_YORK)).toBe(text));

  it('does not invent a time', () => expect(formatWindow({ from: '', to: 'soon' }, NEW_YORK)).toBe('–'));
});

describe('formatInstants', () => {
  it('gives both ends with their own offset', () => {
    const window = { from: '2013-03-10T05:00:00Z', to: '2013-03-11T04:00:00Z' };
    expect(formatInstants(window, NEW_YORK)).toBe('2013-03-10 00:00 -05:00 – 2013-03-11 00:00 -04:00');
  });
});

describe('formatBaseline', () => {
  const { baseline } = testComparison();

  it('spans several windows, whatever their order', () => {
    expect(formatBaseline(baseline, NEW_YORK)).toBe('rolling: 2 windows, 24 Feb – 20 Apr 2013');
  });

  it('names the days of one window', () => {
    const launch = { ...baseline, name: 'launch', windows: baseline.windows.slice(0, 1) };
    expect(formatBaseline(launch, NEW_YORK)).toBe('launch: 14 – 20 Apr 2013');
  });

  it('names a table, and a baseline of which nothing else is known', () => {
    expect(formatBaseline({ ...baseline, name: 'training', kind: 'table', windows: [] }, NEW_YORK)).toBe(
      'training (table)'
    );
    expect(formatBaseline({ name: '', kind: '', windows: [], count: null }, NEW_YORK)).toBe('baseline');
  });
});
