import { createDataFrame, getPanelDataSummary, PanelPlugin } from '@grafana/data';

import { NUMERIC_ROWS, testComparison, testFrame, testHeatMap } from '../../frames/testFrames';
import { supplySuggestions } from '../../ui/suggestions';
import { DistributionOptions } from './options';
import { suggest } from './suggest';

const names = (...frames: Parameters<typeof suggest>[0]) => suggest(frames).map(({ name }) => name);

describe('suggest', () => {
  it('proposes bars first for a distribution of Leeway, and its other pictures', () => {
    expect(names(testFrame(NUMERIC_ROWS, testComparison()))).toEqual([
      'Leeway distribution',
      'Leeway distribution, cumulative',
      'Leeway distribution, difference',
    ]);
  });

  it('proposes the course over time for a heat map', () => {
    expect(names(testHeatMap())).toEqual(['Leeway distribution over time']);
  });

  it('proposes nothing for data of others', () => {
    expect(names(createDataFrame({ fields: [{ name: 'bin', values: ['a'] }] }), testFrame(NUMERIC_ROWS))).toEqual([]);
    expect(names()).toEqual([]);
  });
});

describe('supplySuggestions', () => {
  it('answers the Grafana that asks by a summary of the data', () => {
    const plugin = new PanelPlugin<DistributionOptions>(() => null);
    plugin.meta = { id: 'leeway-distribution-panel', name: 'Leeway distribution' } as typeof plugin.meta;
    supplySuggestions(plugin, suggest);
    const found = plugin.getSuggestions(getPanelDataSummary([testFrame(NUMERIC_ROWS, testComparison())]));
    expect(found?.[0]).toMatchObject({
      pluginId: 'leeway-distribution-panel',
      name: 'Leeway distribution',
      score: 100,
    });
  });

  it('leaves a Grafana alone that takes suggestions in another form', () => {
    const older = { setSuggestionsSupplier: jest.fn() };
    supplySuggestions(older as unknown as PanelPlugin<DistributionOptions>, suggest);
    expect(older.setSuggestionsSupplier).not.toHaveBeenCalled();
  });
});
