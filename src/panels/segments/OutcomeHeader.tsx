import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { MeasureResult } from '../../frames/comparison';
import { formatShare } from '../../frames/format';
import { changeWords } from '../../frames/verdict';
import { verdictColor, VerdictMark } from '../../ui/VerdictMark';

interface Props {
  title: string;
  /** The measure that sums the picture up, and its name at the start of a sentence. */
  measure?: MeasureResult;
  measureName: string;
  /** Sentences, one a line. */
  lines: string[];
}

const LINE_HEIGHT = 20;

/** The height in pixels of a header with so many sentences: its lines never wrap. */
export function outcomeHeaderHeight(lines: number): number {
  return LINE_HEIGHT * (lines + 2) + 4;
}

/** What a reader must know before looking at a picture of outcomes: of what it is, its measure with the verdict, where it is off. */
export function OutcomeHeader({ title, measure, measureName, lines }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const verdict = measure?.verdict ?? null;
  const value = measure ? `${measureName} ${measure.expected || formatShare(measure.value)}` : 'Not compared';
  const judgement = measure ? (verdict === null ? measure.reason || changeWords(verdict) : changeWords(verdict)) : '';
  return (
    <header className={styles.header} style={{ height: outcomeHeaderHeight(lines.length) }}>
      <div className={styles.line}>
        {measure && <VerdictMark verdict={verdict} />}
        <h3 className={styles.name} title={title}>
          {title}
        </h3>
      </div>
      <div className={styles.line}>
        <span className={styles.cut} title={[value, judgement].filter(Boolean).join(': ')}>
          {value}
        </span>
        <strong style={{ color: verdictColor(verdict, theme) }}>{judgement}</strong>
      </div>
      {lines.map((text) => (
        <div key={text} className={styles.line}>
          <span className={styles.cut} title={text}>
            {text}
          </span>
        </div>
      ))}
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' } as const;
  return {
    header: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      overflow: 'hidden',
      '& strong': { fontWeight: theme.typography.fontWeightMedium },
    }),
    line: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      height: LINE_HEIGHT,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      '& > svg, & > strong': { flex: 'none' },
    }),
    name: css({
      ...theme.typography.body,
      ...cut,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.primary,
      margin: 0,
    }),
    cut: css(cut),
  };
};
