import { formatEffect, formatShare, formatValue } from './format';
import { Breakdown, effectOf, Interval, Part } from './segments';

/** One part with everything that its row shows, for readers who do not see it. */
export function describePart(part: Part, breakdown: Breakdown): string {
  const { values, names } = breakdown;
  const interval = ({ value, lower, upper }: Interval) =>
    lower === null || upper === null
      ? formatValue(value, values)
      : `${formatValue(value, values)}, ${formatValue(lower, values)} to ${formatValue(upper, values)}`;
  const parts = [
    `${breakdown.dimension} ${part.name}${part.named ? ', carries the change' : ''}`,
    `${names.current === 'Current' ? 'now' : names.current} ${interval(part.current)}`,
    `${names.baseline === 'Baseline' ? 'before' : names.baseline} ${interval(part.baseline)}`,
    part.weight !== null && `weight ${formatShare(part.weight)}, before ${formatShare(part.weightBefore)}`,
    effectOf(part) !== null &&
      `part of the change ${formatEffect(effectOf(part), values)}: ${formatEffect(part.within, values)} within, ${formatEffect(part.mix, values)} by weight`,
  ];
  return parts.filter(Boolean).join('. ');
}
