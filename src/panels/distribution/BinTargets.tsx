import React, { SyntheticEvent } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { describeBin } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { besideMark, TooltipAnchor } from '../../ui/ChartTooltip';
import { targetOf, targetProps, useRoving } from '../../ui/useRoving';
import { Chart } from './chart';
import { Bar } from './geometry';

interface Props {
  chart: Chart;
  distribution: Distribution;
  /** Called with the bin under the pointer or the focus, and with undefined when there is none. */
  onActivate: (anchor: TooltipAnchor | undefined) => void;
  /** Called with a bin that is clicked, or chosen by Enter or Space; without it bins can only be read. */
  onPick?: (bin: Bin) => void;
}

/**
 * One invisible target over each bin, as tall as the plot, for pointer and keyboard. The bins are one stop of the Tab
 * key (roving tabindex); arrows, Home and End move among them, Escape hides the tooltip.
 */
export function BinTargets({ chart, distribution, onActivate, onPick }: Props) {
  const styles = useStyles2(getStyles);
  const { bars } = chart.plot;
  const { stop, onKeyDown, onFocus } = useRoving(bars.length, 'horizontal');
  // One listener for all bins: a panel of fifty features has thousands of them.
  const barOf = (event: SyntheticEvent) => bars[targetOf(event) ?? -1];
  const activate = (bar: Bar | undefined, place: { x: number; y: number }) =>
    onActivate(bar && { index: bar.index, ...place });
  return (
    <g
      className={styles.targets}
      fill="transparent"
      style={onPick && { cursor: 'pointer' }}
      onKeyDown={(event) => {
        const bar = barOf(event);
        if (event.key === 'Escape') {
          onActivate(undefined);
        } else if (onPick && bar && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault();
          onPick(bar.bin);
        } else {
          onKeyDown(event);
        }
      }}
      onClick={(event) => {
        const bar = barOf(event);
        if (bar) {
          onPick?.(bar.bin);
        }
      }}
      onMouseMove={(event) => activate(barOf(event), { x: event.clientX, y: event.clientY })}
      onMouseLeave={() => onActivate(undefined)}
      onFocus={(event) => {
        onFocus(targetOf(event) ?? 0);
        activate(barOf(event), besideMark(event.target));
      }}
      onBlur={() => onActivate(undefined)}
    >
      {bars.map((bar, i) => (
        <rect
          key={bar.index}
          {...targetProps(i, i === stop)}
          role={onPick ? 'button' : 'img'}
          aria-label={describeBin(bar.bin, distribution)}
          x={bar.x0}
          width={Math.max(1, bar.x1 - bar.x0)}
          height={chart.plotSize.height}
        />
      ))}
    </g>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  targets: css({
    '& > rect': { outline: 'none' },
    '& > rect:focus-visible': { stroke: theme.colors.primary.text, strokeWidth: 2 },
  }),
});
