import React from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { describeBin } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { besideMark, TooltipAnchor } from '../../ui/ChartTooltip';
import { useRoving } from '../../ui/useRoving';
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
 * One invisible target over each bin, as tall as the plot, for pointer and keyboard. The bins are one stop of the Tab
 * key (roving tabindex); arrows, Home and End move among them, Escape hides the tooltip.
 */
export function BinTargets({ chart, distribution, onActivate, onPick }: Props) {
  const styles = useStyles2(getStyles);
  const { bars } = chart.plot;
  const roving = useRoving(bars.length, 'horizontal');
  return (
    <g
      onKeyDown={(event) => (event.key === 'Escape' ? onActivate(undefined) : roving.onKeyDown(event))}
      onMouseLeave={() => onActivate(undefined)}
    >
      {bars.map((bar, i) => (
        <rect
          key={bar.index}
          ref={(element) => roving.onElement(i, element)}
          className={styles.target}
          fill="transparent"
          role={onPick ? 'button' : 'img'}
          style={onPick && { cursor: 'pointer' }}
          aria-label={describeBin(bar.bin, distribution)}
          tabIndex={i === roving.stop ? 0 : -1}
          x={bar.x0}
          width={Math.max(1, bar.x1 - bar.x0)}
          height={chart.plotSize.height}
          onClick={() => onPick?.(bar.bin)}
          onKeyDown={(event) => {
            if (onPick && (event.key === 'Enter' || event.key === ' ')) {
              event.preventDefault();
              onPick(bar.bin);
            }
          }}
          onMouseMove={(event) => onActivate({ index: bar.index, x: event.clientX, y: event.clientY })}
          onFocus={(event) => {
            roving.onFocus(i);
            onActivate({ index: bar.index, ...besideMark(event.currentTarget) });
          }}
          onBlur={() => onActivate(undefined)}
        />
      ))}
    </g>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  target: css({
    outline: 'none',
    '&:focus-visible': { stroke: theme.colors.primary.text, strokeWidth: 2 },
  }),
});
