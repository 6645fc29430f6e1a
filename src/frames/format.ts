import { getValueFormat } from '@grafana/data';
import { format, min } from 'd3';

/**
 * What a Grafana unit id appends to a number, such as `mi` for `lengthmi`; '' for units that rewrite the number itself
 * (a fraction as a percentage, an epoch as a date), which plain bin edges cannot bear.
 */
export function unitSuffix(unit: string | undefined): string {
  const { text, prefix = '', suffix = '' } = unit ? getValueFormat(unit)(1) : { text: '' };
  return Number(text) === 1 ? `${prefix}${suffix}`.trim() : '';
}

// Made once: a panel of fifty features writes thousands of numbers.
const whole = format(',');
const signed = format('+.1f');
const rounded = format(',.0f');
const thousandths = format('.3f');

/** What stands where a number is not known. */
export const UNKNOWN = '–';

/** A count with thousands separators; `–` when unknown. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? UNKNOWN : whole(count);
}

/** A share 0…1 as a percentage with one decimal, two below 1 %, and `<0.01%` rather than a false zero. */
export function formatShare(share: number | null): string {
  if (share === null) {
    return UNKNOWN;
  }
  if (share > 0 && share < 0.0001) {
    return '<0.01%';
  }
  if (share === 0) {
    return '0%';
  }
  // The language's own way is many times quicker than a formatter, and a panel writes thousands of shares.
  return `${(100 * share).toFixed(share < 0.01 ? 2 : 1)}%`.replace('-', '−');
}

/** The difference of two shares in percentage points, with its sign; `–` when either is unknown. */
export function formatPoints(current: number | null, baseline: number | null): string {
  if (current === null || baseline === null) {
    return UNKNOWN;
  }
  const points = 100 * (current - baseline);
  return `${signed(Math.abs(points) < 0.05 ? 0 : points)} pp`;
}

/** A measure's value to three decimals, below 0.001 as `<0.001`, from 100 on to a whole number. */
export function formatMeasure(value: number | null): string {
  if (value === null) {
    return UNKNOWN;
  }
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) {
    return value > 0 ? '<0.001' : '>−0.001';
  }
  return (size >= 100 ? rounded : thousandths)(value);
}

/**
 * Texts of bin edges, rounded as the engine rounds them in the labels of bins: to the fewest significant digits, from
 * three on, that move no edge by more than a twentieth of the narrower bin beside it. Trailing zeros are left out.
 */
export function formatEdges(edges: number[]): string[] {
  const distinct = Array.from(new Set(edges)).sort((a, b) => a - b);
  const texts = new Map(distinct.map((edge, i) => [edge, formatEdge(edge, narrowestGap(distinct, i))]));
  return edges.map((edge) => texts.get(edge) ?? String(edge));
}

/** How far the nearest other edge is. The next double up is none: the bin between holds one value, its own edge. */
function narrowestGap(edges: number[], i: number): number {
  const edge = edges[i] ?? 0;
  const gaps = [edge - (edges[i - 1] ?? -Infinity), (edges[i + 1] ?? Infinity) - edge];
  return min(gaps.filter((gap) => gap > Number.EPSILON * Math.abs(edge))) ?? Infinity;
}

function formatEdge(edge: number, gap: number): string {
  let digits = MIN_DIGITS;
  let shown = roundHalfEven(edge, digits);
  while (digits < MAX_DIGITS && Math.abs(shown - edge) > gap / 20) {
    digits++;
    shown = roundHalfEven(edge, digits);
  }
  const size = Math.abs(shown);
  if (size === 0) {
    return '0';
  }
  if (size >= 1e5) {
    return formatter(`.${digits}~s`)(shown);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return formatter(size < 1e-3 ? `.${digits - 1}~e` : `,.${decimals}~f`)(shown);
}

const formatters = new Map<string, (value: number) => string>();

/** A formatter of d3 by its specifier, made once: edges have a few dozen of them. */
function formatter(specifier: string): (value: number) => string {
  const made = formatters.get(specifier) ?? format(specifier);
  formatters.set(specifier, made);
  return made;
}

const MIN_DIGITS = 3;
const MAX_DIGITS = 17;

/** A number to significant digits; of two that are equally near, the one with the even last digit, as Go rounds. */
function roundHalfEven(value: number, digits: number): number {
  const size = Math.abs(value);
  const rounded = Number(size.toPrecision(digits));
  if (rounded === size) {
    return value;
  }
  // Only a number that ends right behind a 5 can lie halfway; all its digits, which are slow to write, tell whether it does.
  const longer = size.toPrecision(digits + 1);
  return Math.sign(value) * (Number(longer) === size && /5(e|$)/.test(longer) ? halfToEven(size, digits) : rounded);
}

function halfToEven(size: number, digits: number): number {
  const [mantissa = '', exponent = ''] = size.toExponential(60).split('e');
  const all = mantissa.replace('.', '');
  const isHalf = /^50*$/.test(all.slice(digits)) && Number(all[digits - 1]) % 2 === 0;
  return isHalf ? Number(`${all[0]}.${all.slice(1, digits)}e${exponent}`) : Number(size.toPrecision(digits));
}
