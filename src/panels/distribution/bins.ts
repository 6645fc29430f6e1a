import { ascending, descending, sum } from 'd3';

import { Bin } from '../../frames/distribution';
import { formatCount } from '../../frames/format';
import { isNumeric } from './slots';

/** How the categories of a distribution are sorted: as the query gave them, or by one of their numbers, or by name. */
export type CategoryOrder = 'query' | 'contribution' | 'share' | 'name';

const byText = new Intl.Collator('en', { numeric: true });

const COMPARE: Record<Exclude<CategoryOrder, 'query'>, (a: Bin, b: Bin) => number> = {
  contribution: (a, b) => descending(a.contribution ?? -Infinity, b.contribution ?? -Infinity),
  share: (a, b) => descending(Math.max(a.current ?? 0, a.baseline ?? 0), Math.max(b.current ?? 0, b.baseline ?? 0)),
  name: (a, b) => byText.compare(a.label, b.label) || ascending(a.label, b.label),
};

/**
 * The bins in the order in which they are shown, special ones last. Ranges of numbers stay as they are; categories are
 * sorted. Of the ordinary bins at most `most` remain: neighbouring ranges are taken together, the last categories become
 * one bin that says how many they are.
 */
export function arrangeBins(bins: Bin[], order: CategoryOrder, most: number): Bin[] {
  const special = bins.filter(({ role }) => role !== 'bin');
  const ordinary = bins.filter(({ role }) => role === 'bin');
  if (isNumeric(ordinary)) {
    return [...poolRanges(ordinary, most), ...special];
  }
  const sorted = order === 'query' ? ordinary : [...ordinary].sort(COMPARE[order]);
  if (sorted.length <= most) {
    return [...sorted, ...special];
  }
  const rest = sorted.slice(most - 1);
  const label = `(${formatCount(rest.length)} more)`;
  return [...sorted.slice(0, most - 1), { ...pool(rest), label, role: 'other' }, ...special];
}

function poolRanges(ranges: Bin[], most: number): Bin[] {
  const size = Math.ceil(ranges.length / most);
  if (size <= 1) {
    return ranges;
  }
  return Array.from({ length: Math.ceil(ranges.length / size) }, (_, i) => {
    const group = ranges.slice(i * size, (i + 1) * size);
    const [first, last] = [group[0]!, group[group.length - 1]!];
    return { ...pool(group), label: first === last ? first.label : `${first.label} … ${last.label}` };
  });
}

/** Several bins as one. What earlier windows predict of it is not known: shares add up, their ranges do not. */
function pool(bins: Bin[]): Bin {
  const total = (key: 'current' | 'baseline' | 'currentCount' | 'baselineCount' | 'contribution') =>
    bins.some((bin) => bin[key] !== null) ? sum(bins, (bin) => bin[key] ?? 0) : null;
  return {
    label: '',
    role: 'bin',
    lower: bins[0]?.lower ?? null,
    upper: bins[bins.length - 1]?.upper ?? null,
    current: total('current'),
    baseline: total('baseline'),
    currentCount: total('currentCount'),
    baselineCount: total('baselineCount'),
    contribution: total('contribution'),
    usualLow: null,
    usualHigh: null,
  };
}
