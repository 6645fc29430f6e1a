import { CoreApp, DataQueryRequest, DataSourceInstanceSettings, DataSourcePluginMeta } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';

import { LeewayDataSource } from './DataSource';
import { answer, testTemplates } from './testCatalog';
import { LeewayOptions, LeewayQuery } from './types';

const SETTINGS = {
  uid: 'leeway',
  type: 'leeway-monitor-datasource',
  name: 'Leeway',
  access: 'proxy',
  readOnly: false,
  jsonData: {},
  meta: {} as DataSourcePluginMeta,
} as DataSourceInstanceSettings<LeewayOptions>;

function dataSource(variables: Parameters<typeof testTemplates>[0] = {}): LeewayDataSource {
  const source = new LeewayDataSource(SETTINGS, testTemplates(variables));
  jest.spyOn(source, 'getResource').mockImplementation(answer as LeewayDataSource['getResource']);
  return source;
}

const query = (change: Partial<LeewayQuery>): LeewayQuery => ({ refId: 'A', ...change });

describe('LeewayDataSource', () => {
  it('starts an alert rule with a number whose bound is 0, over the windows of the models', () => {
    const first = { schemaVersion: 2, queryType: 'policy', format: 'number' };
    expect(dataSource().getDefaultQuery(CoreApp.UnifiedAlerting)).toEqual(first);
  });

  it('starts an annotation with the changes of all models', () => {
    expect(dataSource().annotations?.getDefaultQuery?.()).toEqual({
      schemaVersion: 2,
      queryType: 'changes',
      format: 'table',
    });
  });

  it.each([
    [CoreApp.PanelEditor, 'timeseries'],
    [CoreApp.Dashboard, 'timeseries'],
    [CoreApp.Explore, 'table'],
  ])('starts in %s with the drift of all features as %s', (app, format) => {
    const first = dataSource().getDefaultQuery(app);
    expect(first).toMatchObject({ queryType: 'measure', target: 'features', measures: [{ id: 'psi' }], format });
    expect(dataSource().filterQuery(query(first))).toBe(true);
  });

  it('does not run a query that is hidden, or that asks for nothing', () => {
    const source = dataSource();
    const measures = [{ id: 'psi' }];
    expect(source.filterQuery(query({ measures, hide: true }))).toBe(false);
    expect(source.filterQuery(query({}))).toBe(false);
    expect(source.filterQuery(query({ measures: [] }))).toBe(false);
    expect(source.filterQuery(query({ queryType: 'policy' }))).toBe(true);
    expect(source.filterQuery(query({ queryType: 'distribution' }))).toBe(true);
  });

  it('hands panels all notices of an answer, where they would show the last', async () => {
    const notices = ['few rows', 'no labels'].map((text) => ({ severity: 'warning' as const, text }));
    const data = [{ fields: [], length: 0, meta: { notices } }];
    jest.spyOn(DataSourceWithBackend.prototype, 'query').mockReturnValue(of({ data }));
    const response = await lastValueFrom(dataSource().query({} as DataQueryRequest<LeewayQuery>));
    expect(response.data[0].meta.notices).toEqual([{ severity: 'warning', text: 'few rows · no labels' }]);
  });

  it('takes queries to Explore with their variables replaced and the filters of the dashboard', () => {
    const source = dataSource({ model: { value: ['delay', 'fare'] } });
    const filters = [{ key: 'carrier', operator: '=', value: 'AA' }];
    expect(source.interpolateVariablesInQueries([query({ models: ['$model'] })], {}, filters)).toEqual([
      query({ models: ['delay', 'fare'], filters: [{ key: 'carrier', operator: '=', values: ['AA'] }] }),
    ]);
  });

  it('tells Grafana which queries an alert rule cannot have, for their variables', () => {
    const source = dataSource({ model: { value: 'delay' } });
    expect(source.targetContainsTemplate(query({ models: ['$model'] }))).toBe(true);
    expect(source.targetContainsTemplate(query({ models: ['delay'] }))).toBe(false);
  });

  it('lists what ad hoc filters can name in the models that the dashboard asks', async () => {
    const source = dataSource({ model: { value: 'fare' } });
    const names = async (queries?: LeewayQuery[]) => (await source.getTagKeys({ queries })).map(({ text }) => text);
    expect(await names()).toEqual(['carrier', 'haul', 'version', 'distance', 'dest', 'origin']);
    expect(await names([query({ models: ['$model'] })])).toEqual(['origin', 'distance']);
    expect(await names([query({ models: ['$model'] }), query({})])).toContain('carrier');
  });

  it('lists the values of a segment and the versions, and none of another column', async () => {
    const source = dataSource();
    expect(await source.getTagValues({ key: 'carrier', filters: [] })).toEqual([{ text: 'AA' }, { text: 'B6' }]);
    expect(await source.getTagValues({ key: 'version', filters: [] })).toEqual([{ text: 'v1' }, { text: 'v2' }]);
    expect(await source.getTagValues({ key: 'distance', filters: [] })).toEqual([]);
  });

  it('leaves the health check to the backend', () => {
    expect(dataSource().testDatasource).toBe(DataSourceWithBackend.prototype.testDatasource);
  });

  it.each<[string, Partial<LeewayQuery>, string]>([
    [
      'a measure',
      {
        measures: [{ id: 'quantile', p: 0.95 }],
        target: 'latency',
        models: ['delay'],
        window: '7d',
        baseline: 'launch',
        stats: ['change'],
      },
      'quantile(0.95) (change) of latency for delay against launch over 7d',
    ],
    ['a policy', { queryType: 'policy', policy: 'accuracy-week' }, 'policy accuracy-week for all models'],
    [
      'a distribution',
      { queryType: 'distribution', features: ['distance'], splitBy: ['carrier'] },
      'distribution of distance for all models split by carrier',
    ],
  ])('describes %s in a line', (_, change, text) => {
    expect(dataSource().getQueryDisplayText(query(change))).toBe(text);
  });
});
