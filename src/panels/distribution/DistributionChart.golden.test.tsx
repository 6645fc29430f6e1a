import path from 'node:path';
import React from 'react';
import { render } from '@testing-library/react';

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
  expectGolden(path.join(__dirname, 'golden'), name, container.querySelector('svg')!);
});
