import { PolicySpec } from '../contract';
import { Form, isInOrder, literal } from './template';

/** Which way a policy is breached. */
export type Side = 'below' | 'above' | 'outside';

/** The side of a policy's bound. */
export function sideOf({ below, outside }: PolicySpec): Side {
  return outside ? 'outside' : below === null ? 'above' : 'below';
}

/** What a breach means, after the model's name, for the measures where people have words for it. */
const MEANINGS: Record<string, string> = {
  'accuracy below': 'is right less often',
  'estimated_accuracy below': 'is right less often by its scores, before labels tell',
  'mae above': 'is farther from the truth',
  'rmse above': 'is farther from the truth',
  'roc_auc below': 'tells positives from negatives less well',
  'recall below': 'misses more positives',
  'precision below': 'raises more false alarms',
  'specificity below': 'takes more negatives for positives',
  'cost above': 'makes costlier mistakes',
  'interval_coverage below': 'has intervals that hold the outcome less often',
  'freshness above': 'logs no predictions',
  'label_freshness above': 'gets no outcomes',
  'label_coverage below': 'gets fewer labels in time',
  'over_slo_rate above': 'is slow more often',
  'duplicate_rate above': 'logs more predictions twice',
  'rows below': 'logs fewer predictions',
  'rows above': 'logs more predictions',
  'rows outside': 'logs an unusual number of predictions',
};

const MOVES: Record<Side, string> = { below: 'is too low', above: 'is too high', outside: 'moved' };
const FALLS: Record<Side, string> = { below: 'keeps falling', above: 'keeps rising', outside: 'keeps moving' };
const BROKEN: Record<string, string> = {
  missing_rate: 'is missing more often',
  invalid_rate: 'is invalid more often',
  new_category_rate: 'has new categories more often',
  out_of_bounds_rate: 'is out of bounds more often',
  constant: 'has a single value',
};

/**
 * What happened, in words, without figures: "is right less often", "mean of distance rose". Whether a value rose or fell is
 * known where the alert has its values.
 */
export function meaning(policy: PolicySpec, subject: string, hasValues: boolean): { own: boolean; text: string } {
  const side = sideOf(policy);
  if (policy.stat === 'trend') {
    return { own: false, text: `${quantity(policy, subject)} ${FALLS[side]}` };
  }
  if (policy.comparesWindows) {
    return { own: false, text: `${subject} drifted` };
  }
  if (policy.stat === 'current' && policy.why && !policy.measure.endsWith('freshness')) {
    return { own: false, text: policy.why };
  }
  const broken = policy.target === 'features' ? BROKEN[policy.measure] : undefined;
  if (broken && side === 'above') {
    return { own: false, text: `${subject} ${broken}` };
  }
  const known = policy.class ? undefined : MEANINGS[`${policy.measure} ${side}`];
  const moved = side === 'outside' && hasValues && expectsRange(policy) ? direction() : MOVES[side];
  return known ? { own: true, text: known } : { own: false, text: `${quantity(policy, subject)} ${moved}` };
}

/** Whether a breach means something else than its number says: a model misses more positives, and the number is a recall. */
export const needsName = (policy: PolicySpec) => meaning(policy, '', false).own && NAMED.has(policy.measure);

const NAMED = new Set(['mae', 'rmse', 'roc_auc', 'recall', 'precision', 'specificity', 'cost']);

/** Whether earlier windows tell what to expect of a policy: not of a bound on the value itself, nor of a trend. */
export const expectsRange = ({ stat }: PolicySpec) => !['current', 'trend', 'trendPvalue'].includes(stat);

const direction = () =>
  `{{ if ${isInOrder('upperLimit', 'lt', 'current')} }}rose` +
  `{{ else if ${isInOrder('current', 'lt', 'lowerLimit')} }}fell{{ else }}moved{{ end }}`;

/** What a policy watches, as a noun: "accuracy", "missing rate of wind_speed", "95th percentile of latency". */
export function quantity(policy: PolicySpec, subject: string): string {
  const { target, measure, p, unit } = policy;
  const of = policy.class ? ` of “${literal(policy.class)}”` : '';
  if (measure === 'rows') {
    return 'number of predictions';
  }
  if (target === 'prediction' && measure === 'mean') {
    return unit === 'percentunit' ? 'share of positive predictions' : 'mean prediction';
  }
  if (target === 'prediction' && measure === 'share') {
    return `share of “${literal(policy.class)}” predictions`;
  }
  const title = measure === 'quantile' && p !== null ? percentile(p) : lower(policy.measureTitle);
  const hasSubject = ['features', 'latency', 'uncertainty', 'interval'].includes(target) || OF_ITSELF.has(measure);
  return hasSubject && !title.includes(subject) ? `${title} of ${subject}${of}` : title + of;
}

/** Measures that say nothing without what they are of; those of performance do. */
const OF_ITSELF = new Set(['mean', 'std', 'min', 'max', 'quantile', 'count', 'share', 'psi', 'js', 'ks', 'kl']);

function percentile(p: number): string {
  const n = Number((100 * p).toPrecision(6));
  if (n === 50) {
    return 'median';
  }
  const last = Number.isInteger(n) && Math.floor(n / 10) !== 1 ? n % 10 : 0;
  return `${n}${['th', 'st', 'nd', 'rd'][last] ?? 'th'} percentile`;
}

/** A title inside a sentence: abbreviations and people keep their capitals. */
export const lower = (title: string) =>
  /^[A-Z][a-z]/.test(title) && !/^(Brier|Hellinger|Kolmogorov|Wasserstein|Jensen|Kullback)/.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;

/** How the values of a policy's measure are written. */
export function formOf({ unit, measure }: PolicySpec): Form {
  if (measure === 'rows' || measure === 'count') {
    return 'rows';
  }
  return unit === 'percentunit' ? 'share' : unit === 's' ? 'duration' : 'number';
}

const DAY = 24 * 3600;

/** What a window is called: a week, a day, a window. */
export function windowWord({ windowSeconds }: PolicySpec): string {
  return windowSeconds === 7 * DAY ? 'week' : windowSeconds === DAY ? 'day' : 'window';
}

/** The policy's bound as people say it: "−2.5 points", "20 %", "4 standard deviations". `unit` stands behind its values. */
export function boundWords(policy: PolicySpec, unit: string): string {
  const { above, below, outside } = policy;
  const [low, high] = outside ?? [below ?? above ?? 0];
  const from = boundNumber(policy, low) + (high === undefined ? '' : ` to ${boundNumber(policy, high)}`);
  return from + boundUnit(policy, unit);
}

const isShare = ({ unit }: PolicySpec) => unit === 'percentunit';

/** A bound, with its sign where it is of a change. */
export function boundNumber(policy: PolicySpec, bound: number): string {
  const percent = policy.stat === 'relativeChange' || (isShare(policy) && inUnit(policy));
  const text = String(Number((percent ? 100 * bound : bound).toPrecision(6))).replace('-', '−');
  const isChange = ['change', 'changePoints', 'relativeChange', 'trend'].includes(policy.stat);
  return isChange && bound > 0 ? `+${text}` : text;
}

const inUnit = ({ stat }: PolicySpec) => ['value', 'current', 'change', 'trend'].includes(stat);

/** What stands behind a bound. */
export function boundUnit(policy: PolicySpec, unit: string): string {
  switch (policy.stat) {
    case 'relativeChange':
      return ' %';
    case 'changePoints':
      return ' points';
    case 'sigma':
      return ' standard deviations';
    case 'change':
      return isShare(policy) ? ' points' : unit;
    case 'trend':
      return `${isShare(policy) ? ' points' : unit} a ${windowWord(policy)}`;
    case 'current':
      return isShare(policy) ? ' %' : unit;
    default:
      return '';
  }
}
