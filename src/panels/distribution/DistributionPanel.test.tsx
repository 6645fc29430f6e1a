import React from 'react';
import { createDataFrame, DataFrame, getDefaultTimeRange, LoadingState, PanelData } from '@grafana/data';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { NUMERIC_ROWS, testComparison, testFrame, testHeatMap } from '../../frames/testFrames';
import { DistributionPanel, OnPick } from './DistributionPanel';
import { defaultOptions, DistributionOptions } from './options';

// The tooltip's container measures itself; jsdom lays nothing out.
global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

function draw(
  series: DataFrame[],
  options: Partial<DistributionOptions> = {},
  data: Partial<PanelData> = {},
  onPick?: OnPick
) {
  const panelData = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange(), ...data };
  return render(
    <DistributionPanel
      data={panelData}
      width={800}
      height={600}
      options={{ ...defaultOptions, ...options }}
      onPick={onPick}
    />
  );
}

function frameOf(feature: string, ...measure: Array<Parameters<typeof testComparison>[1]>) {
  const subject = { target: 'features', feature, kind: 'numeric' as const };
  return testFrame(NUMERIC_ROWS, testComparison({ subject }, ...measure));
}

describe('DistributionPanel', () => {
  it('says in words whether it moved, by how much, on how many rows, when and where most', () => {
    draw([frameOf('distance')]);
    expect(screen.getByRole('heading', { name: 'distance' })).toBeVisible();
    for (const text of ['drifted', 'PSI 0.25', '6,612 vs 51,203 rows']) {
      expect(screen.getByText(text)).toBeVisible();
    }
    expect(screen.getByText('missing 0% → 5.0% · most < 200, 30.0% → 10.0%')).toBeVisible();
    expect(screen.getByText('21 – 27 Apr 2013')).toBeVisible();
    expect(screen.getByText('rolling: 2 windows, 24 Feb – 20 Apr 2013')).toBeVisible();
    expect(screen.getByText('America/New_York')).toBeVisible();
  });

  it('says a value with what earlier weeks predict, in the words of every table and of the command line', () => {
    draw([
      frameOf('temp', {
        finding: {
          value: 'PSI 3.0',
          range: 'earlier weeks 0.40 to 3.9',
          notes: ['bin "from; 45" holds 90.4 %, expected 0 to 74.7 %'],
        },
      }),
    ]);
    const value = screen.getByText('PSI 3.0');
    expect(value.tagName).toBe('STRONG');
    expect(value.parentElement).toHaveTextContent(
      'PSI 3.0, bound 0.2, earlier weeks 0.40–3.9: drifted; bin "from; 45" holds 90.4%, expected 0 to 74.7%'
    );
  });

  it('says why a subject over its threshold may still be usual, and what earlier windows reached', () => {
    draw([frameOf('pressure', { verdict: 3, value: 3, usualLow: 0.4, usualHigh: 3.9 })]);
    expect(screen.getByText('usual')).toBeVisible();
    expect(screen.getByText('PSI 3.0').parentElement).toHaveTextContent(
      'PSI 3.0, bound 0.2, earlier windows 0.40–3.9: usual'
    );
    expect(screen.getByText(/within what earlier windows did/)).toBeVisible();
  });

  it('gives the reason instead of a verdict', () => {
    const reason = '12 rows in the current window, 100 are needed';
    draw([frameOf('distance', { verdict: null, value: null, critical: null, reason })]);
    expect(screen.getByText('not enough data')).toBeVisible();
    expect(screen.getByText(new RegExp(reason))).toBeVisible();
  });

  it('sorts several subjects by drift, unless they shall stay as queried, and counts verdicts', () => {
    const frames = [frameOf('calm', { verdict: 0, value: 0.01 }), frameOf('moved')];
    const names = () => screen.getAllByRole('heading').map(({ textContent }) => textContent);
    const { unmount } = draw(frames);
    expect(names()).toEqual(['moved', 'calm']);
    expect(screen.getByText('1 drifted')).toBeVisible();
    expect(screen.getByText('1 steady')).toBeVisible();
    unmount();
    draw(frames, { sort: 'query' });
    expect(names()).toEqual(['calm', 'moved']);
  });

  it('draws charts further down when they come near, and keeps them', () => {
    const frames = Array.from({ length: 12 }, (_, i) => frameOf(`feature ${i}`));
    const { container } = draw(frames, { maxColumns: 1, sort: 'query' });
    const drawn = () => screen.getAllByRole('group').length;
    expect(screen.getAllByRole('heading')).toHaveLength(12);
    expect(drawn()).toBe(4);
    const cells = container.querySelector('section')!.parentElement!;
    fireEvent.scroll(cells, { target: { scrollTop: 12 * 190 } });
    expect(drawn()).toBe(12);
    fireEvent.scroll(cells, { target: { scrollTop: 0 } });
    expect(drawn()).toBe(12);
  });

  it('names windows in each cell once they differ', () => {
    const later = testComparison({ current: { from: '2013-05-05T04:00:00Z', to: '2013-05-06T04:00:00Z', count: 9 } });
    draw([frameOf('distance'), testFrame(NUMERIC_ROWS, later)]);
    expect(screen.getByText(/^5 May 2013 against rolling/)).toBeVisible();
    expect(screen.getByText(/^21 – 27 Apr 2013 against rolling/)).toBeVisible();
  });
});

describe('bins by keyboard and pointer', () => {
  const bins = () => within(screen.getByRole('group')).getAllByRole('img');

  it('are one stop of the Tab key, and arrows, Home and End move among them', async () => {
    draw([frameOf('distance')]);
    // The button that shows the table comes first.
    await userEvent.tab();
    await userEvent.tab();
    expect(bins()[0]).toHaveFocus();
    expect(bins()[0]).toHaveAccessibleName(/^< 200: current 10\.0% \(10 rows\), baseline 30\.0% \(30 rows\)/);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(bins()[2]).toHaveFocus();
    await userEvent.keyboard('{End}{ArrowRight}');
    expect(bins()[3]).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowLeft}');
    expect(bins()[0]).toHaveFocus();
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it('show a tooltip while they have the focus, until Escape', async () => {
    draw([frameOf('distance')]);
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByText('Contribution to PSI 0.18 (72% of it)')).toBeVisible();
    expect(screen.getByText('−20.0 pp')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('−20.0 pp')).toBeNull();
  });

  it('show a tooltip under the pointer', () => {
    draw([frameOf('distance')]);
    expect(bins()).toHaveLength(1);
    fireEvent.pointerEnter(screen.getByRole('group'));
    fireEvent.mouseMove(bins()[3]!);
    expect(screen.getByText('(missing)')).toBeVisible();
    expect(screen.getByText('Enters no measure')).toBeVisible();
    fireEvent.mouseLeave(bins()[3]!.parentElement!);
    expect(screen.queryByText('(missing)')).toBeNull();
  });
});

describe('the table', () => {
  const rows = () =>
    screen.getAllByRole('row').map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map((cell) => cell.textContent)
    );

  it('holds the numbers of the bars, and a button leads to it and back', async () => {
    draw([frameOf('distance')]);
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    expect(screen.getByRole('rowheader', { name: '< 200' })).toBeVisible();
    expect(rows()[1]).toEqual(['10.0%', '10', '30.0%', '30', '−20.0 pp', '–', '0.18']);
    expect(screen.getByRole('region', { name: /^distance: PSI 0.25/ })).toHaveAttribute('tabindex', '0');
    await userEvent.click(screen.getByRole('button', { name: 'Chart' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('is what the options ask for', () => {
    draw([frameOf('distance')], { view: 'table' });
    expect(screen.getByRole('table')).toBeVisible();
  });
});

describe('a click on a bin', () => {
  const bin = () => screen.getByRole('button', { name: /^< 200: current/ });

  it('names the bin and its distribution, by pointer and by key', async () => {
    const onPick = jest.fn();
    draw([frameOf('distance')], {}, {}, onPick);
    fireEvent.click(bin());
    act(() => bin().focus());
    await userEvent.keyboard('{Enter} ');
    expect(onPick.mock.calls.map(([{ name }, { label }]) => [name, label])).toEqual(
      Array(3).fill(['distance', '< 200'])
    );
  });

  it('names the category that is clicked, in whatever order they stand', () => {
    const onPick = jest.fn();
    const carriers = testFrame([
      ['AA', null, null, 10, 10],
      ['UA', null, null, 60, 60],
    ]);
    draw([carriers], { order: 'share' }, {}, onPick);
    fireEvent.click(screen.getByRole('button', { name: /^UA: current/ }));
    expect(onPick.mock.calls.map(([, { label }]) => label)).toEqual(['UA']);
  });
});

describe('a distribution over time', () => {
  it('stands beside distributions, and its cells are reached by the arrow keys', async () => {
    draw([testHeatMap()]);
    expect(screen.getByRole('heading', { name: 'distance (mi)' })).toBeVisible();
    await userEvent.tab(); // the button that shows the table
    await userEvent.tab();
    expect(document.activeElement).toHaveAccessibleName('≥ 500: 60.0%, window that ends 28 Apr 2013 00:00');
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(document.activeElement).toHaveAccessibleName('< 500: no rows, window that ends 21 Apr 2013 00:00');
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toHaveAccessibleName('< 500: 80.0%, window that ends 14 Apr 2013 00:00');
  });

  it('is a table of the same shares at the press of a button, the newest window first', async () => {
    draw([testHeatMap()]);
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    const texts = screen.getAllByRole('row').map((row) => Array.from(row.children, ({ textContent }) => textContent));
    expect(texts.slice(0, 2)).toEqual([
      ['Window that ends', '< 500', '≥ 500'],
      ['28 Apr 2013 00:00', '40.0%', '60.0%'],
    ]);
    expect(texts[2]).toEqual(['21 Apr 2013 00:00', '–', '–']);
  });

  it('says so when no window holds a value', () => {
    draw([
      testHeatMap([
        [null, null, null],
        [null, null, null],
      ]),
    ]);
    expect(screen.getByRole('status')).toHaveTextContent('No values in this range');
  });
});

describe('without anything to draw', () => {
  it('repeats the words of a failed query', () => {
    draw([], {}, { state: LoadingState.Error, errors: [{ message: 'models[0]: "nope" is not a model' }] });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedmodels[0]: "nope" is not a model');
  });

  it('says which query type it needs', () => {
    draw([createDataFrame({ refId: 'A', fields: [{ name: 'time', values: [1] }] })]);
    expect(screen.getByRole('status')).toHaveTextContent('In the query, set Show to Distribution.');
  });

  it('tells an empty answer from one that is under way', () => {
    const { unmount } = draw([]);
    expect(screen.getByRole('status')).toHaveTextContent('The query returned nothing. Choose a model and a feature');
    unmount();
    draw([], {}, { state: LoadingState.Loading });
    expect(screen.getByRole('status')).toHaveTextContent('Comparing with the baseline');
  });

  it('puts words in the place of the plot when all shares are unknown', () => {
    draw([testFrame([['AA', null, null, null, null]], testComparison())]);
    expect(screen.getByRole('status')).toHaveTextContent('No values in either window');
  });

  it('says over the plot that one window is empty', () => {
    draw([testFrame([['AA', null, null, null, 5]], testComparison())]);
    expect(screen.getByText('No rows in the current window')).toBeVisible();
  });

  it('draws what came, and names the query that failed', () => {
    draw(
      [frameOf('distance')],
      {},
      { state: LoadingState.Error, errors: [{ refId: 'B', message: 'no column "temp"' }] }
    );
    expect(screen.getByRole('heading', { name: 'distance' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Not everything is shown: query B failed: no column "temp"');
  });

  it('counts the frames that it leaves out', () => {
    draw([frameOf('distance'), createDataFrame({ refId: 'B', fields: [{ name: 'time', values: [1] }] })]);
    expect(screen.getByRole('status')).toHaveTextContent(
      'Not everything is shown: one frame cannot be drawn: Frame "B" has no field bin'
    );
  });
});
