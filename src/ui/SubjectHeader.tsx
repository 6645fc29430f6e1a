import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { ReactNode } from 'react';

import { Verdict } from '../frames/comparison';
import { VerdictMark } from './VerdictMark';

interface Props {
  title: string;
  /** Undefined where nothing is compared: then there is no mark. */
  verdict: Verdict | undefined;
  /** What stands below the title, one a line. */
  lines: ReactNode[];
}

const LINE_HEIGHT = 20;

/** The height in pixels of a header with so many lines below its title: they never wrap, so that the picture keeps its place. */
export function subjectHeaderHeight(lines: number): number {
  return LINE_HEIGHT * (lines + 1) + 4;
}

/** What a reader must know before looking at a picture: of what it is, with the mark of its verdict, and what is said of it. */
export function SubjectHeader({ title, verdict, lines }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <header className={styles.header} style={{ height: subjectHeaderHeight(lines.length) }}>
      <div className={styles.line}>
        {verdict !== undefined && <VerdictMark verdict={verdict} />}
        <h3 className={styles.name} title={title}>
          {title}
        </h3>
      </div>
      {lines.map((line, i) => (
        <div key={i} className={styles.line}>
          {line}
        </div>
      ))}
    </header>
  );
}

/** A text of a header that is cut where room is short; the pointer shows it whole. */
export function CutText({ text, whole = text }: { text: string; whole?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.cut} title={whole}>
      {text}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' } as const;
  return {
    header: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      overflow: 'hidden',
      '& strong': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
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
