import { DataFrame, FieldConfig, getDefaultTimeRange, LoadingState, ValueLinkConfig } from '@grafana/data';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { NUMERIC_ROWS, testComparison, testFrame, testHeatMap } from '../../frames/testFrames';
import { DistributionPanel } from './DistributionPanel';
import { defaultOptions } from './options';

global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** Draws a distribution whose fields have these options, all of them or by name, as Grafana hands them over. */
function draw(
  options: FieldConfig,
  overrides: Record<string, FieldConfig> = {},
  onPick?: () => void,
  frame: DataFrame = testFrame(NUMERIC_ROWS, testComparison())
) {
  const fields = frame.fields.map((field) => {
    const config = { ...options, ...overrides[field.name] };
    const getLinks = ({ valueRowIndex }: ValueLinkConfig) =>
      (config.links ?? []).map(({ title, url, onClick }) => ({
        title,
        href: url,
        onClick:
          onClick &&
          (() => onClick({ origin: `${field.name} ${valueRowIndex}`, replaceVariables: undefined, e: undefined })),
      }));
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

describe('a heat map', () => {
  const drawMap = (options: FieldConfig) => draw(options, {}, undefined, testHeatMap());
  const cell = () => screen.getByLabelText(/^≥ 500/);

  it.each<[FieldConfig, string]>([
    [{}, '60.0%'],
    [{ decimals: 0 }, '60%'],
    [{ unit: 'none', decimals: 2 }, '0.60'],
  ])('writes shares in key, cell and table as fields say: %p', async (options, share) => {
    const { container } = drawMap(options);
    expect(cell()).toHaveAccessibleName(new RegExp(`^≥ 500: ${share},`));
    expect(texts(container)).toContain(share.replace('6', '8')); // the greatest share
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toContain(share);
  });

  it('follows the data link of the cell by click and by key', async () => {
    const onClick = jest.fn();
    const { container } = drawMap({ links: [{ title: 'runbook', url: '', onClick }] });
    expect(cell()).toHaveAttribute('role', 'button');
    act(() => cell().focus());
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    expect(onClick).toHaveBeenLastCalledWith(expect.objectContaining({ origin: '≥ 500 1' }));
    const plot = container.querySelector('rect[style*="cursor"]')!;
    fireEvent.mouseMove(plot, { clientX: 1, clientY: 1 }); // jsdom lays nothing out: the plot begins at 0, 0
    fireEvent.click(plot);
    expect(onClick).toHaveBeenLastCalledWith(expect.objectContaining({ origin: '≥ 500 0' }));
  });

  it('can only be read without links', () => {
    drawMap({});
    expect(cell()).toHaveAttribute('role', 'img');
  });
});
