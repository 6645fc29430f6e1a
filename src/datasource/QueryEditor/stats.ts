import { Stat } from '../../contract';

/** What each stat is, in words. */
export const STAT_WORDS: Record<Stat, string> = {
  value: 'The distance between the two windows',
  critical: 'The distance that chance alone rarely exceeds',
  usualLow: 'The least distance of an earlier window from the others',
  usualHigh: 'The greatest distance of an earlier window from the others',
  pvalue: 'How probable a value as far out is, by what earlier windows predict',
  margin: 'How far past the bound; above 0 is past it',
  breach: 'The margin, but at most 0 within what earlier windows predict: alert on above 0',
  threshold: 'The bound that was crossed, else the nearest',
  current: 'The measure in the current window',
  baseline: 'The measure in the baseline',
  change: 'Current less baseline',
  changePoints: 'The change in percentage points',
  relativeChange: 'The change as a share of the baseline',
  sigma: 'How far out the value is, in standard deviations of a normal distribution',
  baselineMean: 'Mean over the baseline’s periods',
  baselineSd: 'Standard deviation over the baseline’s periods',
  upperLimit: 'The upper end of what earlier windows predict',
  lowerLimit: 'The lower end of what earlier windows predict',
  trend: 'Slope per period',
  trendPvalue: 'How probable such a trend is if there is none',
  verdict: '0 steady, 1 significant, 2 changed, 3 usual',
  explanation: 'What the verdict rests on, in words',
  count: 'How many values the current window has',
  baselineCount: 'How many values the baseline has',
  historyCount: 'How many earlier windows tell what is usual',
  expected: '1 while a documented change lasts',
  windowStart: 'Start of the current window, epoch seconds',
  windowEnd: 'End of the current window, epoch seconds',
  baselineStart: 'Start of the baseline, epoch seconds',
  baselineEnd: 'End of the baseline, epoch seconds',
  rangeStart: 'Start of the range asked for, epoch seconds',
  rangeEnd: 'End of the range asked for, epoch seconds',
  baselinePeriods: 'How many earlier windows the baseline pools',
  windowStartLocal: 'Start of the current window on the model’s wall clock, read as UTC',
  windowEndLocal: 'End of the current window on the model’s wall clock, read as UTC',
};

/** The stats of two-sample measures. */
export const TWO_SAMPLE: Stat[] = ['value', 'critical', 'usualLow', 'usualHigh', 'pvalue'];

/** The stats of all other measures. */
export const ONE_SAMPLE: Stat[] = [
  'current',
  'baseline',
  'pvalue',
  'change',
  'changePoints',
  'relativeChange',
  'sigma',
  'baselineMean',
  'baselineSd',
  'upperLimit',
  'lowerLimit',
  'trend',
  'trendPvalue',
];

/** The stats that only policies have. */
export const POLICY: Stat[] = ['margin', 'breach', 'threshold'];

/** The stats that everything has. The explanation is text, which only tables hold. */
export const COMMON: Stat[] = [
  'verdict',
  'explanation',
  'count',
  'baselineCount',
  'historyCount',
  'expected',
  'windowStart',
  'windowEnd',
  'baselineStart',
  'baselineEnd',
  'rangeStart',
  'rangeEnd',
  'baselinePeriods',
  'windowStartLocal',
  'windowEndLocal',
];
