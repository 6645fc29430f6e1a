import { PolicySpec } from '../contract';
import { Form } from './template';

/** Which way a policy is breached. */
export type Side = 'below' | 'above' | 'outside';

/** The side of a policy's bound. */
export function sideOf({ below, outside }: PolicySpec): Side {
  return outside ? 'outside' : below === null ? 'above' : 'below';
}

/** What a breach means, after the model's name, for the measures where people have words for it. */
const MEANINGS: Record<string, string> = {
  'accuracy below': 'is right less often',
  'estimated_accuracy below': 'is probably right less often, before labels tell',
  'mae above': 'is farther from the truth',
  'rmse above': 'is farther from the truth',
  'roc_auc below': 'orders the rows less well',
  'recall below': 'misses more positives',
  'precision below': 'raises more false alarms',
  'cost above': 'makes costlier mistakes',
  'freshness above': 'logs no predictions',
  'label_freshness above': 'gets no outcomes',
  'label_coverage below': 'gets fewer labels in time',
  'over_slo_rate above': 'is slow more often',
  'duplicate_rate above': 'logs more predictions twice',
};

const MOVES: Record<Side, string> = { below: 'is too low', above: 'is too high', outside: 'moved' };
const FALLS: Record<Side, string> = { below: 'keeps falling', above: 'keeps rising', outside: 'keeps moving' };
const BROKEN: Record<string, string> = {
  missing_rate: 'is missing more often',
  invalid_rate: 'is invalid more often',
  new_category_rate: 'has more categories that are new',
  out_of_bounds_rate: 'is out of bounds more often',
  constant: 'has a single value',
};

/** What happened, in words, without figures: "is right less often", "mean of prediction moved". */
export function meaning(policy: PolicySpec, subject: string): { own: boolean; text: string } {
  const side = sideOf(policy);
  if (policy.stat === 'trend') {
    return { own: false, text: `${lower(policy.measureTitle)} ${FALLS[side]}` };
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
  const known = MEANINGS[`${policy.measure} ${side}`];
  return known
    ? { own: true, text: known }
    : { own: false, text: `${lower(policy.measureTitle)} of ${subject} ${MOVES[side]}` };
}

/** A title inside a sentence: abbreviations keep their capitals. */
export const lower = (title: string) =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** How the values of a policy's measure are written. */
export function formOf({ unit }: PolicySpec): Form {
  return unit === 'percentunit' ? 'share' : unit === 's' ? 'duration' : 'number';
}

const UNIT_WORDS: Record<string, string> = { ms: ' ms', µs: ' µs', ns: ' ns', reqps: ' a second' };

/** What stands behind a number of a unit. */
export const unitWord = (unit: string) => UNIT_WORDS[unit] ?? '';

/** The policy's bound as people say it: "−2.5 points", "20 %", "4 standard deviations". */
export function boundWords(policy: PolicySpec): string {
  const { above, below, outside } = policy;
  if (outside) {
    return `${boundNumber(policy, outside[0])} to ${boundNumber(policy, outside[1])}${boundUnit(policy)}`;
  }
  return `${boundNumber(policy, below ?? above ?? 0)}${boundUnit(policy)}`;
}

const isShare = ({ unit }: PolicySpec) => unit === 'percentunit';

function boundNumber(policy: PolicySpec, bound: number): string {
  const percent = policy.stat === 'relativeChange' || (isShare(policy) && inUnit(policy));
  const text = String(Number((percent ? 100 * bound : bound).toPrecision(6))).replace('-', '−');
  const isChange = ['change', 'changePoints', 'relativeChange', 'trend'].includes(policy.stat);
  return isChange && bound > 0 ? `+${text}` : text;
}

const inUnit = ({ stat }: PolicySpec) => ['value', 'current', 'change', 'trend'].includes(stat);

function boundUnit(policy: PolicySpec): string {
  switch (policy.stat) {
    case 'relativeChange':
      return ' %';
    case 'changePoints':
      return ' points';
    case 'sigma':
      return ' standard deviations';
    case 'change':
      return isShare(policy) ? ' points' : unitWord(policy.unit);
    case 'trend':
      return `${isShare(policy) ? ' points' : unitWord(policy.unit)} a window`;
    case 'current':
      return isShare(policy) ? ' %' : policy.unit === 's' ? ' s' : unitWord(policy.unit);
    default:
      return '';
  }
}
