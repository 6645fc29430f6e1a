import { leadingMeasure, MeasureResult, Verdict } from './comparison';
import { Distribution, greatestLoss } from './distribution';
import { formatMeasure } from './format';

/** A verdict in the words that every panel uses. */
export function verdictWords(verdict: Verdict): string {
  switch (verdict) {
    case 0:
      return 'Steady';
    case 1:
      return 'Significant, not material';
    case 2:
      return 'Drifted';
    case 3:
      return 'Usual';
    case null:
      return 'Not enough data';
  }
}

const MEASURE_NAMES: Readonly<Record<string, string>> = {
  psi: 'PSI',
  js: 'JS distance',
  kl: 'KL divergence',
  ks: 'KS',
  hellinger: 'Hellinger',
  tvd: 'Total variation',
  linf: 'L∞',
  chi2: 'χ²',
  wasserstein: 'Wasserstein',
  wasserstein_norm: 'Wasserstein (norm.)',
};

/** How many subjects have a verdict. */
export interface VerdictCount {
  verdict: Verdict;
  count: number;
}

/** How often each verdict was given, the worst first, without those that were not given. */
export function countVerdicts(given: Verdict[]): VerdictCount[] {
  return [...RANKS]
    .reverse()
    .map((verdict) => ({ verdict, count: given.filter((each) => each === verdict).length }))
    .filter(({ count }) => count > 0);
}

/** A measure's short name in the field's terms; an unknown id stands for itself. */
export function measureName(id: string): string {
  return MEASURE_NAMES[id] ?? id;
}

/** What earlier windows reached, as `earlier windows 0.400 to 3.900`; '' when it is not known. */
export function usualRange({ usualLow, usualHigh }: MeasureResult): string {
  return usualLow === null || usualHigh === null
    ? ''
    : `earlier windows ${formatMeasure(usualLow)} to ${formatMeasure(usualHigh)}`;
}

/** A measure as a sentence: in the backend's words, else its value, what it was judged by, the verdict and a reason. */
export function measureSentence(measure: MeasureResult): string {
  if (measure.expected) {
    return `${measure.expected}. ${verdictWords(measure.verdict)}`;
  }
  const bounds = [
    measure.threshold === null ? '' : `material from ${formatMeasure(measure.threshold)}`,
    usualRange(measure),
  ].filter(Boolean);
  const value = `${measureName(measure.id)} ${formatMeasure(measure.value)}`;
  const reason = measure.reason ? `: ${measure.reason}` : '';
  return `${[value, ...bounds].join(', ')}. ${verdictWords(measure.verdict)}${reason}`;
}

/** The verdicts of the distributions that were compared. */
export function verdictsOf(distributions: Distribution[]): Verdict[] {
  return distributions.flatMap(({ comparison }) => {
    const measure = leadingMeasure(comparison);
    return measure ? [measure.verdict] : [];
  });
}

/** From this change on, a share of missing or invalid values is as urgent as drift: the registry's bound for such rates. */
const URGENT_LOSS = 0.05;

/**
 * Worst first: what drifted or lost values, then by verdict, then the measure against its threshold, then the order of
 * the query. Lost values count because no measure of a distribution sees them.
 */
export function byDrift(a: Distribution, b: Distribution): number {
  return rank(b) - rank(a) || excess(b) - excess(a);
}

/** From the least urgent verdict to the most. */
const RANKS: Verdict[] = [null, 0, 1, 3, 2];

function rank(distribution: Distribution): number {
  if (greatestLoss(distribution).change >= URGENT_LOSS) {
    return RANKS.indexOf(2);
  }
  return RANKS.indexOf(leadingMeasure(distribution.comparison)?.verdict ?? null);
}

function excess(distribution: Distribution): number {
  const measure = leadingMeasure(distribution.comparison);
  return (measure?.value ?? -1) / (measure?.threshold || 1);
}
