import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { ReactNode, useId } from 'react';

interface Props {
  title: string;
  description: ReactNode;
  children: ReactNode;
}

/** One part of the settings, with a heading and a sentence on what it is for. */
export function Section({ title, description, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <p className={styles.description}>{description}</p>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginBottom: theme.spacing(4) }),
  title: css({ ...theme.typography.h3 }),
  description: css({ color: theme.colors.text.secondary, maxWidth: '75ch' }),
});
