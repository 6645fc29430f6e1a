import { DataFrame, getDefaultTimeRange, LoadingState } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { testFrame } from '../../frames/testFrames';
import { CELLS, GROUPS, testCalibration, testConfusion } from '../../frames/testOutcomes';
import { SegmentsPanel } from './SegmentsPanel';
import { suggest } from './suggest';

// The tooltip's container measures itself; jsdom lays nothing out.
global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

function draw(series: DataFrame[], width = 900) {
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  return render(<SegmentsPanel data={data} width={width} height={500} />);
}

describe('a calibration query in the segments panel', () => {
  it('says the error with its verdict, the gaps and where they are widest', () => {
    draw([testCalibration(GROUPS)]);
    expect(screen.getByText(/^Calibration error 14\.2%, expected 1\.4 to 6\.4%/)).toBeVisible();
    expect(screen.getByText('Scores 13.3 pp too low, were 0.20 pp too low')).toBeVisible();
    expect(screen.getByText('Widest gap: said 20.0%, came true 45.0%')).toBeVisible();
    expect(screen.getByText('4,000 labelled rows, 40,000 before')).toBeVisible();
  });

  it('draws a curve for each segment, all on the same axes', () => {
    draw(['JFK', 'LGA'].map((origin) => testCalibration(GROUPS, origin)));
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
      'origin = JFK · Arrival delay',
      'origin = LGA · Arrival delay',
    ]);
    expect(screen.getAllByRole('group')).toHaveLength(2);
  });

  it('moves from group to group by the arrow keys, and shows what is spoken', async () => {
    draw([testCalibration(GROUPS)]);
    const groups = within(screen.getByRole('group')).getAllByRole('img');
    await userEvent.tab();
    expect(groups[0]).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(groups[1]).toHaveFocus();
    expect(groups[1]).toHaveAccessibleName(/^scores 0\.03 to 0\.1: now said 6\.0%, came true 25\.0%/);
    expect(screen.getByText('Scores 0.03 to 0.1')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('Scores 0.03 to 0.1')).toBeNull();
  });

  it('says why there are no labelled rows', () => {
    const text = 'outcomes of these days arrive until 3 May';
    draw([testCalibration([], undefined, { notices: [{ severity: 'warning', text }] })]);
    expect(screen.getByRole('status')).toHaveTextContent(`No labelled rows${text}`);
  });

  it('says what to do where the backend gives no reason', () => {
    draw([testCalibration([])]);
    expect(screen.getByRole('status')).toHaveTextContent(/Choose a time range for which outcomes have arrived/);
  });

  it('names frames that it does not draw', () => {
    draw([testCalibration(GROUPS), testFrame([['UA', null, null, 1, 1]])]);
    expect(screen.getByText(/^Not everything is shown: one frame cannot be drawn: /)).toBeVisible();
  });

  it('is suggested', () => {
    expect(suggest([testCalibration(GROUPS)])).toHaveLength(1);
    expect(suggest([testFrame([])])).toEqual([]);
  });
});

describe('a confusion query in the segments panel', () => {
  it('says the accuracy, the error that grew most and the rows', () => {
    draw([testConfusion(CELLS)]);
    expect(screen.getByText(/^Accuracy 75\.0%/)).toBeVisible();
    expect(screen.getByText('Grew most: “false” was “true”, 8.0% to 24.0%')).toBeVisible();
    expect(screen.getByText('1,000 labelled rows, 10,000 before')).toBeVisible();
    expect(screen.getByText('Rows: predicted. Columns: came true.')).toBeVisible();
  });

  it('moves over all three matrices by the arrow keys', async () => {
    draw([testConfusion(CELLS)]);
    const cells = within(screen.getByRole('group')).getAllByRole('img');
    expect(cells).toHaveLength(12);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(cells[3]).toHaveFocus();
    expect(screen.getByText('Predicted “true”, came true “true”')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('Predicted “true”, came true “true”')).toBeNull();
  });

  it('says why there are no labelled rows', () => {
    const text = 'no label equals a prediction';
    draw([testConfusion([], 'JFK', { notices: [{ severity: 'warning', text }] })]);
    expect(screen.getByRole('status')).toHaveTextContent(`No labelled rows${text}`);
  });

  it('leaves matrices to a panel of their own where there are curves', () => {
    draw([testCalibration(GROUPS), testConfusion(CELLS)]);
    expect(screen.getByText(/^Not everything is shown: one frame cannot be drawn: /)).toHaveAttribute(
      'title',
      'The matrix of Arrival delay needs a panel of its own.'
    );
  });

  it('is suggested', () => {
    expect(suggest([testConfusion(CELLS)])).toHaveLength(1);
  });
});
