import { CoreApp } from '@grafana/data';

import { QUERY_TYPES } from '../../contract';
import { defaultQuery } from '../defaults';
import { MEASURES, MODELS } from '../testCatalog';
import { LeewayQuery } from '../types';
import { formatsOf, mainStat, measuresFor, partsOf, queryTypesOf, statsOf, targetsOf } from './applies';
import { put, withFormat, withMeasures, withType } from './change';

const query = (change: Partial<LeewayQuery>): LeewayQuery => ({ refId: 'A', queryType: 'measure', ...change });

describe('put', () => {
  it('leaves out what is undefined and lists of nothing, but keeps a text that was cleared', () => {
    const before = query({ window: '7d', models: ['delay'], policy: 'drift' });
    expect(put(before, { window: '', models: [], policy: undefined })).toEqual(query({ window: '' }));
  });
});

describe('withType', () => {
  const formats = formatsOf('policy');

  it('drops everything that a policy settles itself, and keeps the rest', () => {
    const before = query({
      format: 'timeseries',
      models: ['delay'],
      measures: [{ id: 'accuracy' }],
      target: 'prediction',
      splitBy: ['carrier'],
      stats: ['current'],
      filters: [{ key: 'haul', operator: '=', values: ['short'] }],
      window: '7d',
    });
    expect(withType(before, 'policy', formats, MEASURES)).toEqual({
      refId: 'A',
      queryType: 'policy',
      format: 'timeseries',
      models: ['delay'],
      filters: [{ key: 'haul', operator: '=', values: ['short'] }],
      window: '7d',
    });
  });

  it('gives a query of measures its first one back', () => {
    const before = query({ queryType: 'policy', policy: 'drift', format: 'number', stats: ['breach'] });
    expect(withType(before, 'measure', formats, MEASURES)).toEqual(
      query({ measures: [{ id: 'psi' }], format: 'number' })
    );
  });

  it('draws a distribution by a two-sample measure, in a format that it has', () => {
    const words = query({ measures: [{ id: 'psi' }], format: 'table', stats: ['explanation'] });
    expect(withFormat(words, 'number', MEASURES).stats ?? []).toEqual([]);
    const before = query({ measures: [{ id: 'mean' }, { id: 'ks' }], format: 'number', stats: ['count'] });
    expect(withType(before, 'distribution', formatsOf('distribution'), MEASURES)).toEqual({
      refId: 'A',
      queryType: 'distribution',
      measures: [{ id: 'ks' }],
      format: 'table',
    });
  });
});

describe('the types of queries', () => {
  it('are those that the engine answers; alert rules take those with a number', () => {
    expect(queryTypesOf()).toEqual(QUERY_TYPES.map(({ type }) => type));
    expect(queryTypesOf()).not.toContain('triage');
    expect(queryTypesOf(CoreApp.UnifiedAlerting)).toEqual(['measure', 'policy', 'features', 'health']);
    expect(formatsOf('health', CoreApp.UnifiedAlerting)).toEqual(['number']);
  });

  it('draw a new distribution as bins, whatever the panel asked for before, so that it can have many features', () => {
    const before = query({ ...defaultQuery(CoreApp.PanelEditor), refId: 'A' });
    expect(before.format).toBe('timeseries');
    expect(withType(before, 'distribution', formatsOf('distribution'), MEASURES)).toMatchObject({ format: 'table' });
  });

  it('leave features without measures, stats and splits, which the backend would refuse', () => {
    const before = query({
      format: 'timeseries',
      measures: [{ id: 'psi' }],
      target: 'features',
      features: ['distance'],
      stats: ['value'],
      splitBy: ['carrier'],
      every: '1d',
      window: '7d',
    });
    expect(withType(before, 'features', formatsOf('features'), MEASURES)).toEqual({
      refId: 'A',
      queryType: 'features',
      format: 'table',
      features: ['distance'],
      window: '7d',
    });
  });

  it('take a measure of one window apart by segments', () => {
    const before = query({ measures: [{ id: 'psi' }, { id: 'mean' }], target: 'prediction' });
    expect(withType(before, 'segments', formatsOf('segments'), MEASURES)).toMatchObject({ measures: [{ id: 'mean' }] });
    expect(measuresFor(MODELS, MEASURES, 'segments').map(({ id }) => id)).not.toContain('psi');
  });

  it('ask of changes which kinds, of which policy, how often looked at', () => {
    const before: LeewayQuery = {
      refId: 'A',
      queryType: 'policy',
      policy: 'drift',
      stats: ['breach'],
      window: '7d',
      baseline: 'rolling',
    };
    const changes = withType(before, 'changes', formatsOf('changes'), MEASURES);
    expect(changes).toEqual({ refId: 'A', queryType: 'changes', format: 'table', policy: 'drift' });
    expect(partsOf(changes, MEASURES)).toMatchObject({ changes: true, every: true, filters: true, measures: false });
    const backtest = withType(before, 'backtest', formatsOf('backtest'), MEASURES);
    expect(backtest).toEqual({ ...changes, queryType: 'backtest' });
    expect(
      withType({ ...changes, changes: ['rollout'] }, 'policy', formatsOf('policy'), MEASURES).changes
    ).toBeUndefined();
  });

  it('ask nothing but models of health', () => {
    const before = query({ models: ['delay'], measures: [{ id: 'psi' }], window: '7d', baseline: 'launch' });
    expect(withType(before, 'health', formatsOf('health'), MEASURES)).toEqual({
      refId: 'A',
      queryType: 'health',
      format: 'number',
      models: ['delay'],
    });
  });
});

describe('withFormat', () => {
  it('leaves one measure and one stat in a number and in a time series', () => {
    const before = query({ measures: [{ id: 'psi' }, { id: 'mean' }], stats: ['pvalue', 'count'] });
    expect(withFormat(before, 'number', MEASURES)).toMatchObject({ measures: [{ id: 'psi' }], stats: ['pvalue'] });
  });

  it('drops the step where there are none', () => {
    expect(withFormat(query({ format: 'timeseries', every: '1d' }), 'table', MEASURES)).not.toHaveProperty('every');
  });
});

describe('withMeasures', () => {
  it('drops target, stats, features and bins that the new measure cannot have', () => {
    const before = query({
      measures: [{ id: 'psi' }],
      target: 'features',
      features: ['distance'],
      stats: ['value', 'count'],
      bins: 20,
    });
    expect(withMeasures(before, [{ id: 'accuracy' }], MEASURES)).toEqual(
      query({ measures: [{ id: 'accuracy' }], stats: ['count'] })
    );
  });

  it('concludes nothing from a measure that it does not know', () => {
    const before = query({ measures: [{ id: 'psi' }], target: 'features', stats: ['value'], bins: 20 });
    expect(withMeasures(before, [{ id: 'newer' }], MEASURES)).toEqual({ ...before, measures: [{ id: 'newer' }] });
  });
});

describe('what applies', () => {
  it('serves alert rules numbers and time series only', () => {
    expect(formatsOf('measure', CoreApp.UnifiedAlerting)).toEqual(['number', 'timeseries']);
  });

  it('offers the stats that all measures have', () => {
    expect(statsOf(query({ measures: [{ id: 'psi' }] }), MEASURES)).toEqual(
      expect.arrayContaining(['value', 'critical', 'verdict'])
    );
    expect(statsOf(query({ measures: [{ id: 'psi' }] }), MEASURES)).not.toContain('current');
    const mixed = statsOf(query({ measures: [{ id: 'psi' }, { id: 'mean' }] }), MEASURES);
    expect(mixed).toContain('pvalue');
    expect(mixed).not.toContain('value');
  });

  it('names the stat that the backend takes', () => {
    expect(mainStat(query({ measures: [{ id: 'psi' }] }), MEASURES)).toBe('value');
    expect(mainStat(query({ measures: [{ id: 'mean' }] }), MEASURES)).toBe('current');
    expect(mainStat(query({ queryType: 'policy' }), MEASURES)).toBe('breach');
  });

  it('offers the targets that the measures and the models share', () => {
    expect(targetsOf(query({ measures: [{ id: 'psi' }, { id: 'mean' }] }), MODELS, MEASURES)).toEqual([
      'features',
      'prediction',
    ]);
    expect(targetsOf(query({ measures: [{ id: 'psi' }], models: ['fare'] }), MODELS, MEASURES)).not.toContain('score');
  });

  it('offers the measures of the models’ tasks', () => {
    const ids = (list: typeof MODELS) => measuresFor(list, MEASURES, 'measure').map(({ id }) => id);
    expect(ids(MODELS)).toContain('accuracy');
    expect(ids([MODELS[1]])).not.toContain('accuracy');
    expect(measuresFor(MODELS, MEASURES, 'distribution').map(({ id }) => id)).toEqual(['psi', 'ks']);
  });

  it('takes a measure of features where the backend would', () => {
    const features = (change: Partial<LeewayQuery>) => partsOf(query(change), MEASURES).features;
    expect(features({ measures: [{ id: 'mean' }] })).toBe(true);
    expect(features({ measures: [{ id: 'mean' }], target: 'latency' })).toBe(false);
    expect(features({ measures: [{ id: 'accuracy' }] })).toBe(false);
    expect(features({ queryType: 'distribution' })).toBe(true);
  });
});
