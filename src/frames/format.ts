import { formattedValueToString, getValueFormat } from '@grafana/data';
import { format } from 'd3';

/**
 * What a Grafana unit id appends to a number, such as `mi` for `lengthmi`; '' for units that rewrite the number itself
 * (a fraction as a percentage, an epoch as a date), which plain bin edges cannot bear.
 */
export function unitSuffix(unit: string | undefined): string {
  const { text, prefix = '', suffix = '' } = unit ? getValueFormat(unit)(1) : { text: '' };
  return Number(text) === 1 ? `${prefix}${suffix}`.trim() : '';
}

/** What stands where a number is not known. */
export const UNKNOWN = '–';

/** How the numbers of a field are written: its Grafana unit and how many decimals it has, where it says. */
export interface ValueStyle {
  unit?: string;
  /** Undefined: as many as the number deserves. */
  decimals?: number;
}

/**
 * A number in its unit, the same wherever a panel writes it: shares as {@link formatShare}, numbers without a unit as the backend
 * writes them, anything else as Grafana does.
 */
export function formatValue(value: number | null, { unit, decimals }: ValueStyle): string {
  if (value === null) {
    return UNKNOWN;
  }
  if (unit === 'percentunit') {
    return formatShare(value, decimals);
  }
  if (!unit || unit === 'none') {
    return decimals === undefined ? formatNumber(value) : formatFixed(value, decimals);
  }
  return minus(formattedValueToString(getValueFormat(unit)(value, decimals)));
}

/** Three digits that count, or all before the point with commas between thousands; without an exponent unless it is needed. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-6)) {
    return formatter('.3~g')(value);
  }
  return size >= 1000 ? formatFixed(value, 0) : formatter('~f')(Number(value.toPrecision(3)));
}

/** A number with so many decimals and commas between thousands. */
function formatFixed(value: number, decimals: number): string {
  return formatter(`,.${decimals}f`)(value);
}

/** A count with thousands separators; `–` when unknown. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? UNKNOWN : formatter(',')(count);
}

/** A share 0…1 as a percentage with one decimal, two below 1 %, and `<0.01%` rather than a false zero. */
export function formatShare(share: number | null, decimals?: number): string {
  if (share === null) {
    return UNKNOWN;
  }
  if (decimals === undefined && share > 0 && share < 0.0001) {
    return '<0.01%';
  }
  if (share === 0) {
    return '0%';
  }
  // The language's own way is many times quicker than a formatter, and a panel writes thousands of shares.
  return `${minus((100 * share).toFixed(decimals ?? decimalsOf(100 * share)))}%`;
}

/** The difference of two shares in percentage points, with its sign; `–` when either is unknown. */
export function formatPoints(current: number | null, baseline: number | null, decimals?: number): string {
  if (current === null || baseline === null) {
    return UNKNOWN;
  }
  const points = 100 * (current - baseline);
  const size = Math.abs(points);
  const text = decimals === undefined && size < 0.005 ? '0.0' : size.toFixed(decimals ?? decimalsOf(points));
  return `${points < 0 && Number(text) !== 0 ? '−' : '+'}${text} pp`;
}

/** A change of values with its sign: of shares in percentage points, else in the unit of the values. */
export function formatEffect(effect: number | null, style: ValueStyle): string {
  if (effect === null || style.unit === 'percentunit') {
    return formatPoints(effect, 0, style.decimals);
  }
  return `${effect < 0 ? '−' : '+'}${formatValue(Math.abs(effect), style)}`;
}

/** How many decimals percentages and points have: one, but two for those that would read 0.9 or less. */
function decimalsOf(percents: number): number {
  return Math.abs(percents) < 0.95 ? 2 : 1;
}

/** A divergence as the backend writes it beside its bounds: two decimals below 1, one below 100. */
export function formatMeasure(value: number | null, { unit, decimals }: ValueStyle = {}): string {
  if (value === null || unit || decimals !== undefined) {
    return formatValue(value, { unit, decimals });
  }
  const size = Math.abs(value);
  return size < 99.5 ? formatFixed(value, size < 0.995 ? 2 : 1) : formatNumber(value);
}

/** What one bin adds to a divergence, with a decimal more where it is small: `0.18`, `0.012`, `<0.001`. */
export function formatTerm(term: number | null): string {
  const size = Math.abs(term ?? 0);
  if (term === null || size >= 0.0995) {
    return formatMeasure(term);
  }
  return size > 0 && size < 0.0005 ? (term > 0 ? '<0.001' : '>−0.001') : formatFixed(term, 3);
}

/** A text of the backend with percentages as panels write them: reports have a space before the sign. */
export function asInPanels(text: string): string {
  return text.replace(/(\d) %/g, '$1%');
}

const minus = (text: string) => text.replace('-', '−');

const formatters = new Map<string, (value: number) => string>();

/** A formatter of d3 by its specifier, made once: a panel of fifty features writes thousands of numbers. */
export function formatter(specifier: string): (value: number) => string {
  const made = formatters.get(specifier) ?? format(specifier);
  formatters.set(specifier, made);
  return made;
}
