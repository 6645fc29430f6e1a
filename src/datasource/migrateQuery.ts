import { QUERY_VERSION, THE_RANGE } from '../contract';
import { partsOf } from './QueryEditor/applies';
import { LeewayQuery } from './types';

/**
 * Writes a saved query as the present version does, so that it asks for the same. Before version 2 a query without a
 * window compared the range; it now compares the model’s own window. A time series compares its steps in both. What has
 * no window, such as a backtest, gets none.
 */
export function migrateQuery(query: LeewayQuery): LeewayQuery {
  if ((query.schemaVersion || 1) >= QUERY_VERSION) {
    return query;
  }
  const isOfRange = !query.window && query.format !== 'timeseries' && partsOf(query, []).window;
  return { ...query, schemaVersion: QUERY_VERSION, ...(isOfRange && { window: THE_RANGE }) };
}
