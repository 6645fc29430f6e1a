import { Bin, Distribution } from '../../frames/distribution';

/** A filter of the query contract. */
interface Filter {
  key: string;
  operator: string;
  values: string[];
}

/** A query as a panel's request carries it; only what is read here. */
export interface PanelQuery {
  refId: string;
  datasource?: { type?: string; uid?: string } | null;
  filters?: Filter[];
  [key: string]: unknown;
}

/** The filters that leave the rows of one bin: two edges of a range, or a name. None where a bin has no name of its own. */
export function filtersOf(bin: Bin, { comparison, name, kind }: Distribution): Filter[] | undefined {
  const key = comparison?.subject.feature || comparison?.subject.target || name;
  const edges: Filter[] = [
    { key, operator: '>=', values: bin.lower === null ? [] : [String(bin.lower)] },
    { key, operator: bin.lower === bin.upper ? '<=' : '<', values: bin.upper === null ? [] : [String(bin.upper)] },
  ].filter(({ values }) => values.length > 0);
  if (edges.length > 0) {
    return edges;
  }
  const isPooled = bin.role === 'other' && bin.label !== '(other)';
  const isWhole = bin.role === 'bin' && kind === 'numeric';
  return isPooled || isWhole ? undefined : [{ key, operator: '=', values: [bin.label] }];
}

/** The query of the predictions behind a bin, from the one that the panel asked; undefined where a bin cannot be named. */
export function recordsOf(bin: Bin, distribution: Distribution, asked: PanelQuery): PanelQuery | undefined {
  const filters = filtersOf(bin, distribution);
  const { comparison } = distribution;
  if (!filters) {
    return undefined;
  }
  const segments = Object.entries(comparison?.subject.segments ?? {}).map(([key, value]) => ({
    key,
    operator: '=',
    values: [value],
  }));
  return {
    refId: asked.refId,
    datasource: asked.datasource,
    schemaVersion: asked.schemaVersion,
    queryType: 'records',
    models: comparison ? [comparison.model] : asked.models,
    versions: asked.versions,
    target: comparison?.subject.target ?? asked.target,
    features: comparison?.subject.feature ? [comparison.subject.feature] : [],
    window: asked.window,
    filters: [...(asked.filters ?? []), ...segments, ...filters],
  };
}

/** The address of Explore with one query over the panel's range. */
export function exploreAddress(query: PanelQuery, range: { from: string; to: string }): string {
  const panes = { records: { datasource: query.datasource?.uid, queries: [query], range } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}
