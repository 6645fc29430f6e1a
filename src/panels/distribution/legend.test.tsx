import { getDefaultTimeRange, LoadingState } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';

import { testComparison, testFrame, TestRow } from '../../frames/testFrames';
import { DistributionPanel } from './DistributionPanel';
import { defaultOptions } from './options';

/** Two bins of which earlier windows predict the shares. */
const ROWS: TestRow[] = [
  ['below 2', null, 2, 10, 30, 0, 0.1, 0.3],
  ['from 2', 2, null, 90, 70, 0, 0.7, 0.9],
];

it.each([
  ['bars', 'chart', 1],
  ['steps', 'chart', 1],
  ['difference', 'chart', 1],
  ['cumulative', 'chart', 0],
  ['cumulative', 'table', 1],
] as const)('names what is expected only where it is shown: %s as %s', (mode, view, times) => {
  const series = [testFrame(ROWS, testComparison())];
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  render(<DistributionPanel data={data} width={800} height={600} options={{ ...defaultOptions, mode, view }} />);
  expect(screen.queryAllByText('Expected from earlier windows')).toHaveLength(times);
});
