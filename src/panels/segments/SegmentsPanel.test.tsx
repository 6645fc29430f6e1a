import { createDataFrame, DataFrame, FieldType, getDefaultTimeRange, LoadingState } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import path from 'node:path';
import React from 'react';

import { readBreakdowns } from '../../frames/segments';
import { testComparison } from '../../frames/testFrames';
import { expectGolden } from '../../ui/golden';
import { fitWidths, layoutIntervals, layoutWaterfall } from './geometry';
import { SegmentsPanel, SegmentsPanelProps } from './SegmentsPanel';

/** Rows of name, weight now and before, value now and before, effect by weight and within, named. */
type Row = [string, number | null, number | null, number | null, number | null, number | null, number | null, boolean];

const ROWS: Row[] = [
  ['LGA', 0.3, 0.3, 0.72, 0.9, -0.0002, -0.053, true],
  ['EWR', 0.4, 0.36, 0.83, 0.9, 0.001, -0.025, false],
  ['JFK', 0.3, 0.34, 0.89, 0.9, -0.0008, 0.003, false],
];

const CAUSE = 'Accuracy fell from 90.0 % to 82.5 %: origin LGA explains 71 % of the fall';

function frameOf(rows: Row[], cause: string | null = CAUSE): DataFrame {
  const numbers = (i: number) => rows.map((row) => row[i] as number | null);
  const around = (i: number, by: number) => numbers(i).map((x) => (x === null ? null : x + by));
  const number = (name: string, values: Array<number | null>) => ({
    name,
    type: FieldType.number,
    values,
    config: { unit: 'percentunit' },
  });
  const comparison = testComparison({}, { id: 'accuracy', value: null });
  return createDataFrame({
    refId: 'A',
    name: 'origin',
    meta: { custom: { comparison } },
    fields: [
      { name: 'origin', type: FieldType.string, values: rows.map(([name]) => name) },
      number('weight', numbers(1)),
      number('baselineWeight', numbers(2)),
      number('current', numbers(3)),
      number('currentLower', around(3, -0.02)),
      number('currentUpper', around(3, 0.02)),
      number('baseline', numbers(4)),
      number('baselineLower', around(4, -0.01)),
      number('baselineUpper', around(4, 0.01)),
      number('mixEffect', numbers(5)),
      number('withinEffect', numbers(6)),
      { name: 'named', type: FieldType.boolean, values: rows.map((row) => row[7]) },
      { name: 'explanation', type: FieldType.string, values: rows.map((_, i) => (i === 0 ? cause : null)) },
    ],
  });
}

function draw(series: DataFrame[], width = 900, pickerOf?: SegmentsPanelProps['pickerOf']) {
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  return render(<SegmentsPanel data={data} width={width} height={500} pickerOf={pickerOf} />);
}

const partsOf = (rows: Row[]) => readBreakdowns([frameOf(rows)]).breakdowns[0]!.parts;

describe('SegmentsPanel', () => {
  it('says that there are no rows instead of a table without any', () => {
    draw([frameOf([], null)]);
    expect(screen.getByRole('heading', { name: 'origin' })).toBeVisible();
    expect(screen.getByText('No rows in either window')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('keeps the order of the frame, the verdict in words, and a sum', () => {
    draw([frameOf(ROWS)]);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.title)).toEqual(['LGA', 'EWR', 'JFK', '']);
    expect(screen.getByText('Accuracy fell from 90.0% to 82.5%: origin LGA explains 71% of the fall')).toBeVisible();
    expect(within(rows[0]!).getByText('−5.3 pp')).toBeVisible();
    expect(within(rows[3]!).getByText('−7.5 pp')).toBeVisible();
    expect(screen.getByText(/^accuracy, 21 – 27 Apr 2013 against rolling/)).toBeVisible();
  });

  it('writes values and effects with the unit, the decimals and the colour that overrides give them', () => {
    const frame = frameOf(ROWS);
    const current = frame.fields.find(({ name }) => name === 'current')!;
    current.config = { unit: 'percentunit', decimals: 3, color: { mode: 'fixed', fixedColor: '#123456' } };
    const { container, unmount } = draw([frame]);
    const row = screen.getAllByRole('row')[1]!;
    expect(within(row).getByText('72.000%')).toBeVisible();
    expect(within(row).getByText('was 90.000%')).toBeVisible();
    expect(within(row).getByText('−5.320 pp')).toBeVisible();
    expect(container.querySelector('circle[fill="#123456"]')).not.toBeNull();
    unmount();
    current.config = { unit: 'ms', decimals: 1 };
    draw([frame]);
    expect(within(screen.getAllByRole('row')[1]!).getByText('0.7 ms')).toBeVisible();
  });

  it('speaks a whole row', () => {
    draw([frameOf(ROWS)]);
    expect(screen.getByRole('img', { name: /LGA/ })).toHaveAccessibleName(
      'origin LGA, carries the change. now 72.0%, 70.0% to 74.0%. before 90.0%, 89.0% to 91.0%. weight 30.0%, before 30.0%. ' +
        'part of the change −5.3 pp: −5.3 pp within, −0.02 pp by weight'
    );
  });

  it('moves by the arrow keys within a dimension, as one stop of the Tab key each', async () => {
    draw([frameOf(ROWS), { ...frameOf(ROWS), refId: 'B' }]);
    const marks = screen.getAllByRole('img');
    await userEvent.tab();
    expect(marks[0]).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(marks[2]).toHaveFocus();
    await userEvent.tab();
    expect(marks[3]).toHaveFocus();
  });

  it('picks a segment by pointer and by key, but not the rest that is pooled', async () => {
    const picked: string[] = [];
    const rest: Row = ['(other)', null, null, 0.8, 0.9, null, null, false];
    draw(
      [frameOf([...ROWS, rest])],
      900,
      ({ dimension }) =>
        ({ name }) =>
          picked.push(`${dimension} ${name}`)
    );
    await userEvent.click(screen.getByText('83.0%'));
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await userEvent.click(screen.getByText('(other)'));
    expect(picked).toEqual(['origin EWR', 'origin JFK']);
  });

  it('shows values without effects where the measure has none', () => {
    draw([frameOf([['EWR', null, null, 0.8, 0.9, null, null, false]], null)]);
    expect(screen.getByText('Not compared')).toBeVisible();
    expect(screen.getByText('80.0%')).toBeVisible();
    expect(screen.queryByText('Whole change')).toBeNull();
  });

  it('says which query type it needs', () => {
    draw([createDataFrame({ refId: 'A', fields: [{ name: 'time', values: [1] }] })]);
    expect(screen.getByRole('status')).toHaveTextContent(
      'In the query, set Show to Segments, Calibration or Confusion matrix.'
    );
  });
});

describe('layoutWaterfall', () => {
  it('adds up: each row begins where the last one ended, and the last ends at the whole', () => {
    const { steps, zero, total } = layoutWaterfall(partsOf(ROWS), 400)!;
    expect(zero).toBe(399); // the change is a loss, so that no change is at the right
    expect(steps[2]!.end).toBeCloseTo(total);
    for (const [i, { mix, within }] of steps.entries()) {
      const begin = i === 0 ? zero : steps[i - 1]!.end;
      expect([mix.x, mix.x + mix.width].some((edge) => Math.abs(edge - begin) < 1e-6)).toBe(true);
      const touches = [within.x, within.x + within.width].some(
        (edge) => Math.min(Math.abs(edge - mix.x), Math.abs(edge - mix.x - mix.width)) < 1e-6
      );
      expect(touches).toBe(true);
    }
  });

  it('draws nothing without effects', () => {
    expect(layoutWaterfall(partsOf([['EWR', null, null, 0.8, 0.9, null, null, false]]), 400)).toBeUndefined();
  });

  it('stands no change in the middle', () => {
    const waterfall = layoutWaterfall(partsOf([['EWR', 1, 1, 0.9, 0.9, 0, 0, false]]), 400)!;
    expect(waterfall.zero).toBe(200);
  });
});

it('both windows share one scale', () => {
  const [first] = layoutIntervals(partsOf(ROWS), 200);
  expect(first!.current.from).toBe(4); // LGA's lower end is the least of all
  expect(first!.baseline.to).toBe(196);
});

it.each([300, 400, 600, 1000, 1800])('columns fit %i pixels', (width) => {
  const widths = Object.values(fitWidths(width)).filter((one) => one > 0);
  expect(widths.reduce((sum, one) => sum + one, 0) + 10 * (widths.length - 1)).toBeLessThanOrEqual(width);
});

it('draws the pictures of a row', () => {
  const { container } = draw([frameOf(ROWS)]);
  const [interval, step] = container.querySelectorAll('svg');
  expectGolden(path.join(__dirname, 'golden'), 'interval of a segment', interval!);
  expectGolden(path.join(__dirname, 'golden'), 'step of the segment that carries the change', step!);
});
