import React from 'react';
import { css, cx } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { leadingMeasure, MeasureResult } from '../../frames/comparison';
import { describeCounts, describeMove, titleOf } from '../../frames/describe';
import { Distribution } from '../../frames/distribution';
import { formatMeasure } from '../../frames/format';
import { measureName, measureSentence, verdictWords } from '../../frames/verdict';
import { verdictColor, VerdictMark } from '../../ui/VerdictMark';
import { mostMoved } from './geometry';

interface Props {
  distribution: Distribution;
  /** The windows in words, where the panel's legend does not name them. */
  windows?: string;
}

const LINE_HEIGHT = 20;

/** The height in pixels of a header with these parts: its lines never wrap, so that the chart below keeps its place. */
export function headerHeight(windows?: string): number {
  return LINE_HEIGHT * (windows ? 4 : 3) + 4;
}

/**
 * What a reader must know before looking at the bars: what it is, did it move, by how much against which bounds, how
 * many rows say so, and where it moved most.
 */
export function CellHeader({ distribution, windows }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const measure = leadingMeasure(distribution.comparison);
  const counts = describeCounts(distribution);
  const reason = reasonOf(distribution, measure);
  return (
    <header className={styles.header} style={{ height: headerHeight(windows) }}>
      <div className={styles.line}>
        {measure && <VerdictMark verdict={measure.verdict} />}
        <h3 className={styles.name} title={titleOf(distribution)}>
          {titleOf(distribution)}
        </h3>
        {measure && (
          <span className={styles.verdict} style={{ color: verdictColor(measure.verdict, theme) }}>
            {verdictWords(measure.verdict)}
          </span>
        )}
      </div>
      <div className={styles.line}>
        {measure && (
          <span className={styles.cut} title={measureSentence(measure)}>
            <strong className={styles.value}>
              {measureName(measure.id)} {formatMeasure(measure.value)}
            </strong>
            {boundsOf(measure)}
          </span>
        )}
      </div>
      <div className={cx(styles.line, styles.quiet)}>
        {counts && <span className={styles.whole}>{counts}</span>}
        {reason && (
          <span className={cx(styles.cut, styles.right)} title={reason}>
            {reason}
          </span>
        )}
      </div>
      {windows && (
        <div className={cx(styles.line, styles.quiet)}>
          <span className={styles.cut} title={windows}>
            {windows}
          </span>
        </div>
      )}
    </header>
  );
}

function boundsOf(measure: MeasureResult): string {
  const bounds = [
    measure.threshold === null ? '' : `threshold ${formatMeasure(measure.threshold)}`,
    measure.critical === null ? '' : `critical ${formatMeasure(measure.critical)}`,
  ];
  return bounds.filter(Boolean).join(' · ');
}

/** Why there is no verdict, or where the distribution moved when it did. */
function reasonOf(distribution: Distribution, measure: MeasureResult | undefined): string {
  if (measure?.verdict === null) {
    return measure.reason ?? '';
  }
  const most = measure?.verdict ? mostMoved(distribution.bins) : undefined;
  return most ? `Most: ${describeMove(most)}` : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ ...theme.typography.bodySmall, overflow: 'hidden' }),
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: LINE_HEIGHT,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '& > svg': { flex: 'none' },
  }),
  name: css({
    ...theme.typography.body,
    fontWeight: theme.typography.fontWeightMedium,
    margin: 0,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  verdict: css({ marginLeft: 'auto', flex: 'none', fontWeight: theme.typography.fontWeightMedium }),
  value: css({ color: theme.colors.text.primary, marginRight: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
  whole: css({ flex: 'none' }),
  cut: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', color: theme.colors.text.secondary }),
  right: css({ marginLeft: 'auto' }),
});
