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

/** A measure's short name in the field's terms; an unknown id stands for itself. */
export function measureName(id: string): string {
  return MEASURE_NAMES[id] ?? id;
}

/** A measure as a sentence: value, the two bounds it was judged by, the verdict, and the reason when there is none. */
export function measureSentence(measure: MeasureResult): string {
  const bounds = [
    measure.threshold === null ? '' : `material from ${formatMeasure(measure.threshold)}`,
    measure.critical === null ? '' : `chance reaches ${formatMeasure(measure.critical)}`,
  ].filter(Boolean);
  const value = `${measureName(measure.id)} ${formatMeasure(measure.value)}`;
  const reason = measure.reason ? `: ${measure.reason}` : '';
  return `${[value, ...bounds].join(', ')}. ${verdictWords(measure.verdict)}${reason}`;
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

function rank(distribution: Distribution): number {
  const verdict = leadingMeasure(distribution.comparison)?.verdict ?? -1;
  return greatestLoss(distribution).change >= URGENT_LOSS ? 2 : verdict;
}

function excess(distribution: Distribution): number {
  const measure = leadingMeasure(distribution.comparison);
  return (measure?.value ?? -1) / (measure?.threshold || 1);
}
