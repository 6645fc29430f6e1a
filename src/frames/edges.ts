import { min } from 'd3';

import { formatter, formatValue, unitSuffix, ValueStyle } from './format';

/**
 * Texts of bin edges, rounded as the engine rounds them in the labels of bins: to the fewest significant digits, from
 * three on, that move no edge by more than a twentieth of the narrower bin beside it. Trailing zeros are left out.
 * Decimals that the style sets are kept; a unit that rewrites numbers, such as a percentage, does so.
 */
export function formatEdges(edges: number[], { unit, decimals }: ValueStyle = {}): string[] {
  const rewrites = unit !== undefined && unit !== 'none' && unitSuffix(unit) === '';
  if (rewrites || decimals !== undefined) {
    return edges.map((edge) => formatValue(edge, { unit: rewrites ? unit : undefined, decimals }));
  }
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
  if (size >= LARGEST_SUFFIX || size < 1e-3) {
    return formatter(`.${digits - 1}~e`)(shown);
  }
  if (size >= 1e5) {
    return formatter(`.${digits}~s`)(shown);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return formatter(`.${decimals}~f`)(shown);
}

const MIN_DIGITS = 3;
const MAX_DIGITS = 17;
/** From here on numbers have an exponent: nobody knows the suffixes beyond T. */
const LARGEST_SUFFIX = 1e15;

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
