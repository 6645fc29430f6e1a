import { describeBin, describeCounts, describeDistribution, describeGap, describeLoss, windowsOf } from './describe';
import { Distribution, readDistributions } from './distribution';
import { NUMERIC_ROWS, testComparison, testFrame, TestRow } from './testFrames';
import { byDrift, countVerdicts, verdictsOf } from './verdict';

function read(rows: TestRow[], ...comparison: Parameters<typeof testComparison>): Distribution {
  return readDistributions([testFrame(rows, testComparison(...comparison))]).distributions[0]!;
}

describe('describeDistribution', () => {
  it('says value, bounds and verdict', () => {
    expect(describeDistribution(read(NUMERIC_ROWS))).toBe('distance: PSI 0.25, material from 0.2. Drifted.');
  });

  it('says why there is no verdict', () => {
    const expected =
      'Population stability index 3.0; earlier weeks 0.4 to 3.9; 25.1 % of the values lie outside all that these held';
    expect(describeDistribution(read(NUMERIC_ROWS, {}, { expected }))).toBe(
      `distance: ${expected.replace('25.1 %', '25.1%')}. Drifted.`
    );
    const distribution = read(NUMERIC_ROWS, {}, { value: null, critical: null, verdict: null, reason: '12 rows' });
    expect(describeDistribution(distribution)).toBe('distance: PSI –, material from 0.2. Not enough data: 12 rows.');
  });

  it('does without a comparison', () => {
    const [bare] = readDistributions([testFrame(NUMERIC_ROWS)]).distributions;
    expect(describeDistribution(bare!)).toBe('distance: not compared.');
    expect([describeCounts(bare!), windowsOf(bare!)]).toEqual(['', '']);
  });
});

describe('describeBin', () => {
  const distribution = read(NUMERIC_ROWS);

  it('says share, count, change and contribution', () => {
    expect(describeBin(distribution.bins[0]!, distribution)).toBe(
      '< 200: current 10.0% (10 rows), baseline 30.0% (30 rows), change −20.0 pp, contribution to PSI 0.18 (72% of it)'
    );
  });

  it('says that missing values enter no measure', () => {
    expect(describeBin(distribution.bins[3]!, distribution)).toContain('enters no measure');
  });
});

describe('describeCounts and windowsOf', () => {
  it('name both windows and their sizes', () => {
    expect(describeCounts(read(NUMERIC_ROWS))).toBe('6,612 vs 51,203');
    expect(windowsOf(read(NUMERIC_ROWS))).toBe('21 – 27 Apr 2013 against rolling: 2 windows, 24 Feb – 20 Apr 2013');
  });
});

describe('describeLoss', () => {
  const rows = (missing: number, invalid: number): TestRow[] => [
    ['AA', null, null, 100, 100],
    ['(missing)', null, null, missing, 1],
    ['(invalid)', null, null, invalid, 0],
  ];

  it('names the greater change of what no measure sees', () => {
    expect(describeLoss(read(rows(60, 2)))).toBe('missing 1.0% → 60.0%');
    expect(describeLoss(read(rows(1, 2)))).toBe('invalid 0% → 2.0%');
  });

  it('is silent below a percentage point', () => expect(describeLoss(read(rows(1, 0)))).toBe(''));
});

describe('describeGap', () => {
  it.each<[string, TestRow[]]>([
    ['No rows in the current window', [['AA', null, null, 0, 5]]],
    ['No rows in the baseline', [['AA', null, null, 5, null]]],
    ['', [['AA', null, null, 5, 5]]],
  ])('%p', (gap, rows) => expect(describeGap(read(rows))).toBe(gap));
});

describe('order and count of several distributions', () => {
  const named = (name: string, measure: Parameters<typeof testComparison>[1]) =>
    read(NUMERIC_ROWS.slice(0, 3), { subject: { target: 'features', feature: name, kind: 'numeric' } }, measure);
  const distributions = [
    named('steady', { verdict: 0, value: 0.01 }),
    named('unjudged', { verdict: null, value: null }),
    named('far', { verdict: 2, value: 0.9 }),
    named('noticeable', { verdict: 1, value: 0.1 }),
    named('near', { verdict: 2, value: 0.3 }),
  ];

  it('puts the worst first', () => {
    const names = [...distributions].sort(byDrift).map(({ name }) => name);
    expect(names).toEqual(['far', 'near', 'noticeable', 'steady', 'unjudged']);
  });

  it('puts what lost values beside what drifted', () => {
    const lossy = read(
      [...NUMERIC_ROWS.slice(0, 3), ['(missing)', null, null, 60, 1]],
      {},
      { verdict: 0, value: 0.01 }
    );
    const names = [...distributions, lossy].sort(byDrift).map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual(['far', 'near', 'distance', 'noticeable']);
  });

  it('counts the verdicts that occur', () => {
    expect(countVerdicts(verdictsOf(distributions))).toEqual([
      { verdict: 2, count: 2 },
      { verdict: 1, count: 1 },
      { verdict: 0, count: 1 },
      { verdict: null, count: 1 },
    ]);
    expect(countVerdicts(verdictsOf(distributions.slice(0, 1)))).toEqual([{ verdict: 0, count: 1 }]);
  });
});
