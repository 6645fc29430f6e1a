import { greatest, max } from 'd3';

import { beyondUsual, Bin, isOutsideMeasures } from '../../frames/distribution';
import { formatEdges } from '../../frames/edges';
import { formatPoints, ValueStyle } from '../../frames/format';
import { hasCaption, Heights, heightsOf, Mode, verticalAxis, VerticalAxis } from './heights';
import { HorizontalScale, isNumeric, isPoint, placeBins, Slot, Slots } from './slots';

/** The room for the plot of one distribution, in pixels, without axes. */
export interface PlotSize {
  width: number;
  height: number;
}

/** How a distribution is drawn. */
export interface Manner {
  mode: Mode;
  scale: HorizontalScale;
  /** What follows a number of the feature, such as `mi`; '' without a unit. */
  unit: string;
  /** How the feature's values are written. */
  values?: ValueStyle;
}

/** One bin as it is drawn, in pixels from the plot's upper left corner. */
export interface Bar extends Slot {
  /** Where the current window's height ends; null when it is not known. */
  currentY: number | null;
  /** Where the baseline's height ends; null when it is not known, and in a difference. */
  baselineY: number | null;
  /** Where the current window's height is expected after earlier windows, from `top` down to `foot`; null when not known. */
  usual: { top: number; foot: number } | null;
  /** On which side the current share lies outside that. */
  beyond: 'below' | 'above' | undefined;
  /** Set apart from the ordinary bins. */
  special: boolean;
  /** An outer bin without an edge on that side. */
  open: { lower: boolean; upper: boolean };
}

/** One mark on an axis: where it stands in pixels, what it stands for, and how that reads. */
export interface Tick {
  position: number;
  value: number;
  text: string;
}

/** The place where two cumulative shares are furthest apart, and how far that is in words. */
export interface Gap {
  x: number;
  top: number;
  foot: number;
  text: string;
}

/** Everything that is drawn of a distribution, in pixels. */
export interface Plot {
  mode: Mode;
  bars: Bar[];
  scale: HorizontalScale;
  numeric: boolean;
  /** Where heights start: the foot of the plot, or the line of no difference. */
  zero: number;
  /** Gridlines of the vertical axis; `value` is a share, a density or a difference of shares. */
  yTicks: Tick[];
  /** What the vertical axis shows, where that is not simply a share; '' else. */
  caption: string;
  /** Inner edges of numeric bins; empty for categories. */
  edges: Tick[];
  /** Only in cumulative mode. */
  gap?: Gap;
}

/** A bar's height in the lane of contributions, as a part 0…1 of the lane. */
export interface LaneBar {
  bar: Bar;
  part: number;
}

/** A distribution on the horizontal axis, before the height of its plot is known. */
export interface Layout {
  manner: Manner;
  placed: Slots;
  /** For each slot. */
  heights: Heights[];
  numeric: boolean;
  edges: Tick[];
}

/** Lays out bars, gridlines and edges of one distribution; see {@link placeBins} for the horizontal axis. */
export function layoutPlot(bins: Bin[], manner: Manner, { width, height }: PlotSize): Plot {
  return layoutVertically(layoutHorizontally(bins, manner, width), height);
}

/** The part of {@link layoutPlot} that needs no height. */
export function layoutHorizontally(bins: Bin[], manner: Manner, width: number): Layout {
  const placed = placeBins(bins, manner.scale, width);
  const numeric = isNumeric(bins);
  return {
    manner,
    placed,
    heights: heightsOf(placed, manner.mode),
    numeric,
    edges: numeric ? edgeTicks(placed.slots, bins, manner.values) : [],
  };
}

/** The rest of {@link layoutPlot}. */
export function layoutVertically({ manner, placed, heights, numeric, edges }: Layout, height: number): Plot {
  const { mode, scale, unit } = manner;
  const axis = verticalAxis(heights, mode, placed, height, unit);
  const bars = placed.slots.map((slot, i) => layoutBar(slot, heights[i]!, axis, mode));
  return {
    mode,
    bars,
    scale: placed.scale,
    numeric,
    zero: axis.place(0),
    yTicks: axis.ticks,
    caption:
      numeric && placed.scale !== scale ? 'bins of equal width: these have no place on such a scale' : axis.caption,
    edges,
    gap: mode === 'cumulative' ? greatestGap(bars, heights) : undefined,
  };
}

/** Whether a line above the plot will say what its height is; see {@link Plot.caption}. */
export function isCaptioned({ manner: { mode, scale }, placed, numeric }: Layout): boolean {
  return hasCaption(mode, placed.scale) || (numeric && placed.scale !== scale);
}

function layoutBar(slot: Slot, { current, baseline, usual }: Heights, { place }: VerticalAxis, mode: Mode): Bar {
  const placeHeight = (height: number | null) => (height === null ? null : place(height));
  return {
    ...slot,
    currentY: placeHeight(current),
    baselineY: mode === 'difference' ? null : placeHeight(baseline),
    usual: usual && { top: placeHeight(usual.high) ?? 0, foot: place(usual.low) },
    beyond: beyondUsual(slot.bin),
    special: slot.bin.role !== 'bin',
    open: { lower: isOpen(slot.bin.lower, slot.bin.upper), upper: isOpen(slot.bin.upper, slot.bin.lower) },
  };
}

/** Where the sums up to a bin's end differ most; none where they are equal throughout or not known. */
function greatestGap(bars: Bar[], heights: Heights[]): Gap | undefined {
  const ends = bars.flatMap((bar, i) => {
    const { current, baseline } = heights[i]!;
    const isKnown = !bar.special && current !== null && baseline !== null;
    return isKnown ? [{ bar, current, baseline, size: Math.abs(current - baseline) }] : [];
  });
  const most = greatest(ends, ({ size }) => size);
  if (!most || most.size < 0.0005 || most.bar.currentY === null || most.bar.baselineY === null) {
    return undefined;
  }
  return {
    x: most.bar.x1,
    top: Math.min(most.bar.currentY, most.bar.baselineY),
    foot: Math.max(most.bar.currentY, most.bar.baselineY),
    text: formatPoints(most.current, most.baseline),
  };
}

/**
 * The bars of the contributions to the population stability index, for the bins that have one. The lane's full height
 * is the larger of the threshold and the greatest contribution, so that a steady subject looks steady.
 */
export function layoutLane(bars: Bar[], threshold: number | null): LaneBar[] {
  const full = Math.max(max(bars, ({ bin }) => bin.contribution ?? 0) ?? 0, threshold ?? 0);
  return bars.flatMap((bar) => {
    const { contribution } = bar.bin;
    return contribution === null || isOutsideMeasures(bar.bin)
      ? []
      : [{ bar, part: full > 0 ? Math.max(0, contribution) / full : 0 }];
  });
}

/** The bin that moved most: the one with the greatest positive contribution, if any has one. */
export function mostMoved(bins: Bin[]): Bin | undefined {
  const contributing = bins.filter((bin) => (bin.contribution ?? 0) > 0);
  const most = max(contributing, (bin) => bin.contribution ?? 0);
  return contributing.find((bin) => bin.contribution === most);
}

/** A range without an edge on this side; a category and a point have none on either. */
function isOpen(edge: number | null, opposite: number | null): boolean {
  return edge === null && opposite !== null;
}

/**
 * The finite edges at which numeric bins meet or end. A point has none, nor what meets it: its own name stands there.
 * They are rounded among the edges of all bins, as in their labels, also of those that have no slot.
 */
function edgeTicks(slots: Slot[], bins: Bin[], style?: ValueStyle): Tick[] {
  const ranges = slots.filter(({ bin }) => bin.role === 'bin');
  const marks = ranges.flatMap(({ bin, x0, x1 }, i) => {
    if (isPoint(bin)) {
      return [];
    }
    const [before, after] = [ranges[i - 1]?.bin, ranges[i + 1]?.bin];
    const isFirst = before === undefined || before.upper !== bin.lower;
    return [
      { value: isFirst && !(before && isPoint(before)) ? bin.lower : null, position: x0 },
      { value: after && isPoint(after) ? null : bin.upper, position: x1 },
    ];
  });
  const edges = bins.flatMap(({ role, lower, upper }) => (role === 'bin' ? [lower, upper] : [])).filter(isKnown);
  const formatted = formatEdges(edges, style);
  const texts = new Map(edges.map((edge, i) => [edge, formatted[i]]));
  return marks.flatMap(({ value, position }) =>
    isKnown(value) ? [{ value, position, text: texts.get(value) ?? '' }] : []
  );
}

const isKnown = (edge: number | null): edge is number => edge !== null;
