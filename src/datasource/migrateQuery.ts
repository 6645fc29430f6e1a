import { LeewayQuery } from './types';

/** The version of the query that editors write. */
export const SCHEMA_VERSION = 2;

/** What a query writes for a window as long as the time range. */
export const THE_RANGE = 'range';

/**
 * Writes a saved query as the present version does, so that it asks for the same. Before version 2 a query without a
 * window compared the range; it now compares the model’s own window. A time series compares its steps in both.
 */
export function migrateQuery(query: LeewayQuery): LeewayQuery {
  if ((query.schemaVersion || 1) >= SCHEMA_VERSION) {
    return query;
  }
  const isOfRange = !query.window && query.format !== 'timeseries';
  return { ...query, schemaVersion: SCHEMA_VERSION, ...(isOfRange && { window: THE_RANGE }) };
}
