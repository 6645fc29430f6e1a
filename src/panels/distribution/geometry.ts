import { max, scaleLinear } from 'd3';

import { Bin } from '../../frames/distribution';
import { formatEdges } from '../../frames/format';
import { HorizontalScale, isNumeric, placeBins, Slot } from './slots';

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
  const greatest = max(slots, (slot) => heightOf(Math.max(slot.bin.current ?? 0, slot.bin.baseline ?? 0), slot)) || 1;
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
      special: slot.bin.role !== 'bin',
      open: { lower: numeric && isOpen(slot.bin, 'lower'), upper: numeric && isOpen(slot.bin, 'upper') },
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
    return contribution === null ? [] : [{ bar, part: full > 0 ? Math.max(0, contribution) / full : 0 }];
  });
}

/** The bin that moved most: the one with the greatest positive contribution, if any has one. */
export function mostMoved(bins: Bin[]): Bin | undefined {
  const contributing = bins.filter((bin) => (bin.contribution ?? 0) > 0);
  const most = max(contributing, (bin) => bin.contribution ?? 0);
  return contributing.find((bin) => bin.contribution === most);
}

function isOpen(bin: Bin, side: 'lower' | 'upper'): boolean {
  return bin.role === 'bin' && bin[side] === null;
}

/** The finite edges of the ordinary bins, each once, where the bins meet. */
function edgeTicks(slots: Slot[]): Tick[] {
  const positions = new Map<number, number>();
  for (const { bin, x0, x1 } of slots) {
    if (bin.lower !== null) {
      positions.set(bin.lower, x0);
    }
    if (bin.upper !== null) {
      positions.set(bin.upper, x1);
    }
  }
  const values = Array.from(positions.keys());
  const texts = formatEdges(values);
  return Array.from(positions, ([value, position], i) => ({ value, position, text: texts[i] ?? '' }));
}
