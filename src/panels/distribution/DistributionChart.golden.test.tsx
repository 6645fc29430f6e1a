import path from 'node:path';
import React from 'react';
import { fireEvent, render } from '@testing-library/react';

import { readDistributions } from '../../frames/distribution';
import { NUMERIC_ROWS, testComparison, testFrame, TestRow } from '../../frames/testFrames';
import { expectGolden } from '../../ui/golden';
import { DistributionChart } from './DistributionChart';
import { defaultOptions, DistributionOptions } from './options';

const CATEGORIES: TestRow[] = [
  ['UA', null, null, 40, 38, 0.001],
  ['B6', null, null, 30, 34, 0.004],
  ['EV', null, null, 25, 24, 0.001],
  ['(new)', null, null, 5, 0, 0.12],
  ['(other)', null, null, 2, 4, 0.01],
];

const LONG_NAMES: TestRow[] = [
  ['Hartsfield–Jackson Atlanta International', null, null, 40, 38, 0.001],
  ['<script>alert(1)</script>', null, null, 30, 34, 0.004],
  ['Chicago O’Hare', null, null, 25, 24, 0.001],
];

const TENTHS: TestRow[] = Array.from({ length: 10 }, (_, i) => [
  i === 0 ? '< 100' : `[${i}00, ${i + 1}00)`,
  i === 0 ? null : i * 100,
  i === 9 ? null : (i + 1) * 100,
  8 + ((i * 7) % 5),
  10,
  0.01 * i,
]);

const DECADES: TestRow[] = [
  ['below 10', null, 10, 10, 30],
  ['10 to 100', 10, 100, 30, 40],
  ['100 to 10000', 100, 10_000, 60, 20],
  ['from 10000', 10_000, null, 0, 10],
];

const BOTH_SIGNS: TestRow[] = [
  ['below -100', null, -100, 5, 10],
  ['-100 to -1', -100, -1, 15, 20],
  ['-1 to 1', -1, 1, 20, 20],
  ['1 to 1000', 1, 1000, 50, 40],
  ['from 1000', 1000, null, 10, 10],
];

/** Bins of a hundredth: a share of one of them is many times its width. */
const PROBABILITIES: TestRow[] = [
  ['0.01 to 0.02', 0.01, 0.02, 70, 60],
  ['0.02 to 0.05', 0.02, 0.05, 20, 30],
  ['0.05 to 1', 0.05, 1, 10, 10],
];

const MANY: TestRow[] = Array.from({ length: 10_000 }, (_, i) => [
  i === 3 ? 'x'.repeat(2000) : `category ${i}`,
  null,
  null,
  10_000 - i,
  i,
  i / 1e6,
]);

const HUGE: TestRow[] = [
  ['below -1e308', null, -1e308, 1, 1],
  ['-1e308 to 0', -1e308, 0, 2, 1],
  ['0 to 1e308', 0, 1e308, 3, 1],
  ['from 1e308', 1e308, null, 4, 1],
];

/** The expected shares of three bins: above it, below it, inside it. */
function withUsual(rows: TestRow[]): TestRow[] {
  const usual = [
    [0.02, 0.08],
    [0.35, 0.45],
    [null, 0.7],
  ];
  return rows.map((row, i) => [...row.slice(0, 5), row[5] ?? null, ...(usual[i] ?? [])] as unknown as TestRow);
}

interface Case {
  name: string;
  rows: TestRow[];
  options?: Partial<DistributionOptions>;
  width?: number;
}

const CASES: Case[] = [
  { name: 'numeric, bins of equal width', rows: NUMERIC_ROWS },
  { name: 'numeric, true widths', rows: NUMERIC_ROWS, options: { scale: 'value' } },
  { name: 'numeric, without the lane of contributions', rows: NUMERIC_ROWS, options: { showContribution: false } },
  { name: 'ten bins in a narrow panel', rows: TENTHS, width: 300 },
  { name: 'categories with new and other ones', rows: CATEGORIES },
  { name: 'categories with long and hostile names, narrow', rows: LONG_NAMES, width: 300 },
  { name: 'numeric, with the range that earlier windows expect', rows: withUsual(NUMERIC_ROWS) },
  { name: 'numeric, steps', rows: withUsual(NUMERIC_ROWS), options: { mode: 'steps' } },
  { name: 'numeric, steps of true widths', rows: NUMERIC_ROWS, options: { mode: 'steps', scale: 'value' } },
  { name: 'numeric, cumulative', rows: NUMERIC_ROWS, options: { mode: 'cumulative' } },
  { name: 'numeric, difference', rows: withUsual(NUMERIC_ROWS), options: { mode: 'difference' } },
  { name: 'numeric, logarithmic', rows: DECADES, options: { scale: 'log' } },
  { name: 'numeric, logarithmic on both sides of zero', rows: BOTH_SIGNS, options: { scale: 'log' } },
  { name: 'narrow bins of a probability, true widths', rows: PROBABILITIES, options: { scale: 'value' } },
  { name: 'categories, steps', rows: CATEGORIES, options: { mode: 'steps' } },
  { name: 'categories, cumulative', rows: CATEGORIES, options: { mode: 'cumulative' } },
  { name: 'categories, difference', rows: CATEGORIES, options: { mode: 'difference' } },
  { name: 'categories by contribution', rows: CATEGORIES, options: { order: 'contribution' } },
  { name: 'ten thousand categories', rows: MANY, width: 300, options: { order: 'share' } },
  { name: 'negative and huge numbers', rows: HUGE, options: { scale: 'value' } },
  {
    name: 'a window all null',
    rows: [
      ['AA', null, null, null, 5],
      ['(missing)', null, null, 12, 0],
    ],
  },
  { name: 'one bin', rows: [['7', 7, 7, 10, 10, 0]] },
  { name: 'an empty current window', rows: [['AA', null, null, null, 5]] },
];

it.each(CASES)('draws $name as its golden file shows', ({ name, rows, options, width = 600 }) => {
  const [distribution] = readDistributions([testFrame(rows, testComparison())]).distributions;
  const { container } = render(
    <DistributionChart
      distribution={distribution!}
      width={width}
      height={240}
      options={{ ...defaultOptions, ...options }}
    />
  );
  const drawing = container.querySelector('svg')!;
  fireEvent.pointerEnter(drawing);
  expectGolden(path.join(__dirname, 'golden'), name, drawing);
});
