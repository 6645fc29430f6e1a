import React, { useId, useMemo, useState } from 'react';
import { useTheme2 } from '@grafana/ui';

import { Distribution } from '../../frames/distribution';
import { describeDistribution, describeGap } from '../../frames/describe';
import { leadingMeasure } from '../../frames/comparison';
import { verdictColor } from '../../ui/VerdictMark';
import { Axes } from './Axes';

import { BinPick, BinTargets } from './BinTargets';
import { BinTooltip } from './BinTooltip';
import { ChartOptions, layoutChart, MARGIN } from './chart';
import { Marks } from './Marks';
import { useChartColors } from '../../ui/chartColors';
import { TooltipAnchor } from '../../ui/ChartTooltip';
import { ContributionLane } from './ContributionLane';

interface Props {
  distribution: Distribution;
  width: number;
  height: number;
  options: ChartOptions;
  onPick?: BinPick;
}

/** One distribution as a picture: the current window's bars in front of the baseline's, readable bin by bin. */
export function DistributionChart({ distribution, width, height, options, onPick }: Props) {
  const theme = useTheme2();
  const colors = useChartColors();
  const [anchor, setAnchor] = useState<TooltipAnchor | undefined>();
  const [isEntered, setEntered] = useState(false);
  const enter = () => setEntered(true);
  // useId's punctuation is not safe in a URL reference.
  const hatchId = `hatch-${useId().replace(/\W/g, '')}`;
  const { mode, scale, order, showContribution } = options;
  const chart = useMemo(
    () => layoutChart(distribution, { width, height }, { mode, scale, order, showContribution }),
    [distribution, width, height, mode, scale, order, showContribution]
  );
  const verdict = leadingMeasure(distribution.comparison)?.verdict ?? null;
  const gap = describeGap(distribution);
  const active = chart.plot.bars.find((bar) => bar.index === anchor?.index);

  return (
    <>
      <svg
        width={width}
        height={height}
        role="group"
        aria-roledescription="distribution chart"
        aria-label={`${describeDistribution(distribution)} Arrow keys move from bin to bin.`}
        onPointerEnter={enter}
        onFocus={enter}
      >
        <g transform={`translate(${MARGIN.left}, ${chart.top})`}>
          <Axes chart={chart} colors={colors} />
          <Marks chart={chart} colors={colors} active={active?.index} hatchId={hatchId} />
          {chart.lane && <ContributionLane lane={chart.lane} colors={colors} fill={verdictColor(verdict, theme)} />}
          {gap && (
            <text
              x={chart.plotSize.width / 2}
              y={chart.plotSize.height / 2}
              textAnchor="middle"
              fill={theme.colors.text.primary}
              stroke={theme.colors.background.primary}
              strokeWidth={4}
              paintOrder="stroke"
              fontSize={theme.typography.fontSize}
            >
              {gap}
            </text>
          )}
          <BinTargets {...{ chart, distribution, isEntered, onPick }} onActivate={setAnchor} />
        </g>
      </svg>
      {anchor && active && <BinTooltip bar={active} anchor={anchor} distribution={distribution} plot={chart.plot} />}
    </>
  );
}
