import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';
import React, { Fragment } from 'react';

import { useChartColors } from './chartColors';
import { Swatch, SwatchKind } from './Swatch';

/** Which mark a tooltip explains, and where in the browser's window it stands, in pixels. */
export interface TooltipAnchor {
  index: number;
  x: number;
  y: number;
}

/** One line of a tooltip: the mark it belongs to, what it is, how much, and on how many rows. */
export interface TooltipLine {
  mark?: SwatchKind;
  name: string;
  value: string;
  detail?: string;
}

interface Props {
  anchor: TooltipAnchor;
  title: string;
  lines: TooltipLine[];
  /** Sentences below the lines; each starts with a capital here. */
  notes: string[];
}

/** The numbers behind one mark of a chart. Hidden from screen readers, which get the same from the mark itself. */
export function ChartTooltip({ anchor, title, lines, notes }: Props) {
  const styles = useStyles2(getStyles);
  const colors = useChartColors();
  return (
    <Portal>
      <VizTooltipContainer
        className={styles.container}
        position={anchor}
        offset={{ x: 12, y: 12 }}
        aria-live="off"
        aria-hidden="true"
      >
        <div className={styles.title}>{title}</div>
        <div className={styles.lines}>
          {lines.map(({ mark, name, value, detail }) => (
            <Fragment key={name}>
              {mark ? <Swatch kind={mark} colors={colors} /> : <span />}
              <span>{name}</span>
              <strong className={styles.number}>{value}</strong>
              <span className={styles.number}>{detail}</span>
            </Fragment>
          ))}
        </div>
        {notes.map((note) => (
          <div key={note} className={styles.note}>
            {note.charAt(0).toUpperCase() + note.slice(1)}
          </div>
        ))}
      </VizTooltipContainer>
    </Portal>
  );
}

/** Where a tooltip stands that the keyboard asked for: beside its mark, so that it hides no mark to the left. */
export function besideMark(mark: Element): { x: number; y: number } {
  const { right, top } = mark.getBoundingClientRect();
  return { x: right, y: top };
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Grafana's tooltip glides to its place by a style of its element, also for readers who want no motion.
  container: css({ '@media (prefers-reduced-motion: reduce)': { transition: 'none !important' } }),
  title: css({
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
    maxWidth: '48ch',
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitLineClamp: 4,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  }),
  lines: css({
    display: 'grid',
    gridTemplateColumns: 'auto auto auto auto',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  }),
  number: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  note: css({ color: theme.colors.text.secondary, marginTop: theme.spacing(0.5), maxWidth: '48ch' }),
});
