import { CoreApp, PanelData } from '@grafana/data';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import React, { useState } from 'react';

import { publishWish } from '../../ui/wish';
import { Catalog } from '../Catalog';
import { defaultQuery } from '../defaults';
import { LeewaySource } from '../LeewaySource';
import { testCatalog } from '../testCatalog';
import { choose, enter, giveElementsRoom, press } from '../testDom';
import { LeewayQuery } from '../types';
import { QueryEditor } from './QueryEditor';

jest.setTimeout(60_000); // many clicks, each of which renders every combobox
beforeAll(giveElementsRoom);

/** Renders the editor as Grafana does, which hands every change back to it, and collects the queries that ran. */
async function edit(
  initial: Partial<LeewayQuery>,
  app = CoreApp.PanelEditor,
  catalog = testCatalog(),
  data?: PanelData
) {
  const ran: LeewayQuery[] = [];
  let kept: LeewayQuery | undefined;
  const datasource = { catalog, variableNames: () => ['$model'] } as unknown as LeewaySource;
  function Host() {
    const [query, setQuery] = useState<LeewayQuery>({ refId: 'A', ...initial });
    const latest = React.useRef(query);
    return (
      <QueryEditor
        datasource={datasource}
        query={query}
        onChange={(next) => {
          latest.current = next;
          kept = next;
          setQuery(next);
        }}
        onRunQuery={() => ran.push(latest.current)}
        app={app}
        data={data}
      />
    );
  }
  render(<Host />);
  await screen.findAllByText('for');
  return { ran, kept: () => kept, last: () => ran[ran.length - 1] };
}

/** What a panel of that plugin got, as Grafana gives it to the editor. */
function drawnBy(panelPluginId: string, panelId = 1): PanelData {
  return { request: { panelPluginId, panelId } } as PanelData;
}

const field = (name: string) => screen.queryByLabelText(name, { selector: 'input' });

describe('QueryEditor', () => {
  it('writes the query that was put together, and runs it at every step', async () => {
    const { ran, last } = await edit({ queryType: 'measure', format: 'table' });
    await choose('Measures', /Quantile/);
    await choose('of target', 'Latency');
    await choose('for models', /Arrival delay/);
    await choose('split by', 'haul');
    await choose('over window', '7d');
    await choose('against baseline', /launch/);
    expect(last()).toEqual({
      refId: 'A',
      schemaVersion: 2,
      queryType: 'measure',
      format: 'table',
      measures: [{ id: 'quantile', p: 0.5 }],
      target: 'latency',
      models: ['delay'],
      splitBy: ['haul'],
      window: '7d',
      baseline: 'launch',
    });
    expect(ran).toHaveLength(6);
  });

  it.each([CoreApp.PanelEditor, CoreApp.Explore, CoreApp.UnifiedAlerting])(
    'keeps the default query in %s',
    async (app) => {
      const { kept } = await edit({}, app);
      expect(kept()).toEqual({ refId: 'A', ...defaultQuery(app) });
    }
  );

  it('keeps the query that a rule shows, and leaves that of a panel alone', async () => {
    const shown: Partial<LeewayQuery> = { queryType: 'measure', measures: [{ id: 'ks' }], format: 'number' };
    expect((await edit(shown, CoreApp.UnifiedAlerting)).kept()).toMatchObject(shown);
    expect((await edit(shown)).kept()).toBeUndefined();
  });

  it('takes several measures in a table, each with its parameter, and removes one again', async () => {
    const { last } = await edit({ measures: [{ id: 'psi' }, { id: 'quantile', p: 0.5 }], format: 'table' });
    enter(await screen.findByLabelText('Quantile, from 0 to 1'), '0.95');
    expect(last().measures).toEqual([{ id: 'psi' }, { id: 'quantile', p: 0.95 }]);
    press('Add a measure');
    expect(last().measures).toHaveLength(3);
    press('Remove psi');
    expect(last().measures?.map(({ id }) => id)).toEqual(['quantile', 'ks']);
  });

  it('asks for the class of a measure that takes one', async () => {
    const { last } = await edit({ measures: [{ id: 'share' }], format: 'number' });
    enter(await screen.findByLabelText('Class'), 'late');
    expect(last().measures).toEqual([{ id: 'share', class: 'late' }]);
  });

  it('leaves one measure and one stat when the answer becomes a number', async () => {
    const { last } = await edit({ measures: [{ id: 'psi' }, { id: 'mean' }], format: 'table' });
    fireEvent.click(screen.getByLabelText('Number'));
    expect(last().measures).toEqual([{ id: 'psi' }]);
    await choose('Stat', /^critical/);
    expect(last()).toMatchObject({ format: 'number', stats: ['critical'] });
    expect(screen.queryByLabelText('Add a measure')).not.toBeInTheDocument();
  });

  it('shows only what means something beside the rest', async () => {
    const { last } = await edit({ measures: [{ id: 'psi' }], format: 'timeseries', splitBy: ['carrier'] });
    expect(['Features', 'every', 'Bins', 'Limit'].map((name) => Boolean(field(name)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(screen.queryByLabelText('In time')).toBeNull();
    await choose('Measure', /Accuracy/);
    expect(['Features', 'Bins'].map((name) => Boolean(field(name)))).toEqual([false, false]);
    expect(screen.queryByLabelText('In time')).not.toBeNull();
    await choose('Show', /^Policy/);
    expect(['Measure', 'split by', 'Limit'].map((name) => Boolean(field(name)))).toEqual([false, false, false]);
    await choose('policy', 'drift');
    expect(last()).toEqual({
      refId: 'A',
      schemaVersion: 2,
      queryType: 'policy',
      format: 'timeseries',
      policy: 'drift',
    });
  });

  it('says how often the rules of a backtest look', async () => {
    const { last } = await edit({ schemaVersion: 2, queryType: 'backtest', format: 'table' });
    enter('every', '7d');
    expect(last()).toEqual({ refId: 'A', schemaVersion: 2, queryType: 'backtest', format: 'table', every: '7d' });
    await choose('Show', /^Changes/);
    expect(last()).toMatchObject({ queryType: 'changes', every: '7d' });
  });

  it('splits by a categorical feature that is no segment; one that is a segment is offered once', async () => {
    const { last } = await edit({ measures: [{ id: 'psi' }], models: ['delay'], format: 'table' });
    await screen.findByText('Arrival delay');
    fireEvent.click(screen.getByLabelText('split by', { selector: 'input' }));
    await screen.findByText('dest', { selector: '[role="option"] *' });
    expect(screen.getAllByText('carrier', { selector: '[role="option"] *' })).toHaveLength(1);
    fireEvent.click(screen.getByText('dest', { selector: '[role="option"] *' }));
    expect(last().splitBy).toEqual([{ feature: 'dest' }]);
  });

  it('adds a filter once it has a value, from the values that the backend knows', async () => {
    const { ran, last } = await edit({ measures: [{ id: 'psi' }], models: ['delay'], format: 'table' });
    await screen.findByText('Arrival delay');
    press('Add a filter');
    await choose(screen.getByPlaceholderText('Segment or feature'), 'carrier');
    expect(ran).toHaveLength(0);
    await choose(screen.getByPlaceholderText('Value'), 'B6');
    expect(last().filters).toEqual([{ key: 'carrier', operator: '=', values: ['B6'] }]);
    press('Remove the filter carrier');
    expect(last()).not.toHaveProperty('filters');
  });

  it('refuses a duration that the backend could not read, in words', async () => {
    await edit({ measures: [{ id: 'psi' }], window: '7 days' });
    expect(screen.getByText(/is not a duration/)).toHaveTextContent(
      '7 days is not a duration; write for example 6h, 7d or 8w'
    );
  });

  it('shows the window that an empty one means, and offers the range', async () => {
    const { last } = await edit({ schemaVersion: 2, measures: [{ id: 'psi' }], models: ['fare'], format: 'table' });
    const window = screen.getByLabelText('over window', { selector: 'input' });
    expect(window).toHaveAttribute('placeholder', '14d');
    await choose('over window', 'The range');
    expect(last()).toMatchObject({ schemaVersion: 2, window: 'range' });
    await choose('for models', /Arrival delay/);
    expect(last()).toMatchObject({ models: ['fare', 'delay'], window: 'range' });
  });

  it('shows and keeps the range of a query that was saved when an empty window meant that', async () => {
    const saved: Partial<LeewayQuery> = { schemaVersion: 1, measures: [{ id: 'psi' }], format: 'table' };
    const { last, ran } = await edit(saved);
    expect(screen.getByLabelText('over window', { selector: 'input' })).toHaveValue('The range');
    expect(ran).toHaveLength(0);
    await choose('against baseline', /launch/);
    expect(last()).toMatchObject({ schemaVersion: 2, window: 'range', baseline: 'launch' });
  });

  it('offers alert rules numbers and time series, and says so to a query that has another format', async () => {
    await edit({ queryType: 'measure', measures: [{ id: 'psi' }], format: 'table' }, CoreApp.UnifiedAlerting);
    expect(
      screen.getAllByLabelText(/^(Table|Time series|Number)$/).map((radio) => radio.parentElement?.textContent)
    ).toEqual(['Number', 'Time series']);
    expect(screen.getByText(/Alert rules take a number or a time series/)).toBeInTheDocument();
    fireEvent.click(screen.getByLabelText('Show', { selector: 'input' }));
    expect(screen.getByText('Policy')).toBeInTheDocument();
    expect(screen.queryByText('Distribution')).not.toBeInTheDocument();
  });

  it('draws baseline and expected range of a series in the same query, so that they follow what it asks', async () => {
    const { last } = await edit({ measures: [{ id: 'accuracy' }], format: 'timeseries', window: '7d' });
    await choose('beside it lines', /^Baseline/);
    expect(last().stats).toEqual(['current', 'baseline']);
    fireEvent.click(screen.getByText('Expected range')); // the list is still open
    expect(last().stats).toEqual(['current', 'baseline', 'lowerLimit', 'upperLimit']);
    await choose('split by', 'haul');
    expect(last()).toMatchObject({ splitBy: ['haul'], stats: ['current', 'baseline', 'lowerLimit', 'upperLimit'] });
    await choose('Measure', /^Population/);
    expect(last()).not.toHaveProperty('stats');
  });

  it('offers alert rules no line beside their stat', async () => {
    await edit({ measures: [{ id: 'accuracy' }], format: 'timeseries' }, CoreApp.UnifiedAlerting);
    expect(field('beside it lines')).toBeNull();
  });

  describe('in a panel', () => {
    const drift = { refId: 'A', ...defaultQuery(CoreApp.PanelEditor) };

    it('starts a panel that draws bins with the bins of one feature', async () => {
      const { last } = await edit(drift, CoreApp.PanelEditor, testCatalog(), drawnBy('leeway-distribution-panel'));
      await waitFor(() => expect(last()).toMatchObject({ queryType: 'distribution' }));
      expect(last()).toEqual({
        refId: 'A',
        schemaVersion: 2,
        queryType: 'distribution',
        target: 'features',
        format: 'table',
        models: ['delay'],
        features: ['distance'],
      });
    });

    it('hears of a panel that was chosen since, and of no other', async () => {
      const { ran, last } = await edit(drift, CoreApp.PanelEditor, testCatalog(), drawnBy('timeseries', 4));
      act(() => publishWish({ panelId: 5, plugin: 'leeway-features-panel' }));
      expect(ran).toHaveLength(0);
      act(() => publishWish({ panelId: 4, plugin: 'leeway-segments-panel' }));
      await waitFor(() => expect(last()).toMatchObject({ queryType: 'segments', models: ['delay'], format: 'table' }));
    });

    it('leaves a format alone that somebody chooses afterwards', async () => {
      const { ran, last } = await edit(drift, CoreApp.PanelEditor, testCatalog(), drawnBy('timeseries'));
      fireEvent.click(screen.getByLabelText('Table'));
      expect(last()).toMatchObject({ queryType: 'measure', format: 'table' });
      expect(ran).toHaveLength(1);
    });

    it('changes no query that somebody has made, but offers what the panel draws', async () => {
      const made = { ...drift, features: ['distance'] };
      const { ran, last } = await edit(made, CoreApp.PanelEditor, testCatalog(), drawnBy('leeway-segments-panel'));
      expect(await screen.findByText('This panel cannot draw what the query shows')).toBeInTheDocument();
      expect(screen.getByText(/^Choose the visualization Time series or State timeline/)).toBeInTheDocument();
      expect(ran).toHaveLength(0);
      press('Show Calibration');
      expect(last()).toMatchObject({ queryType: 'calibration', format: 'table' });
      expect(screen.queryByText('This panel cannot draw what the query shows')).not.toBeInTheDocument();
    });

    it('chooses the format that the panel draws', async () => {
      const { last } = await edit({ queryType: 'health' }, CoreApp.PanelEditor, testCatalog(), drawnBy('stat'));
      await choose('Show', /^Policy/);
      expect(last()).toMatchObject({ queryType: 'policy', format: 'number' });
    });
  });

  it('keeps and shows names that it does not know', async () => {
    const { last } = await edit({ measures: [{ id: 'newer' }], models: ['gone'], features: ['lost'], format: 'table' });
    expect(await screen.findByText('gone')).toBeInTheDocument();
    expect(screen.getByText('lost')).toBeInTheDocument();
    await choose('over window', '1d');
    expect(last()).toMatchObject({ measures: [{ id: 'newer' }], models: ['gone'], features: ['lost'], window: '1d' });
  });

  it('says in words why there is nothing to choose from, and takes typed names then', async () => {
    const failing = new Catalog(() => Promise.reject(new Error('The store does not answer.')));
    const { last } = await edit({ measures: [{ id: 'psi' }] }, CoreApp.PanelEditor, failing);
    expect(await screen.findByText(/The store does not answer/)).toBeInTheDocument();
    const models = screen.getByLabelText('for models', { selector: 'input' });
    fireEvent.change(models, { target: { value: 'mine' } });
    fireEvent.click(await screen.findByText('mine', { selector: '[role="option"] *' }));
    expect(last().models).toEqual(['mine']);
  });
});
