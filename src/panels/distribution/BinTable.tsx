import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { describeDistribution, describeUsual } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { formatCount, formatMeasure, formatPoints, formatShare, UNKNOWN } from '../../frames/format';
import { arrangeBins, CategoryOrder } from './bins';

interface Props {
  distribution: Distribution;
  height: number;
  order: CategoryOrder;
}

/** A table of more rows is no use to a reader; the rest becomes one row. */
const MOST_ROWS = 500;

const COLUMNS = ['Bin', 'Current', 'Rows', 'Baseline', 'Rows', 'Change', 'Expected', 'PSI'];

/** The numbers of the chart as a table: a row for each bin, for readers who prefer numbers or do not see bars. */
export function BinTable({ distribution, height, order }: Props) {
  const styles = useStyles2(getStyles);
  const bins = useMemo(() => arrangeBins(distribution.bins, order, MOST_ROWS), [distribution, order]);
  const name = describeDistribution(distribution);
  return (
    // A region that scrolls must take the focus, so that its keys scroll it.
    <div className={styles.frame} style={{ height }} role="region" aria-label={name} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>{name}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column, i) => (
              <th key={i} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={`${bin.role} ${bin.label}`}>
              <th scope="row">{bin.label}</th>
              {cellsOf(bin).map((text, i) => (
                <td key={i}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(bin: Bin): string[] {
  return [
    formatShare(bin.current),
    formatCount(bin.currentCount),
    formatShare(bin.baseline),
    formatCount(bin.baselineCount),
    formatPoints(bin.current, bin.baseline),
    describeUsual(bin).replace('expected ', '') || UNKNOWN,
    formatMeasure(bin.contribution),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    overflow: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  caption: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
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
      position: 'sticky',
      top: 0,
      background: theme.colors.background.primary,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
    },
    '& tbody th': { fontWeight: theme.typography.fontWeightRegular },
  }),
});
