import { DRIFTED, Finding, LOST_VALUES, MEASURE_NAMES, VERDICTS } from '../contract';
import { leadingMeasure, MeasureResult, Verdict } from './comparison';
import { Distribution, greatestLoss } from './distribution';
import { formatMeasure, formatNumber } from './format';

/** A verdict on a distance of two windows, in the words that every panel uses. */
export function verdictWords(verdict: Verdict): string {
  return verdict === null ? 'Not enough data' : capitalized(verdict === 2 ? DRIFTED : VERDICTS[verdict]);
}

/** A verdict on anything else: what changed need not have drifted. */
export function changeWords(verdict: Verdict): string {
  return verdict === 2 ? capitalized(VERDICTS[verdict]) : verdictWords(verdict);
}

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

/** Puts the worse of two verdicts first. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return RANKS.indexOf(b) - RANKS.indexOf(a);
}

/** The worst of several verdicts; null, which says that nothing was judged, for none. */
export function worstVerdict(given: Verdict[]): Verdict {
  return [...given].sort(compareVerdicts)[0] ?? null;
}

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** A measure's short name in the field's terms; an unknown id stands for itself. */
export function measureName(id: string): string {
  return (MEASURE_NAMES as Readonly<Record<string, string>>)[id] ?? id;
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
    measure.threshold === null ? '' : `material from ${formatNumber(measure.threshold)}`,
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

/** A measure in the parts of a headline: `PSI 3.0`, `earlier weeks 0.40–3.9`, `usual`, and what else the backend says of it. */
export interface Headline {
  value: string;
  /** What earlier windows reached; '' when it is not known. */
  range: string;
  verdict: string;
  rest: string;
}

/** A measure in words, in the backend's where it gave some. */
export function headlineOf(measure: MeasureResult): Headline {
  const said: Finding = measure.finding ?? {
    value: `${measureName(measure.id)} ${formatMeasure(measure.value)}`,
    range: usualRange(measure),
  };
  return {
    value: said.value,
    range: (said.range ?? '').replace(' to ', '–'),
    verdict: verdictWords(measure.verdict).toLowerCase(),
    rest: (said.notes ?? []).join('; '),
  };
}

/**
 * Worst first: what drifted or lost as many values as a default policy allows, then by verdict, then the measure against
 * its threshold, then the order of the query. Lost values count because no measure of a distribution sees them.
 */
export function byDrift(a: Distribution, b: Distribution): number {
  return rank(b) - rank(a) || excess(b) - excess(a);
}

/** From the least urgent verdict to the most. */
const RANKS: Verdict[] = [null, 0, 1, 3, 2];

function rank(distribution: Distribution): number {
  if (greatestLoss(distribution).change >= LOST_VALUES) {
    return RANKS.indexOf(2);
  }
  return RANKS.indexOf(leadingMeasure(distribution.comparison)?.verdict ?? null);
}

function excess(distribution: Distribution): number {
  const measure = leadingMeasure(distribution.comparison);
  return (measure?.value ?? -1) / (measure?.threshold || 1);
}
