import React, { useMemo } from 'react';

import { describeDistribution, describeUsual } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { formatCount, formatPoints, formatShare, formatTerm, UNKNOWN } from '../../frames/format';
import { NumberTable } from '../../ui/NumberTable';
import { arrangeBins, CategoryOrder } from './bins';

interface Props {
  distribution: Distribution;
  height: number;
  order: CategoryOrder;
}

/** A table of more rows is no use to a reader; the rest becomes one row. */
const MOST_ROWS = 500;

/** The numbers of the chart as a table: a row for each bin. */
export function BinTable({ distribution, height, order }: Props) {
  const bins = useMemo(() => arrangeBins(distribution.bins, order, MOST_ROWS), [distribution, order]);
  const rows = bins.map((bin) => ({
    key: `${bin.role} ${bin.label}`,
    name: bin.label,
    texts: cellsOf(bin, distribution),
  }));
  const { current, baseline } = distribution.names;
  const columns = ['Bin', current, 'Rows', baseline, 'Rows', 'Change', 'Expected', 'PSI'];
  return <NumberTable caption={describeDistribution(distribution)} columns={columns} rows={rows} height={height} />;
}

function cellsOf(bin: Bin, { decimals }: Distribution): string[] {
  return [
    formatShare(bin.current, decimals),
    formatCount(bin.currentCount),
    formatShare(bin.baseline, decimals),
    formatCount(bin.baselineCount),
    formatPoints(bin.current, bin.baseline, decimals),
    describeUsual(bin, { decimals }).replace('expected ', '').replace('lies ', '') || UNKNOWN,
    formatTerm(bin.contribution),
  ];
}
