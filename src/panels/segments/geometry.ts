import { max, min, scaleLinear } from 'd3';

import { Interval, Part } from '../../frames/segments';

/** A stretch of the horizontal axis in pixels, from left to right. */
export interface Stretch {
  x: number;
  width: number;
}

/** One row of the waterfall: the effect of the weight, then that of the value, from where the row before it ended. */
export interface Step {
  mix: Stretch;
  within: Stretch;
  /** Where the row ends. */
  end: number;
}

/** The parts of a change one after another; they end where the whole change does. */
export interface Waterfall {
  steps: Step[];
  /** Where no change is, and where the whole change ends. */
  zero: number;
  total: number;
}

/** A window's value and its interval in pixels; null where it is not known. */
export interface Mark {
  x: number | null;
  from: number | null;
  to: number | null;
}

/** Lays the effects out in the given order; undefined without effects. */
export function layoutWaterfall(parts: Part[], width: number): Waterfall | undefined {
  if (parts.length === 0 || parts.some(({ mix, within }) => mix === null || within === null)) {
    return undefined;
  }
  let sum = 0;
  const sums = parts.map(({ mix, within }) => {
    const from = sum;
    sum += mix! + within!;
    return [from, from + mix!, sum] as const;
  });
  const all = [0, ...sums.flat()];
  const [low, high] = [min(all)!, max(all)!];
  const x = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([1, width - 1]);
  const stretch = (a: number, b: number): Stretch => ({ x: x(Math.min(a, b)), width: Math.abs(x(b) - x(a)) });
  return {
    steps: sums.map(([from, middle, to]) => ({
      mix: stretch(from, middle),
      within: stretch(middle, to),
      end: x(to),
    })),
    zero: x(0),
    total: x(sum),
  };
}

/** Lays out the values and intervals of both windows on one scale for all parts. */
export function layoutIntervals(parts: Part[], width: number): Array<{ current: Mark; baseline: Mark }> {
  const known = parts.flatMap(({ current, baseline }) => [...Object.values(current), ...Object.values(baseline)]);
  const numbers = known.filter((value): value is number => value !== null);
  const [low, high] = [min(numbers) ?? 0, max(numbers) ?? 1];
  const x = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([4, width - 4]);
  const place = (value: number | null) => (value === null ? null : x(value));
  const mark = ({ value, lower, upper }: Interval): Mark => ({ x: place(value), from: place(lower), to: place(upper) });
  return parts.map(({ current, baseline }) => ({ current: mark(current), baseline: mark(baseline) }));
}

/** The columns of a panel of this width in pixels; 0 is left out. */
export interface Widths {
  name: number;
  weight: number;
  intervals: number;
  values: number;
  waterfall: number;
  effect: number;
}

/** The room in pixels between two columns. */
export const COLUMN_GAP = 10;

/** Which columns fit: the waterfall always, then the values, their intervals, the weights. */
export function fitWidths(width: number): Widths {
  const wide = width >= 640;
  const widths: Widths = {
    name: width >= 420 ? 120 : 90,
    weight: wide ? 84 : 0,
    intervals: width >= 520 ? Math.min(260, Math.floor(width / 5)) : 0,
    values: width >= 380 ? 80 : 0,
    waterfall: 0,
    effect: 66,
  };
  const taken = Object.values(widths).filter((one) => one > 0);
  const rest = width - taken.reduce((sum, one) => sum + one, 0) - COLUMN_GAP * taken.length;
  return { ...widths, waterfall: Math.max(40, rest) };
}
