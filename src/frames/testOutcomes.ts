import { createDataFrame, DataFrame, FieldType, QueryResultMeta } from '@grafana/data';

import { Comparison, MeasureResult } from './comparison';
import { testComparison } from './testFrames';

/** What scores said, the share that came true with its interval, and the rows of it, in one window. */
type TestCalibrated = [
  score: number | null,
  value: number | null,
  lower: number | null,
  upper: number | null,
  count: number | null,
];

/** A row of a test's calibration frame: the range, the current window, the baseline. */
export type TestGroup = [scores: string, current: TestCalibrated, baseline: TestCalibrated];

/** Five ranges of scores: too low now at all but the highest, right before. */
export const GROUPS: TestGroup[] = [
  ['0 to 0.03', [0.02, 0.16, 0.14, 0.18, 1000], [0.02, 0.04, 0.03, 0.05, 8000]],
  ['0.03 to 0.1', [0.06, 0.25, 0.22, 0.28, 900], [0.06, 0.07, 0.055, 0.085, 8000]],
  ['0.1 to 0.3', [0.2, 0.45, 0.41, 0.49, 600], [0.19, 0.18, 0.16, 0.2, 8000]],
  ['0.3 to 0.9', [0.6, 0.74, 0.7, 0.78, 500], [0.6, 0.59, 0.57, 0.61, 8000]],
  ['0.9 to 1', [0.99, 0.99, 0.98, 1, 1000], [0.99, 0.99, 0.985, 0.995, 8000]],
];

/** The measure of the furlough week's curve. */
const ERROR: Partial<MeasureResult> = {
  id: 'ece',
  value: 0.142,
  threshold: 0.025,
  expected: '14.2 %, expected 1.4 to 6.4 % from 11 earlier weeks',
};

/** A frame of the contract's `calibration` query, for tests; `origin` makes it that of a segment. */
export function testCalibration(groups: TestGroup[], origin?: string, meta: QueryResultMeta = {}): DataFrame {
  const column = (name: string, window: 1 | 2, part: number) => ({
    name,
    type: FieldType.number,
    values: groups.map((group) => group[window][part] ?? null),
  });
  const names = [
    ['score', 'current', 'currentLower', 'currentUpper', 'count'],
    ['baselineScore', 'baseline', 'baselineLower', 'baselineUpper', 'baselineCount'],
  ] as const;
  return createDataFrame({
    refId: 'A',
    name: 'score',
    meta: { ...meta, custom: { comparison: outcomeComparison(origin, ERROR) } },
    fields: [
      { name: 'scores', type: FieldType.string, values: groups.map(([scores]) => scores) },
      ...names[0].map((name, part) => column(name, 1, part)),
      ...names[1].map((name, part) => column(name, 2, part)),
    ],
  });
}

/** A row of a test's confusion frame: the classes, then share and rows now and before. */
export type TestCell = [
  prediction: string,
  label: string,
  current: number | null,
  count: number | null,
  baseline: number | null,
  baselineCount: number | null,
];

/** Late flights that were predicted as punctual tripled. */
export const CELLS: TestCell[] = [
  ['false', 'false', 0.5, 500, 0.7, 7000],
  ['false', 'true', 0.24, 240, 0.08, 800],
  ['true', 'false', 0.01, 10, 0.04, 400],
  ['true', 'true', 0.25, 250, 0.18, 1800],
];

/** A frame of the contract's `confusion` query, for tests; `origin` makes it that of a segment. */
export function testConfusion(cells: TestCell[], origin?: string, meta: QueryResultMeta = {}): DataFrame {
  const numbers = (name: string, of: (cell: TestCell) => number | null) => ({
    name,
    type: FieldType.number,
    values: cells.map(of),
  });
  const around = (share: number | null, by: number) => (share === null ? null : share + by);
  return createDataFrame({
    refId: 'A',
    name: 'prediction',
    meta: { ...meta, custom: { comparison: outcomeComparison(origin, { id: 'accuracy', value: 0.75 }) } },
    fields: [
      { name: 'prediction', type: FieldType.string, values: cells.map(([prediction]) => prediction) },
      { name: 'label', type: FieldType.string, values: cells.map(([, label]) => label) },
      numbers('current', (cell) => cell[2]),
      numbers('currentLower', (cell) => around(cell[2], -0.125)),
      numbers('currentUpper', (cell) => around(cell[2], 0.125)),
      numbers('count', (cell) => cell[3]),
      numbers('baseline', (cell) => cell[4]),
      numbers('baselineLower', (cell) => around(cell[4], -0.0625)),
      numbers('baselineUpper', (cell) => around(cell[4], 0.0625)),
      numbers('baselineCount', (cell) => cell[5]),
      numbers('change', (cell) => (cell[2] === null || cell[4] === null ? null : cell[2] - cell[4])),
    ],
  });
}

function outcomeComparison(origin: string | undefined, measure: Partial<MeasureResult>): Comparison {
  const segments = origin ? { segments: { origin } } : {};
  return testComparison({ subject: { target: 'score', kind: 'numeric', ...segments } }, measure);
}
