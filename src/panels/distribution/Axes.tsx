import React from 'react';

import { Chart } from './chart';
import { ChartColors } from '../../ui/chartColors';
import { Bar } from './geometry';
import { LABEL_SIZE, shorten } from '../../ui/labels';
import { px } from './paths';

interface Props {
  chart: Chart;
  colors: ChartColors;
}

/** Half the height in pixels of a digit: what moves a text from its line to its middle. */
const MIDDLE = 0.32 * LABEL_SIZE;

/** Gridlines with their shares, the edges of numeric bins, the names of categories and special bins. */
export function Axes({ chart, colors }: Props) {
  const { plot, plotSize, names } = chart;
  return (
    <g aria-hidden="true" fill={colors.text} fontSize={LABEL_SIZE}>
      {plot.caption && (
        <text x={-6} y={-10}>
          {shorten(plot.caption, plotSize.width)}
        </text>
      )}
      <path
        data-mark="grid"
        d={plot.yTicks.map(({ position }) => `M0,${px(position)}H${px(plotSize.width)}`).join('')}
        stroke={colors.grid}
        fill="none"
        shapeRendering="crispEdges"
      />
      <g textAnchor="end">
        {plot.yTicks.map((tick) => (
          <text key={tick.value} x={-6} y={px(tick.position + MIDDLE)}>
            {tick.text}
          </text>
        ))}
      </g>
      <path
        data-mark="axis"
        d={axisRuns(plot.bars)
          .map(([from, to]) => `M${px(from)},${px(plotSize.height)}H${px(to)}`)
          .join('')}
        stroke={colors.axis}
        fill="none"
        shapeRendering="crispEdges"
      />
      <Edges chart={chart} colors={colors} />
      {names.map((name) =>
        name.upright ? (
          <text
            key={name.x}
            transform={`translate(${name.x}, ${plotSize.height + 5}) rotate(-90)`}
            dy="0.35em"
            textAnchor="end"
          >
            {name.text}
          </text>
        ) : (
          <text key={name.x} x={name.x} y={plotSize.height + 5 + LABEL_SIZE} textAnchor="middle">
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
  const { bars, edges } = chart.plot;
  const open = bars.map((bar) => openEnds(bar, foot)).join('');
  return (
    <>
      {open && <path data-mark="open" d={open} />}
      {edges.length > 0 && (
        <path
          data-mark="edges"
          d={edges.map(({ position }) => `M${px(position)},${px(foot)}v4`).join('')}
          stroke={colors.axis}
          fill="none"
        />
      )}
      {chart.edges.map(({ position, text }) => (
        <text key={position} x={px(position)} y={px(foot + 5 + LABEL_SIZE)} textAnchor="middle">
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
function openEnds({ open, x0, x1 }: Bar, foot: number): string {
  const arrow = (x: number, direction: -1 | 1) =>
    `M${px(x)},${px(foot - 3.5)}l${4 * direction},3.5l${-4 * direction},3.5Z`;
  return (open.lower ? arrow(x0, -1) : '') + (open.upper ? arrow(x1, 1) : '');
}
