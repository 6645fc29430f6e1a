import React from 'react';

import { Chart, LANE_HEIGHT } from './chart';
import { ChartColors } from '../../ui/chartColors';
import { LABEL_SIZE } from '../../ui/labels';

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
      {lane.bars.map(({ bar, part }) => {
        const height = Math.max(1, part * LANE_HEIGHT);
        const inset = 0.08 * (bar.x1 - bar.x0);
        return (
          <rect
            key={bar.index}
            x={bar.x0 + inset}
            width={Math.max(1, bar.x1 - bar.x0 - 2 * inset)}
            y={foot - height}
            height={height}
            fill={fill}
          />
        );
      })}
    </g>
  );
}
