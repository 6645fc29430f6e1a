import { createDataFrame, DataFrame, DataFrameType, FieldType } from '@grafana/data';

import { Comparison, MeasureResult, UsualShares } from './comparison';

/** A row of a test's distribution: name, edges, counts of both windows, contribution to PSI, expected share. */
export type TestRow = [
  bin: string,
  lower: number | null,
  upper: number | null,
  current: number | null,
  baseline: number | null,
  contribution?: number | null,
  usualLow?: number | null,
  usualHigh?: number | null,
];

/** A comparison as the backend writes it, for tests: the flights' furlough week against eight weeks before. */
export function testComparison(change: Partial<Comparison> = {}, measure: Partial<MeasureResult> = {}): Comparison {
  return {
    model: 'arrival-delay',
    modelName: 'Arrival delay',
    revision: '1',
    subject: { target: 'features', feature: 'distance', kind: 'numeric' },
    current: { from: '2013-04-21T04:00:00Z', to: '2013-04-28T04:00:00Z', count: 6612 },
    baseline: {
      name: 'rolling',
      kind: 'rolling',
      windows: [
        { from: '2013-04-14T04:00:00Z', to: '2013-04-21T04:00:00Z' },
        { from: '2013-02-24T05:00:00Z', to: '2013-03-03T05:00:00Z' },
      ],
      count: 51203,
    },
    measures: [
      {
        id: 'psi',
        value: 0.25,
        critical: 0.034,
        threshold: 0.2,
        verdict: 2,
        usualLow: null,
        usualHigh: null,
        ...measure,
      },
    ],
    timezone: 'America/New_York',
    ...change,
  };
}

/** A frame of the contract's `distribution` query, for tests. Shares are counts over the sum of ordinary bins. */
export function testFrame(rows: TestRow[], comparison?: Comparison): DataFrame {
  const total = (column: 3 | 4) =>
    rows.reduce((sum, row) => sum + (row[0].startsWith('(') ? 0 : (row[column] ?? 0)), 0);
  const share = (column: 3 | 4) => {
    const sum = total(column);
    return rows.map((row) => (row[column] === null || sum === 0 ? null : row[column] / sum));
  };
  return createDataFrame({
    refId: 'A',
    name: 'distance',
    meta: comparison && { custom: { comparison } },
    fields: [
      { name: 'bin', type: FieldType.string, values: rows.map((row) => row[0]) },
      { name: 'current', type: FieldType.number, values: share(3) },
      { name: 'baseline', type: FieldType.number, values: share(4) },
      { name: 'lower', type: FieldType.number, values: rows.map((row) => row[1]) },
      { name: 'upper', type: FieldType.number, values: rows.map((row) => row[2]) },
      { name: 'currentCount', type: FieldType.number, values: rows.map((row) => row[3]) },
      { name: 'baselineCount', type: FieldType.number, values: rows.map((row) => row[4]) },
      { name: 'contribution', type: FieldType.number, values: rows.map((row) => row[5] ?? null) },
      { name: 'usualLow', type: FieldType.number, values: rows.map((row) => row[6] ?? null) },
      { name: 'usualHigh', type: FieldType.number, values: rows.map((row) => row[7] ?? null) },
    ],
  });
}

/** Three numeric bins with open ends and a special one, for tests. */
export const NUMERIC_ROWS: TestRow[] = [
  ['< 200', null, 200, 10, 30, 0.18],
  ['[200, 500)', 200, 500, 30, 40, 0.03],
  ['≥ 500', 500, null, 60, 30, 0.04],
  ['(missing)', null, null, 5, 0],
];

/** A distribution over three weeks, for tests: the shares of two bins, and what else the frame holds. */
export function testHeatMap(
  shares: Array<Array<number | null>> = [
    [0.8, null, 0.4],
    [0.2, null, 0.6],
  ],
  more: Record<string, Array<number | null>> = {},
  usual?: UsualShares[],
  verdicts?: Comparison['verdicts']
): DataFrame {
  const times = ['2013-04-14T04:00:00Z', '2013-04-21T04:00:00Z', '2013-04-28T04:00:00Z'].map((time) =>
    Date.parse(time)
  );
  const [below, above] = shares;
  const values = { '< 500': below!, '≥ 500': above!, ...more };
  const subject = { target: 'features', feature: 'distance', kind: 'numeric' as const, unit: 'lengthmi' };
  return createDataFrame({
    refId: 'A',
    name: 'distance',
    meta: {
      type: 'heatmap-rows' as DataFrameType,
      custom: { comparison: testComparison({ subject, usual, verdicts }) },
    },
    fields: [
      { name: 'time', type: FieldType.time, values: times },
      ...Object.entries(values).map(([name, list]) => ({ name, type: FieldType.number, values: list })),
    ],
  });
}
