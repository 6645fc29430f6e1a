import React from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';

import { describeContribution, describeUsual } from '../../frames/describe';
import { Distribution } from '../../frames/distribution';
import { formatCount, formatPoints, formatShare } from '../../frames/format';
import { Swatch } from '../../ui/Swatch';
import { ChartColors } from '../../ui/chartColors';
import { Bar, Plot } from './geometry';

/** Which bin a tooltip explains, and where in the window it stands, in pixels. */
export interface TooltipAnchor {
  index: number;
  x: number;
  y: number;
}

interface Props {
  bar: Bar;
  anchor: TooltipAnchor;
  distribution: Distribution;
  plot: Plot;
  colors: ChartColors;
}

/** Share, count and contribution of one bin. Hidden from screen readers, which get the same from the bin itself. */
export function BinTooltip({ bar, anchor, distribution, plot, colors }: Props) {
  const styles = useStyles2(getStyles);
  const { bin } = bar;
  const notes = [describeUsual(bin), describeContribution(bin, distribution)].filter(Boolean);
  const closed = plot.scale === 'value' && (bar.open.lower || bar.open.upper);
  return (
    <Portal>
      <VizTooltipContainer position={anchor} offset={{ x: 12, y: 12 }} aria-live="off" aria-hidden="true">
        <div className={styles.title}>{bin.label}</div>
        <div className={styles.rows}>
          <Swatch kind="current" colors={colors} />
          <span>Current</span>
          <strong className={styles.number}>{formatShare(bin.current)}</strong>
          <span className={styles.number}>{formatCount(bin.currentCount)} rows</span>
          <Swatch kind="baseline" colors={colors} />
          <span>Baseline</span>
          <strong className={styles.number}>{formatShare(bin.baseline)}</strong>
          <span className={styles.number}>{formatCount(bin.baselineCount)} rows</span>
          <span />
          <span>Change</span>
          <strong className={styles.number}>{formatPoints(bin.current, bin.baseline)}</strong>
        </div>
        {notes.map((note) => (
          <div key={note} className={styles.note}>
            {capitalize(note)}
          </div>
        ))}
        {closed && <div className={styles.note}>No outer edge: drawn about as wide as its neighbour</div>}
      </VizTooltipContainer>
    </Portal>
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ fontWeight: theme.typography.fontWeightMedium, marginBottom: theme.spacing(0.5) }),
  rows: css({
    display: 'grid',
    gridTemplateColumns: 'auto auto auto auto',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  }),
  number: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  note: css({ color: theme.colors.text.secondary, marginTop: theme.spacing(0.5) }),
});
