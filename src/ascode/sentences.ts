import { ModelSpec, PolicySpec, Stat } from '../contract';
import { causesOf } from './causes';
import { conditionWords, lengthWords } from './condition';
import {
  byState,
  difference,
  figure,
  ifNumber,
  ifOne,
  isInOrder,
  label,
  lastDay,
  literal,
  windowDates,
} from './template';
import { unitOfAlert } from './units';
import { boundWords, expectsRange, formOf, lower, meaning, needsName, quantity, sideOf, windowWord } from './words';

/** The refId of the query for the share of predictions with their label. */
export const LABEL_COVERAGE = 'labelCoverage';

/** What a rule says, and the stats and other figures that it asks for. */
export interface Texts {
  /** What the policy watches: without figures, because Grafana's lists of rules show a template as it stands. Only labels vary. */
  summary: string;
  /** What was found, or that it is over. */
  description: string;
  /** The policy's stats that the texts mention; each is one query, whose refId is the stat. */
  stats: Stat[];
  /** Whether the texts mention LABEL_COVERAGE. */
  needsLabelCoverage: boolean;
}

/** What a policy's alerts say, each figure by the refId of the query that asks for it. */
export function textsOf(model: ModelSpec, policy: PolicySpec): Texts {
  const [firing, unknown] = [headline(model, policy, true), headline(model, policy, false)];
  const quiet = resolved(model, policy);
  const unjudged = `${quiet.subject} cannot be judged any more`;
  const { sentence, stats } = isSilence(policy) ? silence(policy) : comparison(model, policy);
  const after = quietSentence(policy, sentence);
  const causes = causesOf(model, policy);
  const told = (...parts: string[]) => [...parts, owners(model)].filter(Boolean).join(' ');
  const failed = `${unknown}. Its figures are unknown, because the rule's last evaluation failed.`;
  return {
    summary: `${literal(model.name)}: ${conditionOfAlert(model, policy)}`,
    description: byState({
      failed: told(failed),
      firing: told(`${firing}: ${sentence}.`, counted(policy) + causes.text, announced(policy)),
      quiet: told(`${quiet.text}: ${after}.`, counted(policy)),
      unjudged: told(`${unjudged}.`),
    }),
    stats: [...new Set([...stats, ...contextStats(policy), ...causes.stats])],
    needsLabelCoverage: saysLabelCoverage(policy),
  };
}

/** The condition with the alert's own feature and segments, because one notification may tell of many. */
function conditionOfAlert(model: ModelSpec, policy: PolicySpec): string {
  const mark = '\0';
  const parts = conditionWords(model, policy, (name) => mark + name + mark).split(mark);
  return parts.map((part, i) => (i % 2 === 1 ? label(part) : literal(part))).join('');
}

/** What happened. */
function headline({ name }: ModelSpec, policy: PolicySpec, hasValues: boolean): string {
  const { own, text } = meaning(policy, subjectOf(policy), hasValues);
  return own ? `${literal(name)}${segmentOf(policy)} ${text}` : `${literal(name)}: ${text}${segmentOf(policy)}`;
}

/** The value when it is over; what it is of has been said. */
function quietSentence(policy: PolicySpec, sentence: string): string {
  if (policy.measure === 'constant') {
    return `${figure('count', 'rows')} values ${windowDates(policy.windowSeconds).text}`;
  }
  const name = measureName(policy);
  return policy.comparesWindows || !sentence.startsWith(name) ? sentence : sentence.slice(name.length);
}

/** What is said when it is over, which Grafana sends to whom it told of the beginning. */
function resolved(model: ModelSpec, policy: PolicySpec): { subject: string; text: string } {
  const name = literal(model.name);
  const back = BACK[policy.measure];
  if (back) {
    return { subject: `${capital(quantity(policy, ''))} of ${name}`, text: `Resolved: ${name} ${back}` };
  }
  if (policy.measure === 'constant') {
    const subject = `${subjectOf(policy)} in ${name}${segmentOf(policy)}`;
    return { subject, text: `Resolved: ${subject} varies again` };
  }
  const watched = policy.comparesWindows
    ? `drift of ${subjectOf(policy)}`
    : `${policy.stat === 'trend' ? 'trend of ' : ''}${quantity(policy, subjectOf(policy))}`;
  const subject = `${watched} ${policy.target === 'features' || policy.class ? 'in' : 'of'} ${name}${segmentOf(policy)}`;
  return { subject: capital(subject), text: `Resolved: ${subject} ${asExpected(policy)} again` };
}

/** What is said of logs and outcomes that arrive again. */
const BACK: Record<string, string> = { freshness: 'logs predictions again', label_freshness: 'gets outcomes again' };

/** Quiet is a value within what earlier windows predict, or else within the bound. */
function asExpected(policy: PolicySpec): string {
  const within = 'is within its bound';
  if (policy.comparesWindows || !expectsRange(policy)) {
    return within;
  }
  const isAtLeast = isInOrder('lowerLimit', 'le', 'current');
  const isAtMost = isInOrder('current', 'le', 'upperLimit');
  const is = { below: isAtLeast, above: isAtMost, outside: `and (${isAtLeast}) (${isAtMost})` }[sideOf(policy)];
  return `{{ if ${is} }}is as expected{{ else }}${within}{{ end }}`;
}

const capital = (text: string) => (text.startsWith('{') ? text : text.charAt(0).toUpperCase() + text.slice(1));

const isSilence = ({ measure }: PolicySpec) => measure === 'freshness' || measure === 'label_freshness';

/** What the policy is about: the feature of the alert, else the target. */
function subjectOf({ target }: PolicySpec): string {
  return target === 'features' ? label('feature') : target;
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
function comparison(model: ModelSpec, policy: PolicySpec): Sentence {
  const dates = windowDates(policy.windowSeconds);
  if (policy.measure === 'constant') {
    const text = `all ${figure('count', 'rows')} values ${dates.text} are equal, those of earlier ${windowWord(policy)}s are not`;
    return { sentence: text, stats: dates.stats };
  }
  if (policy.stat === 'trend') {
    return trend(model, policy);
  }
  const main: Stat = policy.comparesWindows ? 'value' : 'current';
  const value = measureName(policy) + figure(main, formOf(policy)) + valueUnit(model, policy);
  const expected = expectation(model, policy);
  const bound = `bound ${boundWords(policy, unitOfAlert(model, policy))}`;
  const because = [earlier(policy), ...baseline(model, policy), bound].filter(Boolean).join('; ');
  return {
    sentence: `${value} ${dates.text}${expected.sentence} (${because})`,
    stats: [main, ...dates.stats, ...expected.stats, ...earlierStats(policy), ...baselineStats(model, policy)],
  };
}

/** How much a measure changes from window to window. */
function trend(model: ModelSpec, policy: PolicySpec): Sentence {
  const share = formOf(policy) === 'share';
  const unit = unitOfAlert(model, policy);
  const last = lastDay();
  return {
    sentence: `${difference('trend', share)}${share ? ' points' : unit} a ${windowWord(policy)} up to ${last.text} (bound ${boundWords(policy, unit)})`,
    stats: ['trend', ...last.stats],
  };
}

const SHORT = ['psi', 'kl', 'js', 'ks'];

/** The name of a measure whose number would not tell what it is: of a distance, of a bound on the value itself, … */
function measureName(policy: PolicySpec): string {
  const { comparesWindows, stat, why, measure, measureTitle } = policy;
  const isNamed = comparesWindows || (stat === 'current' && why !== '') || needsName(policy);
  return isNamed ? `${SHORT.includes(measure) ? measure.toUpperCase() : lower(measureTitle)} ` : '';
}

function expectation(model: ModelSpec, policy: PolicySpec): Sentence {
  const form = formOf(policy);
  if (policy.comparesWindows) {
    return policy.baselineKind === 'rolling'
      ? {
          sentence: ifNumber('usualHigh', `, earlier ${windowWord(policy)}s reach ${figure('usualHigh', form)}`),
          stats: ['usualHigh'],
        }
      : { sentence: '', stats: [] };
  }
  if (!expectsRange(policy)) {
    return { sentence: '', stats: [] };
  }
  const [low, high] = [figure('lowerLimit', form), figure('upperLimit', form)];
  const unit = valueUnit(model, policy);
  switch (sideOf(policy)) {
    case 'below':
      return { sentence: ifNumber('lowerLimit', `, expected at least ${low}${unit}`), stats: ['lowerLimit'] };
    case 'above':
      return { sentence: ifNumber('upperLimit', `, expected at most ${high}${unit}`), stats: ['upperLimit'] };
    case 'outside':
      return {
        sentence: ifNumber('lowerLimit', `, expected ${low} to ${high}${unit}`),
        stats: ['lowerLimit', 'upperLimit'],
      };
  }
}

function earlier(policy: PolicySpec): string {
  if (earlierStats(policy).length === 0) {
    return '';
  }
  const one = windowWord(policy);
  return `${figure('historyCount', 'rows')} earlier ${ifOne('historyCount', one, `${one}s`)}`;
}

const earlierStats = (policy: PolicySpec): Stat[] =>
  expectsRange(policy) && !policy.comparesWindows ? ['historyCount'] : [];

function baseline(model: ModelSpec, policy: PolicySpec): string[] {
  if (!policy.baseline || policy.comparesWindows || !expectsRange(policy)) {
    return [];
  }
  const value = figure('baseline', formOf(policy)) + valueUnit(model, policy);
  const over = policy.baselineKind === 'rolling' ? ` over ${periods(model, policy)}` : '';
  return [`baseline “${literal(policy.baseline)}” ${value}${over}`];
}

/** The periods of a rolling baseline: "8 weeks", or "8 days, one every 7 days", where they do not follow one another. */
function periods({ baselines }: ModelSpec, policy: PolicySpec): string {
  const one = windowWord(policy);
  const every = baselines.find(({ name }) => name === policy.baseline)?.every ?? '';
  const apart = every && every !== policy.window ? `, one every ${every === '7d' ? 'week' : lengthWords(every)}` : '';
  return `${figure('baselinePeriods', 'rows')} ${ifOne('baselinePeriods', one, `${one}s`)}${apart}`;
}

function baselineStats(model: ModelSpec, policy: PolicySpec): Stat[] {
  if (baseline(model, policy).length === 0) {
    return [];
  }
  return policy.baselineKind === 'rolling' ? ['baseline', 'baselinePeriods'] : ['baseline'];
}

/** The unit behind a value of the alert; a duration says its own. */
const valueUnit = (model: ModelSpec, policy: PolicySpec) =>
  formOf(policy) === 'duration' ? '' : unitOfAlert(model, policy);

/** Whether the share of labels is said: it is the whole model’s, so not of a segment. */
const saysLabelCoverage = ({ needsLabels, splitBy, measure }: PolicySpec) =>
  needsLabels && splitBy.length === 0 && measure !== 'label_coverage';

/** How many rows were judged, and how many of them have their label; not where that is the value itself. */
function counted(policy: PolicySpec): string {
  const { target, needsLabels, measure } = policy;
  if (isSilence(policy) || measure === 'constant' || formOf(policy) === 'rows') {
    return '';
  }
  const unit = needsLabels || !['features', 'latency'].includes(target) ? 'predictions' : 'values';
  return saysLabelCoverage(policy)
    ? `${figure('count', 'rows')} predictions judged, ${figure(LABEL_COVERAGE, 'share')} have their label.`
    : `${figure('count', 'rows')} ${unit} judged.`;
}

const announced = (policy: PolicySpec) =>
  isSilence(policy) ? '' : ifOne('expected', 'A documented change covers this time.', 'Nothing was announced.');

const contextStats = (policy: PolicySpec): Stat[] => {
  if (isSilence(policy)) {
    return [];
  }
  return counted(policy) || policy.measure === 'constant' ? ['count', 'expected'] : ['expected'];
};

function owners({ owners }: ModelSpec): string {
  const list = Object.keys(owners)
    .sort()
    .map((part) => `${part} ${literal(owners[part]!)}`);
  return list.length > 0 ? `Owners: ${list.join(', ')}.` : '';
}
