import { AdHocVariableFilter } from '@grafana/data';

import { interpolate, Variables } from './interpolate';
import { testTemplates } from './testCatalog';
import { LeewayQuery } from './types';

const variables = new Variables(
  testTemplates({
    one: { value: 'delay' },
    several: { value: ['AA', 'B6'] },
    all: { value: ['delay', 'fare'], all: true },
    calledAll: { value: 'All' },
    none: { value: [] },
    dotted: { value: ['a.b', 'c,d'] },
  }),
  {}
);

const put = (query: Partial<LeewayQuery>, adHoc?: AdHocVariableFilter[]) =>
  interpolate({ refId: 'A', ...query }, variables, adHoc);

describe('interpolate', () => {
  it('leaves a query without variables as it is', () => {
    const query: LeewayQuery = {
      refId: 'A',
      queryType: 'measure',
      models: ['delay'],
      measures: [{ id: 'quantile', p: 0.9 }],
      splitBy: [{ feature: 'distance', bins: 4 }],
      filters: [{ key: 'distance', operator: '<', values: [500] }],
      baseline: { kind: 'fixed', from: '2013-02-01', to: '2013-03-01' },
    };
    expect(interpolate(query, variables)).toEqual(query);
  });

  it.each(['models', 'versions', 'features'] as const)('expands several values to the list of %s', (name) => {
    expect(put({ [name]: ['x', '$several', '${one}', '[[one]]'] })[name]).toEqual(['x', 'AA', 'B6', 'delay', 'delay']);
  });

  it.each(['models', 'versions', 'features'] as const)('turns All into the empty list of %s, which is all', (name) => {
    expect(put({ [name]: ['x', '$all'] })[name]).toEqual([]);
  });

  it('takes a value that is called All for a value', () => {
    expect(put({ features: ['$calledAll'] }).features).toEqual(['All']);
  });

  it('keeps values that hold commas or dots whole', () => {
    expect(put({ features: ['${dotted}'] }).features).toEqual(['a.b', 'c,d']);
  });

  it('repeats the text around a variable for each of its values', () => {
    expect(put({ versions: ['v-$several-$one'] }).versions).toEqual(['v-AA-delay', 'v-B6-delay']);
  });

  it('leaves a variable that does not exist to the backend, which refuses it by name', () => {
    expect(put({ models: ['$nowhere'] }).models).toEqual(['$nowhere']);
  });

  it('does not let a variable without a value mean all', () => {
    expect(put({ models: ['$none'] }).models).toEqual(['']);
  });

  it('splits by what All lists, since no name would be no split', () => {
    expect(put({ splitBy: ['$all', { feature: '$several', bins: 3 }] }).splitBy).toEqual([
      'delay',
      'fare',
      { feature: 'AA', bins: 3 },
      { feature: 'B6', bins: 3 },
    ]);
  });

  it('splits by nothing where a variable lists nothing, but lets no name pass that was forgotten', () => {
    expect(put({ splitBy: ['$none', 'carrier', ''] }).splitBy).toEqual(['carrier', '']);
  });

  it('replaces variables in policy, windows, measures and baselines', () => {
    const query = put({
      policy: '$one',
      window: '${one}',
      every: '$one',
      measures: [{ id: 'share', class: '$one' }],
      baseline: { kind: 'version', version: '$one' },
    });
    expect(query).toMatchObject({
      policy: 'delay',
      window: 'delay',
      every: 'delay',
      measures: [{ id: 'share', class: 'delay' }],
      baseline: { kind: 'version', version: 'delay' },
    });
    expect(put({ policy: '$all', baseline: '$one' })).toMatchObject({ policy: '', baseline: 'delay' });
  });

  it('widens a comparison with one value to one with several', () => {
    const filters: LeewayQuery['filters'] = [
      { key: 'carrier', operator: '=', values: ['$several'] },
      { key: 'carrier', operator: '!=', value: '$several' },
      { key: 'carrier', operator: '=', values: ['$one'] },
    ];
    expect(put({ filters }).filters).toEqual([
      { key: 'carrier', operator: '=|', values: ['AA', 'B6'] },
      { key: 'carrier', operator: '!=|', values: ['AA', 'B6'] },
      { key: 'carrier', operator: '=', values: ['delay'] },
    ]);
  });

  it('writes several values into a regular expression as an alternative', () => {
    expect(put({ filters: [{ key: 'carrier', operator: '=~', values: ['^$several$'] }] }).filters).toEqual([
      { key: 'carrier', operator: '=~', values: ['^(AA|B6)$'] },
    ]);
  });

  it('drops a filter that keeps All, but not one that leaves All out', () => {
    const filters: LeewayQuery['filters'] = [
      { key: 'carrier', operator: '=|', values: ['$all'] },
      { key: 'carrier', operator: '!=|', values: ['$all'] },
    ];
    expect(put({ filters }).filters).toEqual([{ key: 'carrier', operator: '!=|', values: ['delay', 'fare'] }]);
  });

  it('appends the ad hoc filters of the dashboard to those of the query', () => {
    const query = put({ filters: [{ key: 'haul', operator: '=', values: ['short'] }] }, [
      { key: 'origin', operator: '=|', value: 'JFK', values: ['JFK', 'LGA'] },
      { key: 'carrier', operator: '!=', value: 'AA' },
      { key: '', operator: '=', value: 'not finished' },
    ]);
    expect(query.filters).toEqual([
      { key: 'haul', operator: '=', values: ['short'] },
      { key: 'origin', operator: '=|', values: ['JFK', 'LGA'] },
      { key: 'carrier', operator: '!=', values: ['AA'] },
    ]);
  });
});
