import React from 'react';

import { describeContribution, describeUsual } from '../../frames/describe';
import { Distribution } from '../../frames/distribution';
import { formatCount, formatPoints, formatShare } from '../../frames/format';
import { ChartTooltip, TooltipAnchor } from '../../ui/ChartTooltip';
import { Bar, Plot } from './geometry';

interface Props {
  bar: Bar;
  anchor: TooltipAnchor;
  distribution: Distribution;
  plot: Plot;
}

/** Share, count and contribution of one bin. */
export function BinTooltip({ bar, anchor, distribution, plot }: Props) {
  const { bin } = bar;
  const { decimals, names } = distribution;
  const isClosed = plot.scale !== 'bins' && (bar.open.lower || bar.open.upper);
  const notes = [
    describeUsual(bin, { decimals }),
    describeContribution(bin, distribution),
    isClosed ? 'No outer edge: drawn about as wide as the next bin' : '',
  ].filter(Boolean);
  const rows = (count: number | null) => `${formatCount(count)} rows`;
  return (
    <ChartTooltip
      anchor={anchor}
      title={bin.label}
      lines={[
        {
          mark: 'current',
          name: names.current,
          value: formatShare(bin.current, decimals),
          detail: rows(bin.currentCount),
        },
        {
          mark: 'baseline',
          name: names.baseline,
          value: formatShare(bin.baseline, decimals),
          detail: rows(bin.baselineCount),
        },
        { name: 'Change', value: formatPoints(bin.current, bin.baseline, decimals) },
      ]}
      notes={notes}
    />
  );
}
