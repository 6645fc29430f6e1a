import React, { useMemo } from 'react';

import { describeBin } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { TooltipAnchor } from '../../ui/ChartTooltip';
import { MarkTargets } from '../../ui/MarkTargets';
import { useAfterPaint } from '../../ui/useAfterPaint';
import { Chart } from './chart';

interface Props {
  chart: Chart;
  distribution: Distribution;
  /** Called with the bin under the pointer or the focus, and with undefined when there is none. */
  onActivate: (anchor: TooltipAnchor | undefined) => void;
  /** Called with a bin that is clicked, or chosen by Enter or Space; without it bins can only be read. */
  onPick?: (bin: Bin) => void;
}

/**
 * A target over each bin, as tall as the plot. A panel of fifty features has thousands, so they come right after the charts have been
 * painted.
 */
export function BinTargets(props: Props) {
  return useAfterPaint() ? <Targets {...props} /> : null;
}

function Targets({ chart, distribution, onActivate, onPick }: Props) {
  const { bars } = chart.plot;
  const targets = useMemo(
    () =>
      bars.map(({ index, bin, x0, x1 }) => ({
        key: index,
        index,
        label: describeBin(bin, distribution),
        x: x0,
        width: Math.max(1, x1 - x0),
        height: chart.plotSize.height,
      })),
    [bars, chart.plotSize.height, distribution]
  );
  return (
    <MarkTargets
      targets={targets}
      direction="horizontal"
      onActivate={onActivate}
      onPick={onPick && ((index) => onPick(bars.find((bar) => bar.index === index)!.bin))}
    />
  );
}
