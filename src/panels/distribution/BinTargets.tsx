import React, { useMemo } from 'react';

import { describeBin } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { TooltipAnchor } from '../../ui/ChartTooltip';
import { MarkTargets } from '../../ui/MarkTargets';
import { Chart } from './chart';

/** Called with a bin that is clicked or chosen by key, and its target. */
export type BinPick = (bin: Bin, mark: Element) => void;

interface Props {
  chart: Chart;
  distribution: Distribution;
  /** Whether the pointer or the focus has been in the chart: only then each bin has a target, before that the first alone. */
  isEntered: boolean;
  /** Called with the bin under the pointer or the focus, and with undefined when there is none. */
  onActivate: (anchor: TooltipAnchor | undefined) => void;
  /** Without it bins can only be read. */
  onPick?: BinPick;
}

/**
 * A target over each bin, as tall as the plot. Fifty features have thousands of bins: until a chart is entered it has only the target
 * that the Tab key reaches.
 */
export function BinTargets({ chart, distribution, isEntered, onActivate, onPick }: Props) {
  const { bars } = chart.plot;
  const targets = useMemo(
    () =>
      (isEntered ? bars : bars.slice(0, 1)).map(({ index, bin, x0, x1 }) => ({
        key: index,
        index,
        label: describeBin(bin, distribution),
        x: x0,
        width: Math.max(1, x1 - x0),
        height: chart.plotSize.height,
      })),
    [bars, chart.plotSize.height, distribution, isEntered]
  );
  return (
    <MarkTargets
      targets={targets}
      direction="horizontal"
      onActivate={onActivate}
      onPick={onPick && ((index, mark) => onPick(bars.find((bar) => bar.index === index)!.bin, mark))}
    />
  );
}
