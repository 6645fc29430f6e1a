import { greatest, sum } from 'd3';

import { formatCount, formatEffect, formatValue, ValueStyle } from './format';
import { Calibrated, CalibrationCurve, Estimate, labelledRows, ScoreGroup, WindowName } from './outcomes';

/** How far the mean score of all groups lies above the share that came true, -1…1; null without labelled rows. */
export function gapOf(groups: ScoreGroup[], window: WindowName): number | null {
  const rows = labelledRows(groups, window);
  const excess = sum(groups, ({ [window]: { score, value, count } }) => ((score ?? 0) - (value ?? 0)) * (count ?? 0));
  return rows === 0 ? null : excess / rows;
}

/** Whether a mean score lies outside the interval of what came true: a gap beyond chance. */
export function isOff({ score, lower, upper }: Calibrated): boolean {
  return score !== null && lower !== null && upper !== null && (score < lower || score > upper);
}

/** The gap of both windows: `Scores 12.1 pp too low, were 0.3 pp too high`. */
export function describeGaps({ groups, values }: CalibrationCurve): string {
  const [now, before] = [gapOf(groups, 'current'), gapOf(groups, 'baseline')];
  const then = before === null ? '' : `, were ${gapWords(before, values)}`;
  return now === null
    ? `No labelled rows now${then && `; scores${then.slice(1)}`}`
    : `Scores ${gapWords(now, values)}${then}`;
}

/** The group that is furthest from what came true now, if any is beyond chance: `Widest gap: said 32.0%, came true 56.4%`. */
export function describeWidest({ groups, values }: CalibrationCurve): string {
  const off = groups.filter(({ current }) => isOff(current));
  const widest = greatest(off, ({ current: { score, value } }) => Math.abs(score! - (value ?? 0)));
  if (!widest) {
    return 'No gap beyond chance now';
  }
  const { score, value } = widest.current;
  return `Widest gap: said ${formatValue(score, values)}, came true ${formatValue(value, values)}`;
}

/** The labelled rows of both windows: `6,424 labelled rows, 50,751 before`. */
export function describeRows(rows: Array<Record<WindowName, Estimate>>): string {
  return `${formatCount(labelledRows(rows, 'current'))} labelled rows, ${formatCount(labelledRows(rows, 'baseline'))} before`;
}

/** One group with everything the pointer would show, for readers who come by keyboard. */
export function describeGroup({ name, current, baseline }: ScoreGroup, style: ValueStyle): string {
  return `scores ${name}: now ${describeOne(current, style)}. before ${describeOne(baseline, style)}`;
}

function describeOne(one: Calibrated, style: ValueStyle): string {
  if (one.value === null) {
    return 'no labelled rows';
  }
  const [said, came, lower, upper] = [one.score, one.value, one.lower, one.upper].map((x) => formatValue(x, style));
  const range = one.lower === null ? '' : ` (${lower} to ${upper})`;
  const gap = isOff(one) ? `, ${gapWords((one.score ?? 0) - one.value, style)}` : '';
  return `said ${said}, came true ${came}${range} of ${formatCount(one.count)} rows${gap}`;
}

/** A gap without its sign: `3.2 pp too low`. */
function gapWords(gap: number, style: ValueStyle): string {
  const size = formatEffect(Math.abs(gap), style).slice(1);
  return parseFloat(size) === 0 ? 'as high as what came true' : `${size} too ${gap < 0 ? 'low' : 'high'}`;
}
