import React from 'react';

import { Chart, LANE_HEIGHT } from './chart';
import { ChartColors } from '../../ui/chartColors';
import { LABEL_SIZE } from '../../ui/labels';
import { towers } from './paths';

interface Props {
  lane: NonNullable<Chart['lane']>;
  colors: ChartColors;
  /** The verdict's colour. */
  fill: string;
}

/** Below each bin, its part in the population stability index: where the distribution moved, at a glance. */
export function ContributionLane({ lane, colors, fill }: Props) {
  const foot = lane.top + LANE_HEIGHT;
  return (
    <g aria-hidden="true">
      <text x={-6} y={foot} textAnchor="end" fill={colors.text} fontSize={LABEL_SIZE}>
        PSI
      </text>
      <path data-mark="contribution" d={towers(lane.bars, foot, LANE_HEIGHT)} fill={fill} />
    </g>
  );
}
