import React, { useMemo, useState } from 'react';

import { describeGaps, describeGroup } from '../../../frames/describeCalibration';
import { formatCount, formatPoints, formatShare } from '../../../frames/format';
import { Calibrated, CalibrationCurve, ScoreGroup } from '../../../frames/outcomes';
import { ChartColors, useChartColors } from '../../../ui/chartColors';
import { ChartTooltip, TooltipAnchor, TooltipLine } from '../../../ui/ChartTooltip';
import { LABEL_SIZE } from '../../../ui/labels';
import { MarkTarget, MarkTargets } from '../../../ui/MarkTargets';
import { layoutCurve, Mark, MARGIN, pathOf, Plot } from './geometry';

interface Props {
  curve: CalibrationCurve;
  /** The least and the greatest share of both axes. */
  domain: [number, number];
  width: number;
  height: number;
}

/** What scores said against what came true, in both windows over each other; on the diagonal both are equal. */
export function CalibrationChart({ curve, domain, width, height }: Props) {
  const colors = useChartColors();
  const [anchor, setAnchor] = useState<TooltipAnchor | undefined>();
  const plot = useMemo(() => layoutCurve(curve, domain, { width, height }), [curve, domain, width, height]);
  const active = anchor && curve.groups[anchor.index];
  return (
    <>
      <svg
        width={width}
        height={height}
        role="group"
        aria-roledescription="calibration curve"
        aria-label={`${curve.title}: ${describeGaps(curve)}. Arrow keys move from group to group.`}
      >
        <g transform={`translate(${MARGIN.left}, ${MARGIN.top})`}>
          <g aria-hidden="true">
            <Axes plot={plot} colors={colors} />
            <BaselineMarks marks={plot.baseline} colors={colors} />
            <CurrentMarks marks={plot.current} colors={colors} />
          </g>
          <MarkTargets targets={targetsOf(plot, curve.groups)} direction="horizontal" onActivate={setAnchor} />
        </g>
      </svg>
      {anchor && active && <GroupTooltip group={active} names={curve.names} anchor={anchor} />}
    </>
  );
}

/** Gridlines with their shares, what the axes are, and the diagonal. */
function Axes({ plot, colors }: { plot: Plot; colors: ChartColors }) {
  const { width, height, xTicks, yTicks } = plot;
  const text = { fill: colors.text, fontSize: LABEL_SIZE };
  return (
    <>
      {yTicks.map(({ position, text: share }) => (
        <g key={position} transform={`translate(0, ${position})`}>
          <line x2={width} stroke={colors.grid} shapeRendering="crispEdges" />
          <text x={-6} dy="0.32em" textAnchor="end" {...text}>
            {share}
          </text>
        </g>
      ))}
      {xTicks.map(({ position, text: share }) => (
        <g key={position} transform={`translate(${position}, 0)`}>
          <line y2={height} stroke={colors.grid} shapeRendering="crispEdges" />
          <text y={height + 5 + LABEL_SIZE} textAnchor="middle" {...text}>
            {share}
          </text>
        </g>
      ))}
      <line data-mark="diagonal" y1={height} x2={width} stroke={colors.axis} strokeDasharray="4 3" />
      <text x={4} y={LABEL_SIZE} {...text}>
        came true
      </text>
      <text x={width} y={height + 30} textAnchor="end" {...text}>
        mean score
      </text>
    </>
  );
}

/** The baseline: rings on a thin line. */
function BaselineMarks({ marks, colors }: { marks: Mark[]; colors: ChartColors }) {
  return (
    <g data-window="baseline" stroke={colors.baselineLine} fill="none">
      <path d={pathOf(marks)} strokeOpacity={0.5} />
      {marks.map(({ index, x, y, radius, whisker }) => (
        <g key={index}>
          {whisker && <line x1={x} x2={x} y1={whisker.top} y2={whisker.foot} strokeOpacity={0.5} />}
          <circle cx={x} cy={y} r={radius} fill={colors.hatch} strokeWidth={1.5} />
        </g>
      ))}
    </g>
  );
}

/** The current window: dots on a strong line; with a rim where the gap is beyond chance. */
function CurrentMarks({ marks, colors }: { marks: Mark[]; colors: ChartColors }) {
  return (
    <g data-window="current" stroke={colors.current} fill="none">
      <path d={pathOf(marks)} strokeWidth={2} />
      {marks.map(({ index, x, y, radius, whisker, isOff }) => (
        <g key={index}>
          {whisker && <line x1={x} x2={x} y1={whisker.top} y2={whisker.foot} strokeWidth={1.5} />}
          <circle
            data-off={isOff || undefined}
            cx={x}
            cy={y}
            r={radius}
            fill={colors.current}
            stroke={isOff ? colors.textStrong : colors.current}
          />
        </g>
      ))}
    </g>
  );
}

/** Targets over the groups, as tall as the plot. */
function targetsOf({ targets, height }: Plot, groups: ScoreGroup[]): MarkTarget[] {
  return targets.map(({ index, x, width }) => ({
    key: index,
    index,
    label: describeGroup(groups[index]!),
    x,
    width,
    height,
  }));
}

interface TooltipProps {
  group: ScoreGroup;
  names: CalibrationCurve['names'];
  anchor: TooltipAnchor;
}

function GroupTooltip({ group, names, anchor }: TooltipProps) {
  const linesOf = (name: string, mark: 'dot' | 'ring', one: Calibrated): TooltipLine[] => [
    { mark, name: `${name}, said`, value: formatShare(one.score), detail: `${formatCount(one.count)} rows` },
    {
      name: `${name}, came true`,
      value: formatShare(one.value),
      detail: one.lower === null ? '' : `${formatShare(one.lower)} to ${formatShare(one.upper)}`,
    },
    { name: `${name}, gap`, value: formatPoints(one.score, one.value) },
  ];
  return (
    <ChartTooltip
      anchor={anchor}
      title={`Scores ${group.name}`}
      lines={[...linesOf(names.current, 'dot', group.current), ...linesOf(names.baseline, 'ring', group.baseline)]}
      notes={['The gap is the mean score minus the share that came true']}
    />
  );
}
