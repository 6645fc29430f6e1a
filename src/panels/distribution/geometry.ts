import { max, scaleLinear } from 'd3';

import { beyondUsual, Bin, isOutsideMeasures } from '../../frames/distribution';
import { formatEdges } from '../../frames/format';
import { HorizontalScale, isNumeric, isPoint, placeBins, Slot } from './slots';

/** The room for the plot of one distribution, in pixels, without axes. */
export interface PlotSize {
  width: number;
  height: number;
}

/** One bin as it is drawn, in pixels from the plot's upper left corner. */
export interface Bar extends Slot {
  /** The top of the current window's bar; null when its share is not known. */
  currentY: number | null;
  /** The top of the baseline's bar; null when its share is not known. */
  baselineY: number | null;
  /** Where the current window's top is expected after earlier windows, from `top` down to `foot`; null when not known. */
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

/** Everything that is drawn of a distribution, in pixels. */
export interface Plot {
  bars: Bar[];
  scale: HorizontalScale;
  numeric: boolean;
  /** Gridlines of the vertical axis; `value` is a share, or a density in value scale. */
  yTicks: Tick[];
  /** Inner edges of numeric bins; empty for categories. */
  edges: Tick[];
}

/** A bar's height in the lane of contributions, as a part 0…1 of the lane. */
export interface LaneBar {
  bar: Bar;
  part: number;
}

/** Lays out bars, gridlines and edges of one distribution; see {@link placeBins} for the horizontal axis. */
export function layoutPlot(bins: Bin[], wanted: HorizontalScale, size: PlotSize): Plot {
  const numeric = isNumeric(bins);
  const { scale, slots, pixelsPerUnit } = placeBins(bins, wanted, size.width);
  // Area is share in value scale: a bar of s pixels is s / pixelsPerUnit units wide, special bins included.
  const heightOf = (share: number, slot: Slot) =>
    scale === 'value' ? (share * pixelsPerUnit) / (slot.x1 - slot.x0) : share;
  const greatest = max(slots, (slot) => heightOf(greatestShare(slot.bin), slot)) || 1;
  const ticks = Math.max(2, Math.min(5, Math.floor(size.height / 40)));
  const y = scaleLinear().domain([0, greatest]).range([size.height, 0]).nice(ticks);
  const percent = y.tickFormat(ticks, '%');
  const top = (share: number | null, slot: Slot) => (share === null ? null : y(heightOf(share, slot)));

  return {
    scale,
    numeric,
    bars: slots.map((slot) => ({
      ...slot,
      currentY: top(slot.bin.current, slot),
      baselineY: top(slot.bin.baseline, slot),
      usual: usualOf(slot, top),
      beyond: beyondUsual(slot.bin),
      special: slot.bin.role !== 'bin',
      open: { lower: isOpen(slot.bin.lower, slot.bin.upper), upper: isOpen(slot.bin.upper, slot.bin.lower) },
    })),
    yTicks: y.ticks(ticks).map((value) => ({ value, position: y(value), text: percent(value) })),
    edges: numeric ? edgeTicks(slots) : [],
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

function greatestShare({ current, baseline, usualHigh }: Bin): number {
  return Math.max(current ?? 0, baseline ?? 0, usualHigh ?? 0);
}

/** A range that is open on one side, such as one without a lower limit, ends where shares do. */
function usualOf(slot: Slot, top: (share: number | null, slot: Slot) => number | null): Bar['usual'] {
  const { usualLow, usualHigh } = slot.bin;
  if (usualLow === null && usualHigh === null) {
    return null;
  }
  return { top: top(usualHigh, slot) ?? 0, foot: top(usualLow ?? 0, slot) ?? 0 };
}

/** A range without an edge on this side; a category and a point have none on either. */
function isOpen(edge: number | null, opposite: number | null): boolean {
  return edge === null && opposite !== null;
}

/** The finite edges at which numeric bins meet or end. Beside a point there is none: the point's own name stands there. */
function edgeTicks(slots: Slot[]): Tick[] {
  const ranges = slots.filter(({ bin }) => bin.role === 'bin');
  const marks = ranges.flatMap(({ bin, x0, x1 }, i) => {
    const [before, after] = [ranges[i - 1]?.bin, ranges[i + 1]?.bin];
    const isFirst = before === undefined || before.upper !== bin.lower;
    return [
      { value: isFirst && !(before && isPoint(before)) ? bin.lower : null, position: x0 },
      { value: after && isPoint(after) ? null : bin.upper, position: x1 },
    ];
  });
  const finite = marks.flatMap(({ value, position }) => (value === null ? [] : [{ value, position }]));
  const texts = formatEdges(finite.map(({ value }) => value));
  return finite.map((mark, i) => ({ ...mark, text: texts[i] ?? '' }));
}
