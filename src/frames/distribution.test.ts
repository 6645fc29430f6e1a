import { createDataFrame, FieldType } from '@grafana/data';

import { isBlank, readDistributions } from './distribution';
import { NUMERIC_ROWS, testComparison, testFrame } from './testFrames';

/** The only distribution of a frame that is one. */
function read(...parameters: Parameters<typeof testFrame>) {
  const { distributions, problems } = readDistributions([testFrame(...parameters)]);
  expect(problems).toEqual([]);
  return distributions[0]!;
}

describe('readDistributions', () => {
  it('reads bins, subject and comparison of a frame', () => {
    const distribution = read(NUMERIC_ROWS, testComparison());
    expect(distribution).toMatchObject({ name: 'distance', segment: '', kind: 'numeric' });
    expect(distribution.comparison?.measures[0]).toEqual({
      id: 'psi',
      value: 0.25,
      critical: 0.034,
      threshold: 0.2,
      usualLow: null,
      usualHigh: null,
      verdict: 2,
    });
    expect(distribution.bins[1]).toEqual({
      label: '[200, 500)',
      role: 'bin',
      lower: 200,
      upper: 500,
      current: 0.3,
      baseline: 0.4,
      currentCount: 30,
      baselineCount: 40,
      contribution: 0.03,
      usualLow: null,
      usualHigh: null,
    });
    expect(distribution.bins.map(({ role }) => role)).toEqual(['bin', 'bin', 'bin', 'missing']);
  });

  it('takes a special name for a special bin only in the last rows, and only once', () => {
    const roles = read([
      ['(other)', null, null, 5, 5],
      ['AA', null, null, 5, 5],
      ['(missing)', null, null, 5, 5],
      ['(new)', null, null, 1, 0],
      ['(other)', null, null, 2, 2],
      ['(missing)', null, null, 3, 3],
    ]).bins.map(({ role }) => role);
    expect(roles).toEqual(['bin', 'bin', 'bin', 'new', 'other', 'missing']);
  });

  it('tells numbers from categories by the edges where no comparison says it', () => {
    expect(read(NUMERIC_ROWS).kind).toBe('numeric');
    expect(read([['AA', null, null, 1, 1]]).kind).toBe('categorical');
  });

  it('names a segment and keeps the keys of equal subjects apart', () => {
    const comparison = testComparison({
      subject: { target: 'features', feature: 'distance', kind: 'numeric', segments: { origin: 'JFK', haul: '500' } },
    });
    const frame = testFrame(NUMERIC_ROWS, comparison);
    const { distributions } = readDistributions([frame, frame]);
    expect(distributions[0]?.segment).toBe('origin = JFK, haul = 500');
    expect(distributions[0]?.key).not.toBe(distributions[1]?.key);
  });

  it('reads NaN and the infinities as not known', () => {
    const bins = read([['AA', null, null, NaN, Infinity, -Infinity]]).bins;
    expect(bins[0]).toMatchObject({ currentCount: null, baselineCount: null, contribution: null });
  });

  it('draws without the hidden fields', () => {
    const frame = createDataFrame({
      fields: [
        { name: 'bin', type: FieldType.string, values: ['AA'] },
        { name: 'current', type: FieldType.number, values: [1] },
        { name: 'baseline', type: FieldType.number, values: [null] },
      ],
    });
    const [distribution] = readDistributions([frame]).distributions;
    expect(distribution?.bins[0]).toMatchObject({ current: 1, baseline: null, currentCount: null, lower: null });
  });

  it('says of another frame which fields it lacks, and ignores frames without fields', () => {
    const other = createDataFrame({ refId: 'B', fields: [{ name: 'bin', type: FieldType.number, values: [1] }] });
    const { distributions, problems } = readDistributions([other, createDataFrame({ fields: [] })]);
    expect(distributions).toEqual([]);
    expect(problems).toEqual(['Frame "B" has no field bin, current, baseline of the expected type.']);
  });

  it('fills what a comparison leaves out, and refuses one without subject or window', () => {
    const partial = { subject: { target: 'score' }, current: { from: '', to: '' } } as never;
    expect(read(NUMERIC_ROWS, partial).comparison).toMatchObject({
      baseline: { name: '', windows: [], count: null },
      measures: [],
      timezone: 'UTC',
    });
    expect(read(NUMERIC_ROWS, { measures: [] } as never).comparison).toBeUndefined();
  });

  it('is blank only when no bin has a share in either window', () => {
    expect(isBlank(read([['AA', null, null, null, null]]))).toBe(true);
    expect(isBlank(read([['AA', null, null, 0, 5]]))).toBe(false);
  });
});
