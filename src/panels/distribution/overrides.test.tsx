import { FieldConfig, getDefaultTimeRange, LoadingState } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { NUMERIC_ROWS, testComparison, testFrame } from '../../frames/testFrames';
import { DistributionPanel } from './DistributionPanel';
import { defaultOptions } from './options';

global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** Draws a distribution whose fields have these options, all of them or by name, as Grafana hands them over. */
function draw(options: FieldConfig, overrides: Record<string, FieldConfig> = {}, onPick?: () => void) {
  const frame = testFrame(NUMERIC_ROWS, testComparison());
  const fields = frame.fields.map((field) => {
    const config = { ...options, ...overrides[field.name] };
    const getLinks = () => (config.links ?? []).map(({ title, url, onClick }) => ({ title, href: url, onClick }));
    return Object.assign(field, { config, getLinks });
  });
  const series = [{ ...frame, fields }];
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  return render(<DistributionPanel data={data} width={900} height={600} options={defaultOptions} onPick={onPick} />);
}

const enter = () => fireEvent.pointerEnter(screen.getByRole('group'));
const bins = () => within(screen.getByRole('group')).getAllByRole('img');
const texts = (container: HTMLElement) => Array.from(container.querySelectorAll('svg text'), (one) => one.textContent);

it('writes edges, spoken text and tooltip with the decimals of the panel, and shares too', () => {
  const { container } = draw({ decimals: 2 });
  enter();
  expect(texts(container)).toEqual(expect.arrayContaining(['200.00', '500.00']));
  expect(bins()[1]).toHaveAccessibleName(/^200\.00 to 500\.00: current 30\.00% \(30 rows\), baseline 40\.00%/);
  fireEvent.mouseMove(bins()[1]!);
  expect(screen.getByText('200.00 to 500.00')).toBeVisible();
  expect(screen.getByText('−10.00 pp')).toBeVisible();
});

it('names the unit in the title, and writes numbers anew where the unit asks for it', () => {
  const { unmount } = draw({ unit: 'lengthmi' });
  expect(screen.getByRole('heading', { name: 'distance (mi)' })).toBeVisible();
  unmount();
  const { container } = draw({ unit: 'percentunit', decimals: 0 });
  enter();
  expect(screen.getByRole('heading', { name: 'distance' })).toBeVisible();
  expect(texts(container)).toEqual(expect.arrayContaining(['20000%', '50000%']));
  expect(bins()[0]).toHaveAccessibleName(/^below 20000%: /);
});

it('calls the windows by their display names in legend, tooltip, table and speech', async () => {
  draw({}, { current: { displayName: 'This week' }, baseline: { displayName: 'Normal' } });
  expect(screen.getByText(/^This week/)).toBeVisible();
  enter();
  expect(bins()[0]).toHaveAccessibleName(/^< 200: This week 10\.0% \(10 rows\), Normal 30\.0%/);
  await userEvent.click(screen.getByRole('button', { name: 'Table' }));
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'Bin',
    'This week',
    'Rows',
    'Normal',
    'Rows',
    'Change',
    'Expected',
    'PSI',
  ]);
});

it('makes bins buttons where fields have data links, which come before the click of the panel', async () => {
  const [onClick, onPick] = [jest.fn(), jest.fn()];
  draw({}, { current: { links: [{ title: 'runbook', url: '', onClick }] } }, onPick);
  enter();
  await userEvent.click(screen.getByRole('button', { name: /^< 200/ }));
  expect(onClick).toHaveBeenCalledTimes(1);
  expect(onPick).not.toHaveBeenCalled();
});
