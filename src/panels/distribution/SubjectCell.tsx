import React from 'react';

import { Distribution, isBlank } from '../../frames/distribution';
import { PanelMessage } from '../../ui/PanelMessage';
import { BinTable } from './BinTable';
import { BinPick } from './BinTargets';
import { CellHeader, headerHeight } from './CellHeader';
import { DistributionChart } from './DistributionChart';
import { DistributionOptions } from './options';

interface Props {
  distribution: Distribution;
  width: number;
  height: number;
  options: DistributionOptions;
  /** The windows in words, as far as nothing above the cells names them. */
  windows: string;
  onPick?: BinPick;
  /** Whether the cell has been in view or near it: only then it has a chart. */
  isReached: boolean;
}

/** One small multiple: a subject's header and its chart, or in words why there is no chart. */
export function SubjectCell({ distribution, width, height, options, windows, onPick, isReached }: Props) {
  const chartHeight = height - headerHeight({ width, windows });
  return (
    <section style={{ width, height }}>
      <CellHeader distribution={distribution} width={width} windows={windows} />
      <div style={{ height: chartHeight }}>
        {!isReached ? null : isBlank(distribution) ? (
          <PanelMessage title="No values in either window">
            {'Widen the time range, choose another baseline, or check that this column is filled.'}
          </PanelMessage>
        ) : options.view === 'table' ? (
          <BinTable distribution={distribution} height={chartHeight} order={options.order} />
        ) : (
          <DistributionChart
            distribution={distribution}
            width={width}
            height={chartHeight}
            options={options}
            onPick={onPick}
          />
        )}
      </div>
    </section>
  );
}
