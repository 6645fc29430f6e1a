import { pairs } from 'd3';

import { Bin } from '../../frames/distribution';

/**
 * How bins lie on the horizontal axis. `bins`: every bin is as wide as every other, and height is share; the form for
 * bins of equal mass, such as deciles. `value`: bins have their true widths on the feature's own scale. `log`: on its
 * logarithmic scale, which is linear around 0 where there are values of both signs or zeros. On `value` and `log` height
 * is density, so that a bar's area is its share.
 */
export type HorizontalScale = 'bins' | 'value' | 'log';

/** A bin's place on the horizontal axis, in pixels from the plot's left. */
export interface Slot {
  bin: Bin;
  /** The bin's row in the distribution, which survives the hiding of empty special bins. */
  index: number;
  x0: number;
  x1: number;
}

/** All bins' places, and on which scale. A unit is one of the feature's, a decade in log scale; `pixelsPerUnit` is 1 where bins are equally wide. */
export interface Slots {
  scale: HorizontalScale;
  slots: Slot[];
  pixelsPerUnit: number;
}

/** The gap in pixels between ordinary and special bins. */
export const SPECIAL_GAP = 14;

/** Categories are not stretched over a wide panel beyond this many pixels each. */
const MAX_CATEGORY_WIDTH = 110;

/**
 * A special bin is wide enough for its name, unless all of them would then take more than this part of the plot; it is
 * a side note, so it never becomes as broad as a category.
 */
const MIN_SPECIAL_WIDTH = 56;
const MOST_SPECIAL_PART = 0.35;
const MAX_SPECIAL_WIDTH = 72;

/** In value scale an open outer bin takes at least this part of the finite bins' span. */
const OPEN_BIN_PART = 0.05;

interface Interval {
  lower: number;
  upper: number;
}

type Item = Pick<Slot, 'bin' | 'index'>;

/**
 * Places the bins of one distribution side by side: the ordinary ones, a gap, the special ones. Special bins and
 * outer numeric bins that are empty in both windows are left out. Scales of values need ascending, adjoining bins of which at
 * least one has both edges, and none too narrow to have a width on this scale; other distributions fall back to equal bins,
 * which `scale` of the answer says.
 */
export function placeBins(bins: Bin[], wanted: HorizontalScale, width: number): Slots {
  const items = bins.map((bin, index) => ({ bin, index }));
  const ordinary = withoutEmptyEnds(items.filter(({ bin }) => bin.role === 'bin'));
  const special = items.filter(({ bin }) => bin.role !== 'bin' && !isEmpty(bin));
  const gap = ordinary.length > 0 && special.length > 0 ? SPECIAL_GAP : 0;
  const room = Math.max(1, width - gap);
  const even = room / Math.max(1, ordinary.length + special.length);
  const named = special.length * MIN_SPECIAL_WIDTH <= MOST_SPECIAL_PART * room ? MIN_SPECIAL_WIDTH : 0;
  const specialWidth = Math.min(Math.max(even, named), MAX_SPECIAL_WIDTH);
  const left = room - special.length * specialWidth;

  const placed = placeByValue(ordinary, wanted, left) ?? placeEqually(ordinary, left);
  const end = placed.slots.reduce((furthest, slot) => Math.max(furthest, slot.x1), 0) + gap;
  const specialSlots = special.map((item, i) => ({
    ...item,
    x0: end + i * specialWidth,
    x1: end + (i + 1) * specialWidth,
  }));
  return { ...placed, slots: [...placed.slots, ...specialSlots] };
}

/** True when ordinary bins are ranges of numbers rather than categories. */
export function isNumeric(bins: Bin[]): boolean {
  return bins.some((bin) => bin.role === 'bin' && (bin.lower !== null || bin.upper !== null));
}

/** True for a bin of a numeric distribution that holds one value only, such as an exponential grid's zero. */
export function isPoint(bin: Bin): boolean {
  return bin.role === 'bin' && bin.lower === bin.upper;
}

function placeEqually(items: Item[], room: number): Slots {
  const even = room / Math.max(1, items.length);
  const width = isNumeric(items.map(({ bin }) => bin)) ? even : Math.min(even, MAX_CATEGORY_WIDTH);
  const slots = items.map((item, i) => ({ ...item, x0: i * width, x1: (i + 1) * width }));
  return { slots, scale: 'bins', pixelsPerUnit: 1 };
}

/** undefined where the bins have no widths on this scale. */
function placeByValue(items: Item[], scale: HorizontalScale, room: number): Slots | undefined {
  const intervals = scale === 'bins' ? undefined : closeBins(intervalsOf(items, scale));
  if (!intervals) {
    return undefined;
  }
  const lowest = intervals[0]?.lower ?? 0;
  const span = intervals.reduce((sum, { lower, upper }) => sum + upper - lower, 0);
  const pixelsPerUnit = room / span;
  const slots = intervals.flatMap(({ lower, upper }, i) => {
    const item = items[i];
    return item ? [{ ...item, x0: (lower - lowest) * pixelsPerUnit, x1: (upper - lowest) * pixelsPerUnit }] : [];
  });
  // Edges from 1e-300 to 1e300 cannot all be told apart on one scale of values.
  const haveWidth = slots.every(({ x0, x1 }) => x1 > x0 && Number.isFinite(pixelsPerUnit / (x1 - x0)));
  return haveWidth ? { slots, scale, pixelsPerUnit } : undefined;
}

/** The bins' edges on the axis: as they are, or their logarithms. */
function intervalsOf(items: Item[], scale: 'value' | 'log'): Array<Pick<Bin, 'lower' | 'upper'>> {
  const edges = items.map(({ bin: { lower, upper } }) => ({ lower, upper }));
  if (scale === 'value') {
    return edges;
  }
  const place = logarithm(edges.flatMap(({ lower, upper }) => [lower ?? 0, upper ?? 0]));
  const placeEdge = (edge: number | null) => (edge === null ? null : place(edge));
  // A lowest bin from 0 has no place on a logarithmic axis of positive numbers: it is open there.
  return edges.map(({ lower, upper }) => ({
    lower: lower === 0 && place(0) === -Infinity ? null : placeEdge(lower),
    upper: placeEdge(upper),
  }));
}

/** Decimal logarithms of edges above 0; with others besides, of either sign and linear below the smallest edge that is not 0. */
function logarithm(edges: number[]): (x: number) => number {
  const known = edges.filter((edge) => edge !== 0);
  if (known.every((edge) => edge > 0)) {
    return Math.log10;
  }
  const linear = Math.min(...known.map(Math.abs));
  return (x) => Math.sign(x) * Math.log10(1 + Math.abs(x) / linear);
}

/**
 * The bins as finite intervals, or undefined if they are no ascending run. An open outer bin is closed as wide as the
 * nearest finite one, but never to a hairline.
 */
function closeBins(bins: Array<Pick<Bin, 'lower' | 'upper'>>): Interval[] | undefined {
  const finite = bins.flatMap(({ lower, upper }) => (lower === null || upper === null ? [] : [{ lower, upper }]));
  const first = finite[0];
  const last = finite[finite.length - 1];
  if (!first || !last) {
    return undefined;
  }
  const least = OPEN_BIN_PART * (last.upper - first.lower);
  const closed = bins.map(({ lower, upper }) => ({
    lower: lower ?? (upper ?? NaN) - Math.max(least, first.upper - first.lower),
    upper: upper ?? (lower ?? NaN) + Math.max(least, last.upper - last.lower),
  }));
  // The whole span is finite too: numbers near the largest of all have no difference.
  const isFinite = Number.isFinite((closed[closed.length - 1]?.upper ?? NaN) - (closed[0]?.lower ?? NaN));
  const ascending = closed.every(({ lower, upper }) => lower < upper);
  const adjoining = pairs(closed).every(([a, b]) => a.upper === b.lower);
  return isFinite && ascending && adjoining ? closed : undefined;
}

/** Outer bins of a grid that no value of either window fell into say nothing; empty bins between others are gaps. */
function withoutEmptyEnds(items: Item[]): Item[] {
  const filled = items.filter(({ bin }) => !isEmpty(bin)).map(({ index }) => index);
  const [first, last] = [filled[0], filled[filled.length - 1]];
  if (first === undefined || last === undefined || !isNumeric(items.map(({ bin }) => bin))) {
    return items;
  }
  return items.filter(({ index }) => index >= first && index <= last);
}

function isEmpty(bin: Bin): boolean {
  return !bin.current && !bin.baseline && !bin.currentCount && !bin.baselineCount;
}
