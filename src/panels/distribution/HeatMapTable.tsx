import React, { useMemo } from 'react';

import { formatValue } from '../../frames/format';
import { beyondUsualShare, HeatMap } from '../../frames/heatMap';
import { NumberTable } from '../../ui/NumberTable';
import { timeTexts, verdictOf } from './heatGeometry';

interface Props {
  map: HeatMap;
  height: number;
}

/** How a share lies beside what earlier windows predict. */
const OUTSIDE = { below: 'less than expected', above: 'more than expected', inside: '' };

/** The shares of a heat map as a table: a row for each window, the newest first, a column for each bin. */
export function HeatMapTable({ map, height }: Props) {
  const { rows, times, values } = map;
  const windows = useMemo(() => timeTexts(map), [map]);
  const body = times.map((time, i) => ({
    key: String(time),
    name: windows[i]!,
    texts: [
      ...(map.verdicts ? [verdictOf(map, i)] : []),
      ...rows.map((row) =>
        [formatValue(row.shares[i] ?? null, values), OUTSIDE[beyondUsualShare(row, i) ?? 'inside']]
          .filter(Boolean)
          .join(', ')
      ),
    ],
  }));
  return (
    <NumberTable
      caption={`${map.name} over time: ${times.length} windows, ${rows.length} bins`}
      columns={['Window that ends', ...(map.verdicts ? ['Verdict'] : []), ...rows.map(({ label }) => label)]}
      rows={body.reverse()}
      height={height}
    />
  );
}
