import { CoreApp } from '@grafana/data';

import { QUERY_VERSION } from '../contract';
import { LeewayQuery } from './types';

/** The drift of every feature, in the format of the place where it is asked. */
export const DRIFT: Partial<LeewayQuery> = {
  schemaVersion: QUERY_VERSION,
  queryType: 'measure',
  target: 'features',
  measures: [{ id: 'psi' }],
};

/** The windows that are offered beside a model's own. */
export const USUAL_WINDOWS = ['1d', '7d', '14d', '28d'];

/** The query that an annotation starts with: what happened to the models. */
export const CHANGES: Partial<LeewayQuery> = { schemaVersion: QUERY_VERSION, queryType: 'changes', format: 'table' };

/**
 * The query that an editor starts with. For an alert rule how far the models' policies are exceeded, since the condition that Grafana puts after it, above 0, is right for that and for no measure. Grafana fills
 * every rule's query with it, so it sets no more than it must. Elsewhere the drift of every feature: in Explore a table with every stat, in a panel its course over the dashboard's range.
 */
export function defaultQuery(app?: CoreApp | string): Partial<LeewayQuery> {
  switch (app) {
    case CoreApp.UnifiedAlerting:
      return { schemaVersion: QUERY_VERSION, queryType: 'policy', format: 'number' };
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
