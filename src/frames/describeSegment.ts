import { formattedValueToString, getValueFormat } from '@grafana/data';

import { formatShare, UNKNOWN } from './format';
import { Breakdown, effectOf, Interval, Part } from './segments';

/** A value of a breakdown's measure in its unit. */
export function formatValue(value: number | null, unit: string): string {
  if (value === null) {
    return UNKNOWN;
  }
  return unit === 'percentunit'
    ? formatShare(value)
    : formattedValueToString(getValueFormat(unit || 'short')(value, 3));
}

/** A change of a measure with its sign: of rates in percentage points, else in the measure's unit. */
export function formatEffect(effect: number | null, unit: string): string {
  if (effect === null) {
    return UNKNOWN;
  }
  const isRate = unit === 'percentunit';
  const size = Math.abs(isRate ? 100 * effect : effect);
  const text = isRate ? `${size.toFixed(size < 0.95 ? 2 : 1)} pp` : formatValue(size, unit);
  return `${effect < 0 ? '−' : '+'}${text}`;
}

/** One part with everything that its row shows, for readers who do not see it. */
export function describePart(part: Part, { unit, dimension }: Breakdown): string {
  const interval = ({ value, lower, upper }: Interval) =>
    lower === null || upper === null
      ? formatValue(value, unit)
      : `${formatValue(value, unit)}, ${formatValue(lower, unit)} to ${formatValue(upper, unit)}`;
  const parts = [
    `${dimension} ${part.name}${part.named ? ', carries the change' : ''}`,
    `now ${interval(part.current)}`,
    `before ${interval(part.baseline)}`,
    part.weight !== null && `weight ${formatShare(part.weight)}, before ${formatShare(part.weightBefore)}`,
    effectOf(part) !== null &&
      `part of the change ${formatEffect(effectOf(part), unit)}: ${formatEffect(part.within, unit)} within, ${formatEffect(part.mix, unit)} by weight`,
  ];
  return parts.filter(Boolean).join('. ');
}
