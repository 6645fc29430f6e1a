import React from 'react';

import { beyondStyle, ChartColors } from '../../ui/chartColors';
import { LABEL_SIZE } from '../../ui/labels';
import { Chart } from './chart';
import { Bar, Gap, Plot } from './geometry';
import { showsUsual } from './heights';
import { arrows, bands, blocks, course, levels, outline } from './paths';

interface Props {
  chart: Chart;
  colors: ChartColors;
  /** The index of the bin under the pointer or the focus. */
  active: number | undefined;
  hatchId: string;
}

interface Drawn extends Pick<Props, 'colors' | 'hatchId'> {
  plot: Plot;
  bars: Bar[];
}

/**
 * The marks of both windows in the plot's mode. Special bins are hatched bars in every mode, because they have no place
 * among the others.
 */
export function Marks({ chart, colors, active, hatchId }: Props) {
  const { plot, plotSize } = chart;
  const special = plot.bars.filter((bar) => bar.special);
  const ordinary = plot.bars.filter((bar) => !bar.special);
  const highlit = plot.bars.find(({ index }) => index === active);
  const Ordinary = plot.numeric || plot.mode === 'difference' ? MARKS[plot.mode] : CATEGORY_MARKS[plot.mode];
  return (
    <g aria-hidden="true">
      <defs>
        <pattern id={hatchId} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={2} height={5} fill={colors.hatch} />
        </pattern>
      </defs>
      {highlit && (
        <rect x={highlit.x0} width={highlit.x1 - highlit.x0} height={plotSize.height} fill={colors.highlight} />
      )}
      {showsUsual(plot.mode) && <Mark data-mark="usual" d={bands(plot.bars)} fill={colors.usual} />}
      <Ordinary plot={plot} bars={ordinary} colors={colors} hatchId={hatchId} />
      {special.length > 0 && <SpecialBars plot={plot} bars={special} colors={colors} hatchId={hatchId} />}
      {showsUsual(plot.mode) && <Mark data-mark="beyond" d={arrows(plot.bars, plot.zero)} {...beyondStyle(colors)} />}
      {plot.mode === 'difference' && (
        <Mark
          d={levelLine(plot)}
          stroke={colors.baselineLine}
          strokeWidth={1.5}
          fill="none"
          shapeRendering="crispEdges"
        />
      )}
      {plot.gap && <GapMark gap={plot.gap} colors={colors} />}
    </g>
  );
}

/** A path, unless it is empty. */
function Mark(props: React.SVGProps<SVGPathElement>) {
  return props.d ? <path {...props} /> : null;
}

/**
 * The baseline as broad, pale blocks with a strong upper edge, the current window as narrower bars in front of them and
 * behind that edge, so that both heights can be read whichever is greater.
 */
function Bars({ plot, bars, colors }: Drawn) {
  const inset = insetsOf(plot, bars[0]?.special ?? false);
  return (
    <>
      <Mark data-mark="baseline" d={blocks(bars, 'baselineY', inset.baseline, plot.zero)} fill={colors.baseline} />
      <Mark
        data-mark="current"
        d={blocks(bars, 'currentY', inset.current, plot.zero)}
        fill={colors.current}
        fillOpacity={plot.scale === 'bins' ? 0.9 : 0.6}
      />
      <Mark
        d={levels(bars, 'baselineY', inset.baseline)}
        stroke={colors.baselineLine}
        strokeWidth={1.5}
        fill="none"
        data-mark="baseline-edge"
      />
    </>
  );
}

function SpecialBars({ plot, bars, colors, hatchId }: Drawn) {
  const inset = insetsOf(plot, true);
  const hatched =
    blocks(bars, 'baselineY', inset.baseline, plot.zero) + blocks(bars, 'currentY', inset.current, plot.zero);
  return (
    <g data-special="true">
      <Bars plot={plot} bars={bars} colors={colors} hatchId={hatchId} />
      <Mark d={hatched} fill={`url(#${hatchId})`} fillOpacity={0.6} />
    </g>
  );
}

function insetsOf(plot: Plot, special: boolean): { baseline: number; current: number } {
  if (special || !plot.numeric) {
    return { baseline: 0.08, current: 0.26 };
  }
  // On scales of values a bar's width means something, so both take all of it.
  return plot.scale === 'bins' ? { baseline: 0.02, current: 0.22 } : { baseline: 0, current: 0 };
}

/** The outlines of both windows, the baseline filled. */
function Steps({ plot, bars, colors }: Drawn) {
  return (
    <Lines
      {...{ plot, colors }}
      baseline={outline(bars, 'baselineY', plot.zero)}
      current={outline(bars, 'currentY', plot.zero)}
    />
  );
}

/** The sums of both windows as lines. Inside a bin they are drawn straight, as if its values lay evenly. */
function Courses({ plot, bars, colors }: Drawn) {
  const foot = (bar: Bar | undefined) => (bar ? `V${Math.round(plot.zero)}H${Math.round(bars[0]!.x0)}Z` : '');
  const baseline = course(bars, 'baselineY', plot.zero);
  return (
    <Lines
      {...{ plot, colors, baseline }}
      area={baseline && `${baseline}${foot(bars[bars.length - 1])}`}
      current={course(bars, 'currentY', plot.zero)}
    />
  );
}

function Lines(props: Pick<Drawn, 'plot' | 'colors'> & { baseline: string; current: string; area?: string }) {
  const { colors, baseline, current, area = baseline } = props;
  return (
    <>
      <Mark data-mark="baseline" d={area} fill={colors.baseline} />
      <Mark d={baseline} fill="none" stroke={colors.baselineLine} strokeWidth={1.5} strokeDasharray="4 2" />
      <Mark data-mark="current" d={current} fill="none" stroke={colors.current} strokeWidth={2.25} />
    </>
  );
}

/** Categories do not adjoin: a level for each, without a line between them. */
function Levels({ plot, bars, colors }: Drawn) {
  const inset = 0.1;
  return (
    <>
      <Mark data-mark="baseline" d={blocks(bars, 'baselineY', inset, plot.zero)} fill={colors.baseline} />
      <Mark
        d={levels(bars, 'baselineY', inset)}
        fill="none"
        stroke={colors.baselineLine}
        strokeWidth={1.5}
        strokeDasharray="4 2"
      />
      <Mark
        data-mark="current"
        d={levels(bars, 'currentY', inset)}
        fill="none"
        stroke={colors.current}
        strokeWidth={3}
      />
    </>
  );
}

const MARKS = { bars: Bars, steps: Steps, cumulative: Courses, difference: Bars };
const CATEGORY_MARKS = { bars: Bars, steps: Levels, cumulative: Levels, difference: Bars };

/** The line of no difference, across all bins. */
function levelLine({ bars, zero }: Plot): string {
  const last = bars[bars.length - 1];
  return last ? `M${bars[0]!.x0},${zero}H${last.x1}` : '';
}

/** The greatest distance between two cumulative lines, measured where it is. */
function GapMark({ gap, colors }: { gap: Gap; colors: ChartColors }) {
  return (
    <>
      <Mark
        data-mark="gap"
        d={`M${gap.x - 3},${gap.top}h6M${gap.x},${gap.top}V${gap.foot}M${gap.x - 3},${gap.foot}h6`}
        stroke={colors.beyond}
        strokeWidth={1.5}
        fill="none"
      />
      <text
        x={gap.x - 6}
        y={(gap.top + gap.foot) / 2}
        dy="0.32em"
        textAnchor="end"
        fill={colors.textStrong}
        stroke={colors.hatch}
        strokeWidth={3}
        paintOrder="stroke"
        fontSize={LABEL_SIZE}
      >
        {gap.text}
      </text>
    </>
  );
}
