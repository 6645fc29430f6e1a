import { formattedValueToString, getValueFormat } from '@grafana/data';

import { formatShare, UNKNOWN } from './format';
import { Breakdown, effectOf, Interval, Part } from './segments';

/** How the numbers of a breakdown's measure are written. */
export type Style = Pick<Breakdown, 'unit' | 'decimals'>;

/** A value of a breakdown's measure in its unit. */
export function formatValue(value: number | null, { unit, decimals }: Style): string {
  if (value === null) {
    return UNKNOWN;
  }
  return unit === 'percentunit' && decimals === undefined
    ? formatShare(value)
    : formattedValueToString(getValueFormat(unit || 'short')(value, decimals ?? 3));
}

/** A change of a measure with its sign: of rates in percentage points, else in the measure's unit. */
export function formatEffect(effect: number | null, style: Style): string {
  if (effect === null) {
    return UNKNOWN;
  }
  const isRate = style.unit === 'percentunit';
  const size = Math.abs(isRate ? 100 * effect : effect);
  const text = isRate ? `${size.toFixed(style.decimals ?? (size < 0.95 ? 2 : 1))} pp` : formatValue(size, style);
  return `${effect < 0 ? '−' : '+'}${text}`;
}

/** One part with everything that its row shows, for readers who do not see it. */
export function describePart(part: Part, breakdown: Breakdown): string {
  const interval = ({ value, lower, upper }: Interval) =>
    lower === null || upper === null
      ? formatValue(value, breakdown)
      : `${formatValue(value, breakdown)}, ${formatValue(lower, breakdown)} to ${formatValue(upper, breakdown)}`;
  const parts = [
    `${breakdown.dimension} ${part.name}${part.named ? ', carries the change' : ''}`,
    `now ${interval(part.current)}`,
    `before ${interval(part.baseline)}`,
    part.weight !== null && `weight ${formatShare(part.weight)}, before ${formatShare(part.weightBefore)}`,
    effectOf(part) !== null &&
      `part of the change ${formatEffect(effectOf(part), breakdown)}: ${formatEffect(part.within, breakdown)} within, ${formatEffect(part.mix, breakdown)} by weight`,
  ];
  return parts.filter(Boolean).join('. ');
}
