import React, { useMemo, useState } from 'react';

import { describeGaps, describeGroup } from '../../../frames/describeCalibration';
import { formatCount, formatEffect, formatValue } from '../../../frames/format';
import { Calibrated, CalibrationCurve, ScoreGroup } from '../../../frames/outcomes';
import { ChartColors, useChartColors } from '../../../ui/chartColors';
import { ChartTooltip, TooltipAnchor, TooltipLine } from '../../../ui/ChartTooltip';
import { LABEL_SIZE } from '../../../ui/labels';
import { MarkTarget, MarkTargets } from '../../../ui/MarkTargets';
import { DataLinks, pickerOf } from '../../../ui/useDataLinks';
import { layoutCurve, Mark, MARGIN, pathOf, Plot } from './geometry';

interface Props {
  curve: CalibrationCurve;
  /** The least and the greatest share of both axes. */
  domain: [number, number];
  width: number;
  height: number;
  pickOf: DataLinks['pickOf'];
}

/** What scores said against what came true, in both windows over each other; on the diagonal both are equal. */
export function CalibrationChart({ curve, domain, width, height, pickOf }: Props) {
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
          <MarkTargets
            targets={targetsOf(plot, curve)}
            direction="horizontal"
            onActivate={setAnchor}
            onPick={pickerOf(curve.groups, pickOf)}
          />
        </g>
      </svg>
      {anchor && active && <GroupTooltip group={active} curve={curve} anchor={anchor} />}
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
function targetsOf({ targets, height }: Plot, { groups, values }: CalibrationCurve): MarkTarget[] {
  return targets.map(({ index, x, width }) => ({
    key: index,
    index,
    label: describeGroup(groups[index]!, values),
    x,
    width,
    height,
  }));
}

interface TooltipProps {
  group: ScoreGroup;
  curve: CalibrationCurve;
  anchor: TooltipAnchor;
}

function GroupTooltip({ group, curve, anchor }: TooltipProps) {
  const { names, values } = curve;
  const write = (value: number | null) => formatValue(value, values);
  const gapOf = ({ score, value }: Calibrated) => (score === null || value === null ? null : score - value);
  const linesOf = (name: string, mark: 'dot' | 'ring', one: Calibrated): TooltipLine[] => [
    { mark, name: `${name}, said`, value: write(one.score), detail: `${formatCount(one.count)} rows` },
    {
      name: `${name}, came true`,
      value: write(one.value),
      detail: one.lower === null ? '' : `${write(one.lower)} to ${write(one.upper)}`,
    },
    { name: `${name}, gap`, value: formatEffect(gapOf(one), values) },
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
