import { Measure, MeasureInfo } from '../../contract';
import { Format, LeewayQuery, QueryType } from '../types';
import { measuresOf, partsOf, Parts, statsOf } from './applies';

/** What a query of measures starts with. */
const FIRST_MEASURE: Measure = { id: 'psi' };

/**
 * Changes parts of a query. Empty lists and what is undefined are left out. An empty text stays: in a rule Grafana would
 * put the default query's in the place of one that is missing, so that a window could not be cleared.
 */
export function put(query: LeewayQuery, change: Partial<LeewayQuery>): LeewayQuery {
  const entries = Object.entries({ ...query, ...change });
  const filled = entries.filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0));
  return Object.fromEntries(filled) as unknown as LeewayQuery;
}

/** Changes what is asked for, in one of the formats, the first of which is the best. Everything that the new type has too is kept. */
export function withType(
  query: LeewayQuery,
  queryType: QueryType,
  formats: Format[],
  known: MeasureInfo[]
): LeewayQuery {
  const { format } = query;
  const keepsFormat = queryType !== 'distribution' && format && formats.includes(format); // bins, which its panel draws
  const changed = put(query, { queryType, format: keepsFormat ? format : formats[0] });
  return tidy(put(changed, { measures: measuresWith(query, queryType, known) }), known);
}

/** The measures that a query keeps when it changes its type. */
function measuresWith({ measures }: LeewayQuery, queryType: QueryType, known: MeasureInfo[]): Measure[] | undefined {
  const ofSort = (twoSample: boolean) =>
    measures?.filter(({ id }) => known.some((measure) => measure.id === id && measure.twoSample === twoSample));
  switch (queryType) {
    case 'distribution':
      return ofSort(true)?.slice(0, 1);
    case 'segments':
    case 'records':
      return ofSort(false)?.slice(0, 1);
    default:
      return measures ?? [FIRST_MEASURE];
  }
}

/** Changes the shape of the answer. Numbers and time series hold one measure and one stat. */
export function withFormat(query: LeewayQuery, format: Format, known: MeasureInfo[]): LeewayQuery {
  if (format === 'table') {
    return tidy(put(query, { format }), known);
  }
  return tidy(put(query, { format, measures: query.measures?.slice(0, 1), stats: query.stats?.slice(0, 1) }), known);
}

/** Changes what is measured. A target that one of the measures cannot be taken of gives way to the measures' own. */
export function withMeasures(query: LeewayQuery, measures: Measure[], known: MeasureInfo[]): LeewayQuery {
  const next = put(query, { measures });
  const found = measuresOf(next, known);
  const fits = !next.target || !found || found.every(({ targets }) => next.target && targets.includes(next.target));
  return tidy(fits ? next : put(next, { target: undefined }), known);
}

/** Leaves out what means nothing beside the rest: the backend would refuse it, and the editor does not show it. */
export function tidy(query: LeewayQuery, known: MeasureInfo[]): LeewayQuery {
  const parts = partsOf(query, known);
  const names = Object.keys(parts) as Array<keyof Parts>;
  const meaningless = names.filter((name) => !parts[name]).map((name) => [name, undefined]);
  const allowed = statsOf(query, known);
  const stats = measuresOf(query, known) ? query.stats?.filter((stat) => allowed.includes(stat)) : query.stats;
  return put(query, { stats, ...Object.fromEntries(meaningless) });
}
