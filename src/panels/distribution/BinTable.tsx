import React, { useMemo } from 'react';

import { describeDistribution, describeUsual } from '../../frames/describe';
import { Bin, Distribution } from '../../frames/distribution';
import { formatCount, formatMeasure, formatPoints, formatShare, UNKNOWN } from '../../frames/format';
import { NumberTable } from '../../ui/NumberTable';
import { arrangeBins, CategoryOrder } from './bins';

interface Props {
  distribution: Distribution;
  height: number;
  order: CategoryOrder;
}

/** A table of more rows is no use to a reader; the rest becomes one row. */
const MOST_ROWS = 500;

const COLUMNS = ['Bin', 'Current', 'Rows', 'Baseline', 'Rows', 'Change', 'Expected', 'PSI'];

/** The numbers of the chart as a table: a row for each bin. */
export function BinTable({ distribution, height, order }: Props) {
  const bins = useMemo(() => arrangeBins(distribution.bins, order, MOST_ROWS), [distribution, order]);
  const rows = bins.map((bin) => ({ key: `${bin.role} ${bin.label}`, name: bin.label, texts: cellsOf(bin) }));
  return <NumberTable caption={describeDistribution(distribution)} columns={COLUMNS} rows={rows} height={height} />;
}

function cellsOf(bin: Bin): string[] {
  return [
    formatShare(bin.current),
    formatCount(bin.currentCount),
    formatShare(bin.baseline),
    formatCount(bin.baselineCount),
    formatPoints(bin.current, bin.baseline),
    describeUsual(bin).replace('expected ', '').replace('lies ', '') || UNKNOWN,
    formatMeasure(bin.contribution),
  ];
}
