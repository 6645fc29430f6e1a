import React, { ReactNode } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  /** What is the matter. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** Announces itself to screen readers as soon as it appears. */
  urgent?: boolean;
}

/** Fills a panel, or the place of a plot, with words instead of a picture. */
export function PanelMessage({ title, children, urgent = false }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} role={urgent ? 'alert' : 'status'}>
      <div className={styles.title}>{title}</div>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    width: '100%',
    height: '100%',
    padding: theme.spacing(1),
    overflow: 'auto',
    textAlign: 'center',
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  text: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, maxWidth: '60ch' }),
});
