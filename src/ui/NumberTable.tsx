import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { unseen } from './Unseen';

interface Props {
  /** What the table is of; read aloud, not shown. */
  caption: string;
  /** The titles of all columns, that of the rows' names first. */
  columns: string[];
  rows: Array<{ key: string; name: string; texts: string[] }>;
  height: number;
}

/** The numbers of a chart as a table that scrolls, for readers who prefer numbers or do not see marks. */
export function NumberTable({ caption, columns, rows, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    // A region that scrolls must take the focus, so that its keys scroll it.
    <div className={styles.frame} style={{ height }} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={unseen}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={i} scope="col" title={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, texts }) => (
            <tr key={key}>
              <th scope="row" title={name}>
                {name}
              </th>
              {texts.map((text, i) => (
                <td key={i}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    overflow: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  table: css({
    ...theme.typography.bodySmall,
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '& th, & td': {
      padding: theme.spacing(0.25, 1),
      textAlign: 'right',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& th:first-of-type': { textAlign: 'left', maxWidth: '24ch', overflow: 'hidden', textOverflow: 'ellipsis' },
    '& thead th': {
      maxWidth: '24ch',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      position: 'sticky',
      top: 0,
      background: theme.colors.background.primary,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
    },
    // The names stay in view while a narrow table scrolls sideways.
    '& tbody th': {
      fontWeight: theme.typography.fontWeightRegular,
      position: 'sticky',
      left: 0,
      background: theme.colors.background.primary,
    },
  }),
});
