import { Bin, readDistributions } from '../../frames/distribution';
import { NUMERIC_ROWS, testComparison, testFrame, TestRow } from '../../frames/testFrames';
import { exploreAddress } from '../../ui/explore';
import { filtersOf, recordsOf } from './pick';

function read(rows: TestRow[], kind: 'numeric' | 'categorical', segments?: Record<string, string>) {
  const subject = { target: 'features', feature: 'distance', kind, segments };
  return readDistributions([testFrame(rows, testComparison({ subject }))]).distributions[0]!;
}

const filter = (operator: string, value: string) => ({ key: 'distance', operator, values: [value] });

describe('filtersOf', () => {
  it('leaves the rows between the edges of a range, of which the upper one is exclusive', () => {
    const numbers = read(NUMERIC_ROWS, 'numeric');
    expect(numbers.bins.map((bin) => filtersOf(bin, numbers))).toEqual([
      [filter('<', '200')],
      [filter('>=', '200'), filter('<', '500')],
      [filter('>=', '500')],
      [filter('=', '(missing)')],
    ]);
  });

  it('leaves one value of a bin that holds only that', () => {
    const numbers = read([['0', 0, 0, 1, 1]], 'numeric');
    expect(filtersOf(numbers.bins[0]!, numbers)).toEqual([filter('>=', '0'), filter('<=', '0')]);
  });

  it('names a category and the categories of the reference that have no name of their own', () => {
    const categories = read(
      [
        ['<script>', null, null, 1, 1],
        ['(other)', null, null, 1, 1],
      ],
      'categorical'
    );
    expect(categories.bins.map((bin) => filtersOf(bin, categories))).toEqual([
      [filter('=', '<script>')],
      [filter('=', '(other)')],
    ]);
  });

  it('has none for categories that the panel took together, and for a bin of all numbers', () => {
    const pooled: Bin = { ...read(NUMERIC_ROWS, 'categorical').bins[3]!, label: '(12 more)', role: 'other' };
    expect(filtersOf(pooled, read(NUMERIC_ROWS, 'categorical'))).toBeUndefined();
    const whole = read([['all', null, null, 1, 1]], 'numeric');
    expect(filtersOf(whole.bins[0]!, whole)).toBeUndefined();
  });
});

it('asks for the records of a bin in the window, the segment and with the filters of the panel', () => {
  const numbers = read(NUMERIC_ROWS, 'numeric', { origin: 'JFK' });
  const asked = { refId: 'A', queryType: 'distribution', window: '7d', filters: [filter('>', '0')], schemaVersion: 2 };
  const records = recordsOf(numbers.bins[0]!, numbers, asked);
  expect(records).toMatchObject({
    refId: 'A',
    queryType: 'records',
    models: ['arrival-delay'],
    features: ['distance'],
    window: '7d',
    filters: [filter('>', '0'), { key: 'origin', operator: '=', values: ['JFK'] }, filter('<', '200')],
  });
  const address = exploreAddress({ ...records!, datasource: { uid: 'u' } }, { from: 'now-7d', to: 'now' });
  const panes: unknown = JSON.parse(new URLSearchParams(address.split('?')[1]).get('panes')!);
  expect(panes).toMatchObject({ records: { datasource: 'u', range: { from: 'now-7d', to: 'now' } } });
});
