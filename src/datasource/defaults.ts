import { CoreApp } from '@grafana/data';

import { LeewayQuery } from './types';

const DRIFT: Partial<LeewayQuery> = {
  schemaVersion: 1,
  queryType: 'measure',
  target: 'features',
  measures: [{ id: 'psi' }],
};

/**
 * The query that an editor starts with, drift of every feature: for an alert rule one number a feature over the last
 * seven days, in Explore a table with every stat, in a panel the course over the dashboard's range.
 */
export function defaultQuery(app?: CoreApp | string): Partial<LeewayQuery> {
  switch (app) {
    case CoreApp.UnifiedAlerting:
      return { ...DRIFT, format: 'number', stats: ['value'], window: '7d' };
    case CoreApp.Explore:
      return { ...DRIFT, format: 'table' };
    default:
      return { ...DRIFT, format: 'timeseries' };
  }
}

/** Reports whether a query asks for anything yet. */
export function isComplete(query: LeewayQuery): boolean {
  return (query.queryType ?? 'measure') !== 'measure' || Boolean(query.measures?.length);
}
