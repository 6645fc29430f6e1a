import { format } from 'd3';

import { leadingMeasure, SharedWindows } from './comparison';
import { beyondUsual, Bin, Distribution, greatestLoss, isOutsideMeasures, isPredicted } from './distribution';
import { formatCount, formatPoints, formatShare, formatTerm, formatValue, UNKNOWN, ValueStyle } from './format';
import { measureSentence } from './verdict';
import { formatBaseline, formatWindow } from './windows';

/** A distribution's title: its subject and unit, and the segment it is restricted to. */
export function titleOf(distribution: Distribution): string {
  const unit = distribution.unit ? ` (${distribution.unit})` : '';
  const segment = distribution.segment ? `, ${distribution.segment}` : '';
  return `${distribution.name}${unit}${segment}`;
}

/** A whole distribution in a sentence, for readers who do not see it. */
export function describeDistribution(distribution: Distribution): string {
  const measure = leadingMeasure(distribution.comparison);
  return `${titleOf(distribution)}: ${measure ? measureSentence(measure) : 'not compared'}.`;
}

/** One bin with everything the pointer would show, for readers who come by keyboard. */
export function describeBin(bin: Bin, distribution: Distribution): string {
  const { decimals, names } = distribution;
  const parts = [
    `${bin.label}: ${inSentence(names.current)} ${formatShare(bin.current, decimals)} (${formatCount(bin.currentCount)} rows)`,
    `${inSentence(names.baseline)} ${formatShare(bin.baseline, decimals)} (${formatCount(bin.baselineCount)} rows)`,
    `change ${formatPoints(bin.current, bin.baseline, decimals)}`,
    describeUsual(bin, { decimals }),
    describeContribution(bin, distribution),
  ];
  return parts.filter(Boolean).join(', ');
}

/** The name of a window inside a sentence: in small letters unless its owner gave it another. */
function inSentence(name: string): string {
  return name === 'Current' || name === 'Baseline' ? name.toLowerCase() : name;
}

/** What earlier windows predict of a bin's share, and whether it lies outside; '' where they predict nothing. */
export function describeUsual(
  bin: Pick<Bin, 'current' | 'usualLow' | 'usualHigh'>,
  { unit = 'percentunit', decimals }: ValueStyle
): string {
  if (!isPredicted(bin)) {
    return '';
  }
  const side = beyondUsual(bin);
  const [low, high] = [bin.usualLow ?? 0, bin.usualHigh ?? 1].map((share) => formatValue(share, { unit, decimals }));
  const range = `expected ${low} to ${high}`;
  return side ? `${range}, lies ${side}` : range;
}

/** A bin's part in the population stability index: its value, and its part of the whole where that is known. */
export function describeContribution(bin: Bin, distribution: Distribution): string {
  if (isOutsideMeasures(bin)) {
    return 'enters no measure';
  }
  if (bin.contribution === null) {
    return '';
  }
  const psi = distribution.comparison?.measures.find((measure) => measure.id === 'psi')?.value ?? null;
  const part = psi !== null && psi > 0 ? ` (${formatPart(bin.contribution / psi)} of it)` : '';
  return `contribution to PSI ${formatTerm(bin.contribution)}${part}`;
}

/** Where the distribution moved most, as `[200, 229), 9.9% → 18.0%`. */
export function describeMove(bin: Bin, { decimals }: Pick<Distribution, 'decimals'>): string {
  return `${bin.label}, ${formatShare(bin.baseline, decimals)} → ${formatShare(bin.current, decimals)}`;
}

/** What went missing or invalid, as `missing 0.02% → 60.0%`, or '' while that changed by less than a percentage point. */
export function describeLoss(distribution: Distribution): string {
  const { bin, change } = greatestLoss(distribution);
  const shares = bin && [bin.baseline, bin.current].map((share) => formatShare(share, distribution.decimals));
  return bin && shares && change >= 0.01 ? `${bin.role} ${shares.join(' → ')}` : '';
}

/** The sizes of both windows in rows, as `6,612 vs 51,203`; empty when neither is known. */
export function describeCounts(distribution: Distribution): string {
  const { current, baseline } = distribution.comparison ?? {};
  const counts = [formatCount(current?.count), formatCount(baseline?.count)];
  return counts.every((count) => count === UNKNOWN) ? '' : `${counts[0]} vs ${counts[1]}`;
}

const percent = format('.0%');

function formatPart(part: number): string {
  return part > 0 && part < 0.01 ? '<1%' : percent(part);
}

/** What a distribution lacks to be compared, in words; '' when both windows have rows. */
export function describeGap({ bins }: Distribution): string {
  const isEmpty = (window: 'current' | 'baseline') => bins.every((bin) => !bin[window]);
  if (isEmpty('current')) {
    return 'No rows in the current window';
  }
  return isEmpty('baseline') ? 'No rows in the baseline' : '';
}

/** What of a subject's windows `shared` does not say; '' if that names both or there is no comparison. */
export function ownWindows(subject: Pick<Distribution, 'comparison'>, shared: SharedWindows | undefined): string {
  const { comparison } = subject;
  if (!comparison || !shared) {
    return windowsOf(subject);
  }
  return shared.baseline ? '' : `against ${formatBaseline(comparison.baseline, comparison.timezone)}`;
}

/** Both windows in the model's time zone, as `21 – 27 Apr 2013 against rolling: 8 windows, …`; '' without a comparison. */
export function windowsOf({ comparison }: Pick<Distribution, 'comparison'>): string {
  if (!comparison) {
    return '';
  }
  const current = formatWindow(comparison.current, comparison.timezone);
  return `${current} against ${formatBaseline(comparison.baseline, comparison.timezone)}`;
}
