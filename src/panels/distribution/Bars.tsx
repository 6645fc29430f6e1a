import React from 'react';

import { Chart } from './chart';
import { ChartColors } from '../../ui/chartColors';
import { Bar, Plot } from './geometry';

interface Props {
  chart: Chart;
  colors: ChartColors;
  /** The index of the bin under the pointer or the focus. */
  active: number | undefined;
  hatchId: string;
}

/** The parts of a slot that stay free on either side of a bar. */
interface Insets {
  baseline: number;
  current: number;
}

/**
 * The baseline as a broad, pale block with a strong upper edge, the current window as a narrower bar in front of it and
 * behind that edge, so that both heights can be read whichever is greater. Between them a band shows where earlier windows
 * expect the current one; an arrow marks a bin that lies outside. Special bins are hatched.
 */
export function Bars({ chart, colors, active, hatchId }: Props) {
  const { plot, plotSize } = chart;
  const foot = plotSize.height;
  return (
    <g aria-hidden="true">
      <defs>
        <pattern id={hatchId} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={2} height={5} fill={colors.hatch} />
        </pattern>
      </defs>
      {plot.bars.map((bar) => {
        const insets = insetsOf(bar, plot);
        return (
          <g key={bar.index}>
            {bar.index === active && <rect x={bar.x0} width={bar.x1 - bar.x0} height={foot} fill={colors.highlight} />}
            {block(bar, bar.baselineY, insets.baseline, foot, { fill: colors.baseline })}
            {usualRange(bar, colors.usual)}
            {block(bar, bar.currentY, insets.current, foot, {
              fill: colors.current,
              fillOpacity: plot.scale === 'value' ? 0.6 : 0.9,
            })}
            {bar.special && (
              <>
                {block(bar, bar.baselineY, insets.baseline, foot, { fill: `url(#${hatchId})`, fillOpacity: 0.6 })}
                {block(bar, bar.currentY, insets.current, foot, { fill: `url(#${hatchId})`, fillOpacity: 0.6 })}
              </>
            )}
            {baselineEdge(bar, insets.baseline, colors.baselineLine)}
            {bar.beyond && beyondMark(bar, colors.beyond)}
          </g>
        );
      })}
    </g>
  );
}

function insetsOf(bar: Bar, plot: Plot): Insets {
  if (bar.special || !plot.numeric) {
    return { baseline: 0.08, current: 0.26 };
  }
  // In value scale a bar's width means something, so both take all of it.
  return plot.scale === 'value' ? { baseline: 0, current: 0 } : { baseline: 0.02, current: 0.22 };
}

/** A bar from its top to the foot; a share that is small but not zero still shows as a pixel. */
function block(bar: Bar, top: number | null, inset: number, foot: number, paint: React.SVGProps<SVGRectElement>) {
  if (top === null || top >= foot) {
    return null;
  }
  const slot = bar.x1 - bar.x0;
  const height = Math.max(1, foot - top);
  return (
    <rect
      x={bar.x0 + inset * slot}
      width={Math.max(1, slot * (1 - 2 * inset) - (inset === 0 ? 1 : 0))}
      y={foot - height}
      height={height}
      {...paint}
    />
  );
}

/** The band in which earlier windows expect the top of the current bar. */
function usualRange(bar: Bar, fill: string) {
  if (bar.usual === null) {
    return null;
  }
  const height = Math.max(1, bar.usual.foot - bar.usual.top);
  return <rect x={bar.x0} width={Math.max(1, bar.x1 - bar.x0)} y={bar.usual.top} height={height} fill={fill} />;
}

const ARROW = 7;

/** An arrow above the current bar that points to the side on which it lies outside the expected range. */
function beyondMark(bar: Bar, fill: string) {
  const [x, foot] = [(bar.x0 + bar.x1) / 2, Math.max(ARROW, (bar.currentY ?? 0) - 2)];
  const path =
    bar.beyond === 'above'
      ? `M${x - ARROW / 2},${foot} h${ARROW} L${x},${foot - ARROW} Z`
      : `M${x - ARROW / 2},${foot - ARROW} h${ARROW} L${x},${foot} Z`;
  return <path d={path} fill={fill} />;
}

function baselineEdge(bar: Bar, inset: number, color: string) {
  if (bar.baselineY === null) {
    return null;
  }
  const slot = bar.x1 - bar.x0;
  return (
    <line
      x1={bar.x0 + inset * slot}
      x2={bar.x1 - inset * slot}
      y1={bar.baselineY}
      y2={bar.baselineY}
      stroke={color}
      strokeWidth={1.5}
    />
  );
}
