import { ModelSpec, PolicySpec, Stat } from '../contract';
import { causesOf } from './causes';
import { figure, ifOne, label, literal, windowDates } from './template';
import { boundWords, formOf, lower, meaning, sideOf, unitWord } from './words';

/** The refId of the query for the share of predictions with their label. */
export const LABEL_COVERAGE = 'labelCoverage';

/** What a rule says, and the stats and other figures that it asks for. */
export interface Texts {
  summary: string;
  description: string;
  /** The policy's stats that the texts mention; each is one query, whose refId is the stat. */
  stats: Stat[];
  /** Whether the texts mention LABEL_COVERAGE. */
  needsLabelCoverage: boolean;
}

/** What a policy's alerts say, each figure by the refId of the query that asks for it. */
export function textsOf(model: ModelSpec, policy: PolicySpec): Texts {
  const name = literal(model.name);
  const { own, text } = meaning(policy, subjectOf(policy));
  const headline = own ? `${name}${segmentOf(policy)} ${text}` : `${name}: ${text}${segmentOf(policy)}`;
  const { sentence, stats } = isSilence(policy) ? silence(policy) : comparison(policy);
  const causes = causesOf(model, policy);
  const after = [counted(policy) + causes.text, announced(policy), owners(model)].filter(Boolean).join(' ');
  return {
    summary: headline,
    description: `${headline}: ${sentence}. ${after}`.trim(),
    stats: [...new Set([...stats, ...contextStats(policy), ...causes.stats])],
    needsLabelCoverage: saysLabelCoverage(policy),
  };
}

const isSilence = ({ measure }: PolicySpec) => measure === 'freshness' || measure === 'label_freshness';

/** What the policy is about: the feature of the alert, else the target. */
function subjectOf({ target }: PolicySpec): string {
  return target === 'features' ? label('feature') : target === 'log' ? 'the log' : target;
}

/** The segment values of the alert, if the policy is split. */
function segmentOf({ splitBy }: PolicySpec): string {
  return splitBy.length > 0 ? ` (${splitBy.map((name) => `${name} ${label(name)}`).join(', ')})` : '';
}

interface Sentence {
  sentence: string;
  stats: readonly Stat[];
}

function silence(policy: PolicySpec): Sentence {
  const newest = policy.measure === 'freshness' ? 'prediction' : 'outcome';
  const usual = policy.aboveUsualGap === null ? '' : `, ${policy.aboveUsualGap} times the largest usual gap`;
  return {
    sentence: `the newest ${newest} is ${figure('current', 'duration')} old; the bound is ${figure('threshold', 'duration')}${usual}`,
    stats: ['current', 'threshold'],
  };
}

/** The value with what was expected, from what, and the bound. */
function comparison(policy: PolicySpec): Sentence {
  const main: Stat = policy.comparesWindows ? 'value' : policy.stat === 'trend' ? 'trend' : 'current';
  const value = measureName(policy) + figure(main, formOf(policy)) + unitWord(policy.unit);
  const expected = expectation(policy);
  const dates = windowDates(policy.windowSeconds);
  const because = [earlier(policy), ...baseline(policy), `bound ${boundWords(policy)}`].filter(Boolean).join('; ');
  return {
    sentence: `${value} ${dates.text}${expected.sentence} (${because})`,
    stats: [main, ...dates.stats, ...expected.stats, ...earlierStats(policy), ...baselineStats(policy)],
  };
}

const SHORT = ['psi', 'kl', 'js', 'ks'];

/** The name of a measure whose number would not tell what it is: of a distance, and of a bound on the value itself. */
function measureName({ comparesWindows, stat, why, measure, measureTitle }: PolicySpec): string {
  const needsName = comparesWindows || (stat === 'current' && why !== '');
  return needsName ? `${SHORT.includes(measure) ? measure.toUpperCase() : lower(measureTitle)} ` : '';
}

/** Whether earlier windows say what to expect: not of a bound on the value itself, nor of a trend. */
const hasExpectation = ({ stat }: PolicySpec) => stat !== 'current' && stat !== 'trend' && stat !== 'trendPvalue';

function expectation(policy: PolicySpec): Sentence {
  const form = formOf(policy);
  if (policy.comparesWindows) {
    return policy.baselineKind === 'rolling'
      ? { sentence: `, earlier windows reach ${figure('usualHigh', form)}`, stats: ['usualHigh'] }
      : { sentence: '', stats: [] };
  }
  if (!hasExpectation(policy)) {
    return { sentence: '', stats: [] };
  }
  const [low, high] = [figure('lowerLimit', form), figure('upperLimit', form)];
  const unit = unitWord(policy.unit);
  switch (sideOf(policy)) {
    case 'below':
      return { sentence: `, expected at least ${low}${unit}`, stats: ['lowerLimit'] };
    case 'above':
      return { sentence: `, expected at most ${high}${unit}`, stats: ['upperLimit'] };
    case 'outside':
      return { sentence: `, expected ${low} to ${high}${unit}`, stats: ['lowerLimit', 'upperLimit'] };
  }
}

const WEEK = 7 * 24 * 3600;

function earlier(policy: PolicySpec): string {
  if (earlierStats(policy).length === 0) {
    return '';
  }
  const one = policy.windowSeconds === WEEK ? 'week' : 'window';
  return `${figure('historyCount', 'rows')} earlier ${ifOne('historyCount', one, `${one}s`)}`;
}

const earlierStats = (policy: PolicySpec): Stat[] =>
  hasExpectation(policy) && !policy.comparesWindows ? ['historyCount'] : [];

function baseline(policy: PolicySpec): string[] {
  if (!policy.baseline || policy.comparesWindows || policy.stat === 'current' || policy.stat === 'trend') {
    return [];
  }
  const over = policy.baselineKind === 'rolling' ? ` over ${figure('baselinePeriods', 'rows')}` : '';
  return [`baseline ${literal(policy.baseline)} ${figure('baseline', formOf(policy))}${unitWord(policy.unit)}${over}`];
}

function baselineStats(policy: PolicySpec): Stat[] {
  if (baseline(policy).length === 0) {
    return [];
  }
  return policy.baselineKind === 'rolling' ? ['baseline', 'baselinePeriods'] : ['baseline'];
}

/** Whether the share of labels is said: it is the whole model’s, so not of a segment. */
const saysLabelCoverage = ({ needsLabels, splitBy }: PolicySpec) => needsLabels && splitBy.length === 0;

/** How many rows were judged, and how many of them have their label. */
function counted(policy: PolicySpec): string {
  if (isSilence(policy)) {
    return '';
  }
  const unit = policy.needsLabels ? 'predictions' : 'values';
  return saysLabelCoverage(policy)
    ? `${figure('count', 'rows')} predictions judged, ${figure(LABEL_COVERAGE, 'share')} have their label.`
    : `${figure('count', 'rows')} ${unit} judged.`;
}

const announced = (policy: PolicySpec) =>
  isSilence(policy) ? '' : ifOne('expected', 'A documented change covers this time.', 'Nothing was announced.');

const contextStats = (policy: PolicySpec): Stat[] => (isSilence(policy) ? [] : ['count', 'expected']);

function owners({ owners }: ModelSpec): string {
  const list = Object.keys(owners)
    .sort()
    .map((part) => `${part} ${literal(owners[part]!)}`);
  return list.length > 0 ? `Owners: ${list.join(', ')}.` : '';
}
