import { DataFrame, Field, FieldConfig, getDefaultTimeRange, LinkModel, LoadingState } from '@grafana/data';
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

/** The frame with these options on all fields; a link calls `follow` with its row. */
function withOptions(frame: DataFrame, config: FieldConfig, follow?: (row: number) => void): DataFrame {
  const links = follow && [{ title: 'runbook', url: '' }];
  const linksOf = (row: number | undefined): LinkModel[] => [
    { title: 'runbook', href: '', target: undefined, origin: {}, onClick: () => follow?.(row ?? -1) },
  ];
  const fields = frame.fields.map((field): Field => ({
    ...field,
    config: { ...config, links },
    getLinks: ({ valueRowIndex }) => linksOf(valueRowIndex),
  }));
  return { ...frame, fields };
}

describe('options of fields', () => {
  it('set the decimals of a calibration curve in words, tooltip and speech', async () => {
    draw([withOptions(testCalibration(GROUPS), { decimals: 2 })]);
    expect(screen.getByText('Scores 13.28 pp too low, were 0.20 pp too low')).toBeVisible();
    expect(screen.getByText('Widest gap: said 20.00%, came true 45.00%')).toBeVisible();
    await userEvent.tab();
    expect(document.activeElement).toHaveAccessibleName(/now said 2\.00%, came true 16\.00% \(14\.00% to 18\.00%\)/);
    expect(screen.getByText('−14.00 pp')).toBeInTheDocument();
  });

  it('set the decimals of confusion matrices in words, cells, tooltip and speech', async () => {
    const { container } = draw([withOptions(testConfusion(CELLS), { decimals: 0 })]);
    expect(screen.getByText('Grew most: “false” was “true”, 8% to 24%')).toBeVisible();
    const cells = Array.from(container.querySelectorAll('svg text'), (one) => one.textContent);
    expect(cells).toEqual(expect.arrayContaining(['24%', '+16 pp']));
    await userEvent.tab();
    expect(document.activeElement).toHaveAccessibleName(/now 50% of the labelled rows \(500\), before 70%/);
  });

  it('set the unit of shares', () => {
    draw([withOptions(testConfusion(CELLS), { unit: 'none', decimals: 2 })]);
    expect(screen.getByText('Grew most: “false” was “true”, 0.08 to 0.24')).toBeVisible();
  });

  it.each([
    ['a curve', testCalibration(GROUPS), 1],
    ['a matrix', testConfusion(CELLS), 1],
  ])('make the marks of %s buttons that follow data links', async (_name, frame, row) => {
    const follow = jest.fn();
    draw([withOptions(frame, {}, follow)]);
    await userEvent.click(within(screen.getByRole('group')).getAllByRole('button')[row]!);
    expect(follow).toHaveBeenCalledTimes(1);
    expect(follow).toHaveBeenCalledWith(row);
  });
});
