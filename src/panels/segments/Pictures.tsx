import React from 'react';

import { ChartColors } from '../../ui/chartColors';
import { Mark, Waterfall } from './geometry';

const HEIGHT = 28;

interface IntervalProps {
  current: Mark;
  baseline: Mark;
  width: number;
  colors: ChartColors;
}

/** Both windows with their intervals: the baseline as a ring above, the current window as a dot below it. */
export function IntervalPicture({ current, baseline, width, colors }: IntervalProps) {
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      {whisker(baseline, 9, colors.text)}
      {baseline.x !== null && (
        <circle cx={baseline.x} cy={9} r={3.5} fill={colors.hatch} stroke={colors.baselineLine} strokeWidth={1.5} />
      )}
      {whisker(current, 19, colors.current)}
      {current.x !== null && <circle cx={current.x} cy={19} r={4} fill={colors.current} />}
    </svg>
  );
}

function whisker({ from, to }: Mark, y: number, stroke: string) {
  return from === null || to === null ? null : <line x1={from} x2={to} y1={y} y2={y} stroke={stroke} strokeWidth={2} />;
}

interface StepProps {
  waterfall: Waterfall;
  index: number;
  width: number;
  colors: ChartColors;
  named: boolean;
}

/** One row of the waterfall: the effect of the weight pale, that of the value full, a line where no change is. */
export function StepPicture({ waterfall, index, width, colors, named }: StepProps) {
  const { mix, within, end } = waterfall.steps[index]!;
  const fill = named ? colors.beyond : colors.current;
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <line x1={waterfall.zero} x2={waterfall.zero} y2={HEIGHT} stroke={colors.axis} />
      <rect x={mix.x} width={mix.width} y={7} height={14} fill={fill} fillOpacity={0.4} />
      <rect x={within.x} width={Math.max(1, within.width)} y={7} height={14} fill={fill} />
      <line x1={end} x2={end} y1={21} y2={HEIGHT} stroke={colors.text} />
    </svg>
  );
}
