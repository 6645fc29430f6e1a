import { Distribution } from '../../frames/distribution';
import { leadingMeasure } from '../../frames/comparison';
import {
  isCaptioned,
  LaneBar,
  layoutHorizontally,
  layoutLane,
  layoutVertically,
  Plot,
  PlotSize,
  Tick,
} from './geometry';
import { Label, labelHeight, layoutNames, textWidth, UPRIGHT_PADDING, withoutOverlap } from '../../ui/labels';
import { arrangeBins } from './bins';
import { DistributionOptions } from './options';
import { isPoint } from './slots';

/** Room around the plot in pixels: `left` for the vertical axis, `right` for half of the last edge's text. */
export const MARGIN = { left: 42, right: 14, top: 8 } as const;

/** The height of the lane of contributions, and the room above it. */
export const LANE_HEIGHT = 14;
const LANE_GAP = 6;
const MIN_PLOT_HEIGHT = 24;
/** Bins that would be narrower than this many pixels are taken together. */
const MIN_BIN_WIDTH = 6;
/** A line above the plot says what its height is, where that is not simply a share. */
const CAPTION_HEIGHT = 14;

/** One distribution's whole chart: the plot, its axis texts and, if wanted, the lane of contributions. */
export interface Chart {
  /** The room above the plot in pixels. */
  top: number;
  plot: Plot;
  plotSize: PlotSize;
  /** Names of categories, single values and special bins. */
  names: Label[];
  /** The inner edges whose texts fit. */
  edges: Tick[];
  /** Undefined when the lane is not wanted or the contributions are not known; `top` counts from the plot's top. */
  lane?: { top: number; bars: LaneBar[] };
}

/** What of the panel's options a chart depends on. */
export type ChartOptions = Pick<DistributionOptions, 'mode' | 'scale' | 'order' | 'showContribution'>;

/** Lays out the chart of one distribution in the given pixels. */
export function layoutChart(distribution: Distribution, size: PlotSize, options: ChartOptions): Chart {
  const { mode, scale } = options;
  const width = Math.max(1, size.width - MARGIN.left - MARGIN.right);
  const bins = arrangeBins(distribution.bins, options.order, Math.max(2, Math.floor(width / MIN_BIN_WIDTH)));
  const layout = layoutHorizontally(bins, { mode, scale, unit: distribution.unit, values: distribution.values }, width);
  // The plot's height depends on how tall the names below it turn out; where bars stand and whether there is a caption does not.
  const { slots } = layout.placed;
  const top = MARGIN.top + (isCaptioned(layout) ? CAPTION_HEIGHT : 0);
  const names = layoutNames(
    slots
      .filter(({ bin }) => bin.role !== 'bin' || !layout.numeric || isPoint(bin))
      .map(({ bin, x0, x1 }) => ({
        text: bin.role === 'bin' ? bin.label : bin.label.replace(/^\(|\)$/g, ''),
        x: (x0 + x1) / 2,
        room: x1 - x0,
      })),
    size.height - top - LANE_HEIGHT - LANE_GAP - MIN_PLOT_HEIGHT - UPRIGHT_PADDING
  );
  const measure = leadingMeasure(distribution.comparison);
  const isMeasured = !measure || measure.value !== null;
  const hasLane = options.showContribution && isMeasured && slots.some(({ bin }) => bin.contribution !== null);
  const below = labelHeight(names) + (hasLane ? LANE_HEIGHT + LANE_GAP : 0);
  const height = Math.max(MIN_PLOT_HEIGHT, size.height - top - below);
  const plot = layoutVertically(layout, height);
  const threshold = measure?.threshold ?? null;
  return {
    top,
    plot,
    plotSize: { width, height },
    names,
    edges: withoutOverlap(plot.edges, ({ position, text }) => ({ x: position, width: textWidth(text) }), 4),
    lane: hasLane ? { top: height + labelHeight(names) + LANE_GAP, bars: layoutLane(plot.bars, threshold) } : undefined,
  };
}
