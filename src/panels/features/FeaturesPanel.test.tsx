import { createDataFrame, DataFrame, FieldConfig, getDefaultTimeRange, LoadingState } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { FEATURE_ROWS, testFeatures } from '../../frames/testFeatures';
import { FeaturesPanel, FeaturesPanelProps } from './FeaturesPanel';
import { defaultOptions } from './options';

function draw(series: DataFrame[], change: Partial<FeaturesPanelProps> = {}) {
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  return render(<FeaturesPanel data={data} width={1200} height={500} options={defaultOptions} {...change} />);
}

const many = (count: number) =>
  testFeatures(Array.from({ length: count }, (_, i) => ({ feature: `f${i}`, verdict: 0, psi: 0 })));
const rows = () => screen.getAllByRole('row').slice(1);
const row = (name: string) => rows().find((one) => within(one).queryByText(name))!;

describe('FeaturesPanel', () => {
  it('has a row for each feature in the order of the frame, with its verdict in words', () => {
    draw([testFeatures(FEATURE_ROWS)]);
    expect(rows().map((one) => within(one).getAllByRole('cell')[1]!.textContent)).toEqual([
      'Drifted',
      'Breachmissing',
      'Steady',
      'Not enough data',
    ]);
    expect(within(row('distance')).getByText('0.95')).toBeVisible();
    expect(within(row('distance')).getByText('+1.0 sd')).toBeVisible();
    expect(screen.getByText('2 changed')).toBeVisible();
    expect(screen.getByText(/^21 – 27 Apr 2013 against rolling/)).toBeVisible();
  });

  it('says of a share that changed what it was, and of others only what it is', () => {
    draw([testFeatures(FEATURE_ROWS)]);
    expect(within(row('visib')).getByText('59.6%')).toBeVisible();
    expect(within(row('visib')).getByText('was 0.04%')).toBeVisible();
    expect(within(row('distance')).queryByText(/^was/)).toBeNull();
  });

  it('draws the windows in the colours that overrides give them', () => {
    const frame = testFeatures(FEATURE_ROWS);
    const current = frame.fields.find(({ name }) => name === 'current')!;
    current.config = { color: { mode: 'fixed', fixedColor: '#123456' } };
    const { container } = draw([frame]);
    expect(container.querySelector('[fill="#123456"], [stroke="#123456"]')).not.toBeNull();
  });

  it('speaks a whole row', () => {
    draw([testFeatures(FEATURE_ROWS)]);
    expect(screen.getByRole('img', { name: /^visib/ })).toHaveAccessibleName(
      'visib, from weather: Breach. policy missing. 59.6%, expected at most 0.78%. PSI 0.02, earlier windows 0.01 to 0.10. ' +
        'missing 59.6%, before 0.04%. mean moved by 0 sd'
    );
  });

  it('writes numbers, titles and speech as overrides of the fields say', () => {
    const frame = testFeatures(FEATURE_ROWS);
    const override = (name: string, config: FieldConfig) =>
      Object.assign(
        frame.fields.find((field) => field.name === name)!,
        { config }
      );
    override('psi', { decimals: 3, displayName: 'Stability' });
    override('missing', { unit: 'percentunit', decimals: 0 });
    draw([frame]);
    expect(screen.getByRole('columnheader', { name: 'Stability' })).toBeVisible();
    expect(within(row('visib')).getByText('0.020')).toBeVisible();
    expect(within(row('visib')).getByText('60%')).toBeVisible();
    expect(screen.getByRole('img', { name: /^visib/ })).toHaveAccessibleName(
      /Stability 0\.020, earlier windows 0\.010 to 0\.100\. missing 60%, before 0%/
    );
  });

  it('leaves out columns that are empty in every row', () => {
    draw([testFeatures([{ feature: 'carrier', verdict: 0, missing: 0, missingBefore: 0 }])]);
    const titles = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(titles).toEqual(['Feature', 'Verdict', 'Distribution', 'PSI', 'Earlier windows']);
  });

  it('searches names, sources and policies', async () => {
    draw([testFeatures(FEATURE_ROWS)]);
    const names = () => rows().map((one) => within(one).getByRole('img').getAttribute('aria-label')!.split(/[,:]/)[0]);
    const search = screen.getByLabelText('Search features');
    await userEvent.type(search, 'WEATHER');
    expect(names()).toEqual(['visib']);
    await userEvent.clear(search);
    await userEvent.type(search, 'missing');
    expect(names()).toEqual(['visib']);
    await userEvent.type(search, ' x');
    expect(screen.getByText('No feature has "missing x" in its name, source or policy')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(search).toHaveValue('');
    expect(names()).toHaveLength(FEATURE_ROWS.length);
  });

  it('names the feature that was pressed, by pointer anywhere in the row and by key', async () => {
    const onSelect = jest.fn();
    draw([testFeatures(FEATURE_ROWS)], { onSelect, selected: 'carrier' });
    await userEvent.click(within(row('visib')).getByText('59.6%'));
    expect(onSelect).toHaveBeenLastCalledWith('visib');
    within(row('distance')).getByRole('button').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(onSelect).toHaveBeenLastCalledWith('carrier');
    expect(onSelect).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('button', { current: true })).toHaveAccessibleName(/^carrier/);
  });

  it('draws few of many rows, and the keys reach all of them as one stop of the Tab key', async () => {
    draw([many(500)]);
    expect(rows().length).toBeLessThan(25);
    screen.getByLabelText('Search features').focus();
    await userEvent.tab();
    expect(screen.getByRole('img', { name: /^f0:/ })).toHaveFocus();
    await userEvent.keyboard('{PageDown}{PageDown}{PageDown}{ArrowDown}');
    expect(screen.getByRole('img', { name: /^f31:/ })).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('img', { name: /^f499:/ })).toHaveFocus();
    expect(rows().length).toBeLessThan(25);
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it('keeps the focus while the reader scrolls elsewhere', () => {
    draw([many(500)]);
    const first = screen.getByRole('img', { name: /^f0:/ });
    first.focus();
    const body = screen.getAllByRole('rowgroup')[1]!;
    body.scrollTop = 8000;
    fireEvent.scroll(body);
    expect(screen.getByRole('img', { name: /^f195:/ })).toBeVisible();
    expect(first).toHaveFocus();
  });
});

describe('grouped by source', () => {
  const grouped = { options: { ...defaultOptions, groupBy: 'source' as const } };
  const texts = () => rows().map((one) => within(one).getAllByRole('cell')[0]!.textContent);

  it('shows a heading with the worst verdict and how many features have which', () => {
    draw([testFeatures(FEATURE_ROWS)], grouped);
    expect(screen.getByRole('button', { name: /weather/ })).toHaveTextContent('weather1 changed');
    expect(screen.getByRole('button', { name: /No source/ })).toHaveTextContent('No source1 steady1 not enough data');
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '8');
  });

  it('closes and opens a group by pointer and by the arrow keys', async () => {
    draw([testFeatures(FEATURE_ROWS)], grouped);
    const heading = screen.getByRole('button', { name: /weather/ });
    await userEvent.click(heading);
    expect(heading).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('visib')).toBeNull();
    heading.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByText('visib')).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('img', { name: /^visib/ })).toHaveFocus();
  });

  it('finds features in closed groups, too', async () => {
    draw([testFeatures(FEATURE_ROWS)], grouped);
    await userEvent.click(screen.getByRole('button', { name: /weather/ }));
    await userEvent.type(screen.getByLabelText('Search features'), 'visib');
    expect(texts()).toHaveLength(2);
    expect(screen.getByRole('img', { name: /^visib/ })).toBeVisible();
  });

  it('is changed for one reader by a button, which is there only where sources are named', async () => {
    const { unmount } = draw([testFeatures(FEATURE_ROWS)]);
    expect(rows()).toHaveLength(4);
    await userEvent.click(screen.getByRole('button', { name: 'Group by source' }));
    expect(rows()).toHaveLength(7);
    unmount();
    draw([many(3)]);
    expect(screen.queryByRole('button', { name: 'Group by source' })).toBeNull();
  });

  it('keeps the keys within what is drawn when a group closes', async () => {
    const list = Array.from({ length: 300 }, (_, i) => ({
      feature: `f${i}`,
      source: `s${Math.floor(i / 100)}`,
      verdict: 0,
    }));
    draw([testFeatures(list)], grouped);
    const first = screen.getByRole('button', { name: /^s0/ });
    first.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowDown}{ArrowLeft}{End}');
    expect(screen.getByRole('img', { name: /^f299,/ })).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('button', { name: /^s0/ })).toHaveFocus();
  });
});

it('draws the features that came, and names the query that failed', () => {
  const timeRange = getDefaultTimeRange();
  const series = [testFeatures(FEATURE_ROWS)];
  const errors = [{ refId: 'B', message: 'models[0]: no model "x"' }];
  draw(series, { data: { state: LoadingState.Error, series, errors, timeRange } });
  expect(rows()).toHaveLength(4);
  expect(screen.getByRole('status')).toHaveTextContent('query B failed: models[0]: no model "x"');
});

describe('without features', () => {
  it('says which query type it needs', () => {
    draw([createDataFrame({ refId: 'A', fields: [{ name: 'time', values: [1] }] })]);
    expect(screen.getByRole('status')).toHaveTextContent('In the query, set Show to Features.');
  });

  it('repeats the words of a failed query', () => {
    const data = {
      state: LoadingState.Error,
      series: [],
      timeRange: getDefaultTimeRange(),
      errors: [{ message: 'no' }],
    };
    draw([], { data });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedno');
  });

  it('says what to choose when nothing came', () => {
    draw([]);
    expect(screen.getByRole('status')).toHaveTextContent('Choose a model that declares features');
  });
});
