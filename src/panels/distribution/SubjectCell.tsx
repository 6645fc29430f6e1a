import React from 'react';

import { windowsOf } from '../../frames/describe';
import { Distribution, isBlank } from '../../frames/distribution';
import { PanelMessage } from '../../ui/PanelMessage';
import { CellHeader, headerHeight } from './CellHeader';
import { DistributionChart } from './DistributionChart';
import { DistributionOptions } from './options';

interface Props {
  distribution: Distribution;
  width: number;
  height: number;
  options: DistributionOptions;
  /** Whether the cell names its windows itself, because the panel's cells do not share them. */
  ownWindows: boolean;
}

/** One small multiple: a subject's header and its chart, or in words why there is no chart. */
export function SubjectCell({ distribution, width, height, options, ownWindows }: Props) {
  const windows = ownWindows ? windowsOf(distribution) : undefined;
  const chartHeight = height - headerHeight({ width, windows });
  return (
    <section style={{ width, height }}>
      <CellHeader distribution={distribution} width={width} windows={windows} />
      <div style={{ height: chartHeight }}>
        {isBlank(distribution) ? (
          <PanelMessage title="No values in either window">
            {'Widen the time range, choose another baseline, or check that this column is filled.'}
          </PanelMessage>
        ) : (
          <DistributionChart distribution={distribution} width={width} height={chartHeight} options={options} />
        )}
      </div>
    </section>
  );
}
