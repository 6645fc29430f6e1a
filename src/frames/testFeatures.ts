import { createDataFrame, DataFrame, FieldType } from '@grafana/data';

import { testComparison } from './testFrames';

/** A row of a test's features frame; what is left out is null, '' or []. */
export interface TestFeature {
  feature: string;
  source?: string;
  verdict?: number | null;
  worstPolicy?: string;
  reason?: string;
  psi?: number | null;
  usualLow?: number | null;
  usualHigh?: number | null;
  missing?: number | null;
  missingBefore?: number | null;
  new?: number | null;
  meanShift?: number | null;
  importance?: number | null;
  current?: number[];
  baseline?: number[];
  course?: number[];
}

const TEXTS = ['source', 'worstPolicy', 'reason'] as const;
const NUMBERS = [
  ...([
    'verdict',
    'psi',
    'usualLow',
    'usualHigh',
    'missing',
    'missingBefore',
    'new',
    'meanShift',
    'importance',
  ] as const),
];
const LISTS = ['current', 'baseline', 'course'] as const;

/** A frame of the contract's `features` query, for tests. */
export function testFeatures(rows: TestFeature[]): DataFrame {
  return createDataFrame({
    refId: 'A',
    name: 'features',
    meta: { custom: { comparison: testComparison() } },
    fields: [
      { name: 'model', type: FieldType.string, values: rows.map(() => 'arrival-delay') },
      { name: 'feature', type: FieldType.string, values: rows.map(({ feature }) => feature) },
      ...TEXTS.map((name) => ({ name, type: FieldType.string, values: rows.map((row) => row[name] ?? '') })),
      ...NUMBERS.map((name) => ({ name, type: FieldType.number, values: rows.map((row) => row[name] ?? null) })),
      ...LISTS.map((name) => ({ name, type: FieldType.other, values: rows.map((row) => row[name] ?? []) })),
    ],
  });
}

/** A feature that drifted, one that lost values, one that is steady, and one that could not be judged. */
export const FEATURE_ROWS: TestFeature[] = [
  {
    feature: 'distance',
    source: 'schedule',
    verdict: 2,
    reason: 'Population stability index 0.95; earlier weeks 0.01 to 0.08',
    psi: 0.95,
    usualLow: 0.01,
    usualHigh: 0.08,
    missing: 0,
    missingBefore: 0,
    meanShift: 1.04,
    importance: 0.4,
    current: [0.02, 0.08, 0.2, 0.7],
    baseline: [0.25, 0.25, 0.25, 0.25],
    course: [0.03, 0.01, 0.08, 0.02, 0.95],
  },
  {
    feature: 'visib',
    source: 'weather',
    verdict: 2,
    worstPolicy: 'missing',
    reason: '59.6 %, expected at most 0.78 %',
    psi: 0.02,
    usualLow: 0.01,
    usualHigh: 0.1,
    missing: 0.596,
    missingBefore: 0.0004,
    meanShift: 0.01,
    current: [0.1, 0.9],
    baseline: [0.12, 0.88],
    course: [0.1, 0.01, 0.02],
  },
  {
    feature: 'carrier',
    verdict: 0,
    psi: 0.001,
    new: 0.0002,
    current: [0.6, 0.4],
    baseline: [0.6, 0.4],
    course: [0.001],
  },
  { feature: 'gate', reason: '12 values in the current window, 100 are needed' },
];
