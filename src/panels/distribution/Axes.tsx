import React from 'react';

import { Chart } from './chart';
import { ChartColors } from '../../ui/chartColors';
import { Bar } from './geometry';
import { LABEL_SIZE, shorten } from '../../ui/labels';

interface Props {
  chart: Chart;
  colors: ChartColors;
}

/** Gridlines with their shares, the edges of numeric bins, the names of categories and special bins. */
export function Axes({ chart, colors }: Props) {
  const { plot, plotSize, names } = chart;
  const text = { fill: colors.text, fontSize: LABEL_SIZE };
  return (
    <g aria-hidden="true">
      {plot.caption && (
        <text x={-6} y={-10} {...text}>
          {shorten(plot.caption, plotSize.width)}
        </text>
      )}
      {plot.yTicks.map((tick) => (
        <g key={tick.value} transform={`translate(0, ${tick.position})`}>
          <line x2={plotSize.width} stroke={colors.grid} shapeRendering="crispEdges" />
          <text x={-6} dy="0.32em" textAnchor="end" {...text}>
            {tick.text}
          </text>
        </g>
      ))}
      {axisRuns(plot.bars).map(([from, to]) => (
        <path
          key={from}
          d={`M${from},${plotSize.height} H${to}`}
          stroke={colors.axis}
          shapeRendering="crispEdges"
          fill="none"
        />
      ))}
      <Edges chart={chart} colors={colors} />
      {names.map((name) =>
        name.upright ? (
          <text
            key={name.x}
            transform={`translate(${name.x}, ${plotSize.height + 5}) rotate(-90)`}
            dy="0.35em"
            textAnchor="end"
            {...text}
          >
            {name.text}
          </text>
        ) : (
          <text key={name.x} x={name.x} y={plotSize.height + 5 + LABEL_SIZE} textAnchor="middle" {...text}>
            {name.text}
          </text>
        )
      )}
    </g>
  );
}

/** The edges of numeric bins: a mark for each, a text where it fits, an arrow where there is none. */
function Edges({ chart, colors }: Props) {
  const foot = chart.plotSize.height;
  return (
    <>
      {chart.plot.bars.map((bar) => openEnds(bar, foot, colors.text))}
      {chart.plot.edges.map(({ position }) => (
        <line key={position} x1={position} x2={position} y1={foot} y2={foot + 4} stroke={colors.axis} />
      ))}
      {chart.edges.map(({ position, text }) => (
        <text
          key={position}
          x={position}
          y={foot + 5 + LABEL_SIZE}
          textAnchor="middle"
          fill={colors.text}
          fontSize={LABEL_SIZE}
        >
          {text}
        </text>
      ))}
    </>
  );
}

/** The horizontal axis breaks between ordinary and special bins. */
function axisRuns(bars: Bar[]): Array<[number, number]> {
  return [bars.filter((bar) => !bar.special), bars.filter((bar) => bar.special)]
    .filter((run) => run.length > 0)
    .map((run) => [Math.min(...run.map(({ x0 }) => x0)), Math.max(...run.map(({ x1 }) => x1))]);
}

/** An arrow at the foot of an outer bin that has no edge: values go on. */
function openEnds(bar: Bar, foot: number, color: string) {
  const arrow = (x: number, direction: -1 | 1) => (
    <path d={`M${x},${foot - 3.5} l${4 * direction},3.5 l${-4 * direction},3.5 Z`} fill={color} />
  );
  return (
    <g key={bar.index}>
      {bar.open.lower && arrow(bar.x0, -1)}
      {bar.open.upper && arrow(bar.x1, 1)}
    </g>
  );
}
