import { ModelSpec, PolicySpec } from '../contract';
import { commonUnit, unitWord } from './units';
import { boundNumber, boundUnit, boundWords, quantity, sideOf } from './words';

/**
 * When a policy is breached, in words: "accuracy over 7 days falls more than 2.5 points below the baseline “rolling”". `own`
 * gives the feature or a segment of an alert by its label; without it the words are of all that the policy watches.
 */
export function conditionWords(model: ModelSpec, policy: PolicySpec, own?: (label: string) => string): string {
  if (policy.measure === 'freshness' || policy.measure === 'label_freshness') {
    const newest = policy.measure === 'freshness' ? 'prediction' : 'outcome';
    const bound =
      policy.aboveUsualGap === null
        ? boundWords(policy, unitWord(policy.unit))
        : `${policy.aboveUsualGap} times the largest usual gap`;
    return `the newest ${newest} is older than ${bound}`;
  }
  const isOfMany = policy.target === 'features' && policy.features.length > 1;
  const subject = own && isOfMany ? own('feature') : subjectOf(model, policy);
  const over = `over ${lengthWords(policy.window)}`;
  if (policy.measure === 'constant') {
    return `${subject} has a single value ${over}`;
  }
  const watched = `${quantity(policy, subject)}${segmentOf(policy, own)} ${over}`;
  return `${watched} ${verb(policy, commonUnit(model, policy))}`;
}

function segmentOf({ splitBy }: PolicySpec, own?: (label: string) => string): string {
  if (splitBy.length === 0) {
    return '';
  }
  return own
    ? ` of ${splitBy.map((name) => `${name} ${own(name)}`).join(' and ')}`
    : ` of one ${splitBy.join(' and ')}`;
}

/** What the policy is about, where its measure does not tell. */
function subjectOf(model: ModelSpec, { target, features }: PolicySpec): string {
  if (target !== 'features') {
    return target;
  }
  return features.length === model.features.length ? 'a feature' : either(features);
}

/** "a", "a or b", "a, b or c". */
export const either = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const UNITS: Record<string, string> = { d: 'day', h: 'hour', m: 'minute', s: 'second', ms: 'millisecond' };

/** A length of time in words: "7 days", "1 hour 30 minutes". */
export function lengthWords(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)(ms|[dhms])/g)];
  return parts.map(([, n, unit]) => `${n} ${UNITS[unit!]}${n === '1' ? '' : 's'}`).join(' ');
}

function verb(policy: PolicySpec, unit: string): string {
  const baseline = policy.baseline ? `the baseline “${policy.baseline}”` : 'what earlier windows predict';
  return policy.outside ? leaves(policy, policy.outside, baseline, unit) : passes(policy, baseline, unit);
}

const isZero = ({ above, below }: PolicySpec) => (above ?? below) === 0;

/** The condition of a bound on one side. */
function passes(policy: PolicySpec, baseline: string, unit: string): string {
  const side = sideOf(policy);
  const [moves, is] = side === 'below' ? ['falls', 'below'] : ['rises', 'above'];
  const size = boundWords(policy, unit).replace(/^[−+]/, '');
  switch (policy.stat) {
    case 'trend':
      return isZero(policy) ? `keeps ${side === 'below' ? 'falling' : 'rising'}` : `${moves} by more than ${size}`;
    case 'sigma':
      return `is more than ${size} ${is} ${baseline}`;
    case 'change':
    case 'changePoints':
    case 'relativeChange':
      return `${moves} more than ${size} ${is} ${baseline}`;
    default:
      return `is ${is} ${boundWords(policy, unit)}${policy.comparesWindows ? ` against ${baseline}` : ''}`;
  }
}

/** The condition of a range that the policy's stat leaves. */
function leaves(policy: PolicySpec, [low, high]: [number, number], baseline: string, unit: string): string {
  const size = (bound: number) => boundNumber(policy, bound).replace(/^[−+]/, '') + boundUnit(policy, unit);
  const isAroundZero = low < 0 && high > 0;
  switch (policy.stat) {
    case 'sigma':
      return -low === high
        ? `is more than ${size(high)} from ${baseline}`
        : `leaves ${boundWords(policy, unit)} around ${baseline}`;
    case 'change':
    case 'changePoints':
    case 'relativeChange':
      return isAroundZero
        ? `falls more than ${size(-low)} below or rises more than ${size(high)} above ${baseline}`
        : `changes by less than ${size(low)} or more than ${size(high)} against ${baseline}`;
    default:
      return `leaves ${boundWords(policy, unit)}`;
  }
}
