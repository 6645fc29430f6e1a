import React, { KeyboardEvent, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { describeBin } from '../../frames/describe';
import { Distribution } from '../../frames/distribution';
import { nextStop } from '../../ui/roving';
import { TooltipAnchor } from './BinTooltip';
import { Chart } from './chart';

interface Props {
  chart: Chart;
  distribution: Distribution;
  /** Called with the bin under the pointer or the focus, and with undefined when there is none. */
  onActivate: (anchor: TooltipAnchor | undefined) => void;
}

/**
 * One invisible target over each bin, as tall as the plot, for pointer and keyboard. The bins are one stop of the Tab
 * key (roving tabindex); arrows, Home and End move among them, Escape hides the tooltip.
 */
export function BinTargets({ chart, distribution, onActivate }: Props) {
  const styles = useStyles2(getStyles);
  const { bars } = chart.plot;
  const targets = useRef<Array<SVGRectElement | null>>([]);
  const [stop, setStop] = useState(0);
  const current = Math.min(stop, bars.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onActivate(undefined);
      return;
    }
    const next = nextStop(event.key, current, bars.length, 'horizontal');
    if (next !== undefined) {
      // Grafana scrolls and navigates by the same keys.
      event.preventDefault();
      event.stopPropagation();
      setStop(next);
      targets.current[next]?.focus();
    }
  };

  return (
    <g onKeyDown={onKeyDown} onMouseLeave={() => onActivate(undefined)}>
      {bars.map((bar, i) => (
        <rect
          key={bar.index}
          ref={(element) => {
            targets.current[i] = element;
          }}
          className={styles.target}
          fill="transparent"
          role="img"
          aria-label={describeBin(bar.bin, distribution)}
          tabIndex={i === current ? 0 : -1}
          x={bar.x0}
          width={Math.max(1, bar.x1 - bar.x0)}
          height={chart.plotSize.height}
          onMouseMove={(event) => onActivate({ index: bar.index, x: event.clientX, y: event.clientY })}
          onFocus={(event) => {
            setStop(i);
            onActivate({ index: bar.index, ...besideOf(event.currentTarget) });
          }}
          onBlur={() => onActivate(undefined)}
        />
      ))}
    </g>
  );
}

/** Where a tooltip stands that no pointer asked for: beside its bin, so that it hides no bar to the left. */
function besideOf(target: SVGRectElement): { x: number; y: number } {
  const { right, top } = target.getBoundingClientRect();
  return { x: right, y: top };
}

const getStyles = (theme: GrafanaTheme2) => ({
  target: css({
    outline: 'none',
    '&:focus-visible': { stroke: theme.colors.primary.text, strokeWidth: 2 },
  }),
});
