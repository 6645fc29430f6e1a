import { Bin, Distribution } from '../../frames/distribution';
import { Filter, PanelQuery, recordsQuery, segmentFilters } from '../../ui/explore';

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
  const about = {
    target: comparison?.subject.target ?? asked.target,
    features: comparison?.subject.feature ? [comparison.subject.feature] : [],
  };
  const segments = segmentFilters(comparison?.subject.segments ?? {});
  return recordsQuery(asked, comparison?.model, about, [...segments, ...filters]);
}
