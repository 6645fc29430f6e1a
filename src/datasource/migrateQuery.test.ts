import { migrateQuery } from './migrateQuery';
import { LeewayQuery } from './types';

describe('migrateQuery', () => {
  it.each<[string, Partial<LeewayQuery>, Partial<LeewayQuery>]>([
    ['the range to a query of no version', { measures: [{ id: 'psi' }] }, { window: 'range' }],
    ['the range to a query of version 0', { schemaVersion: 0 }, { window: 'range' }],
    ['the range to an empty window', { schemaVersion: 1, window: '', format: 'number' }, { window: 'range' }],
    ['the range to a distribution', { schemaVersion: 1, queryType: 'distribution' }, { window: 'range' }],
    ['nothing to a window', { schemaVersion: 1, window: '3d', format: 'table' }, {}],
    ['nothing to a backtest, which has no window', { schemaVersion: 1, queryType: 'backtest', format: 'table' }, {}],
    ['nothing to changes, which have no window', { queryType: 'changes', format: 'table' }, {}],
    ['nothing to the health check', { queryType: 'health', format: 'table' }, {}],
    ['nothing to a variable', { window: '$window' }, {}],
    ['nothing to a time series', { schemaVersion: 1, format: 'timeseries' }, {}],
    ['nothing to an empty window of a time series', { window: '', format: 'timeseries' }, {}],
  ])('gives %s', (_, saved, added) => {
    const query = { refId: 'A', ...saved };
    expect(migrateQuery(query)).toEqual({ ...query, ...added, schemaVersion: 2 });
  });

  it('leaves a query of the present version as it is', () => {
    const query: LeewayQuery = { refId: 'A', schemaVersion: 2, format: 'table' };
    expect(migrateQuery(query)).toBe(query);
  });
});
