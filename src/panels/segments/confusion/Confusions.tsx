import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { leadingMeasure, sharedWindows } from '../../../frames/comparison';
import { ownWindows } from '../../../frames/describe';
import { describeRows } from '../../../frames/describeCalibration';
import { describeWorstError } from '../../../frames/describeConfusion';
import { ConfusionMatrix } from '../../../frames/outcomes';
import { LeftOut } from '../../../ui/leftOut';
import { Legend, legendHeight } from '../../../ui/Legend';
import { useDataLinks } from '../../../ui/useDataLinks';
import { useScrollbarWidth } from '../../../ui/useScrollbarWidth';
import { NoOutcomes } from '../NoOutcomes';
import { OutcomeHeader } from '../OutcomeHeader';
import { ConfusionChart } from './ConfusionChart';
import { layoutMatrices } from './geometry';

interface Props {
  matrices: ConfusionMatrix[];
  width: number;
  height: number;
  /** Frames that are not drawn, in words with the reasons. */
  left?: LeftOut;
}

/** The least width in pixels of a subject that has a neighbour, and the room between two. */
const MIN_WIDTH = 460;
const GAP = 24;

/** Confusion matrices as small multiples: three for each segment and model. */
export function Confusions({ matrices, width, height, left }: Props) {
  const styles = useStyles2(getStyles);
  const usable = width - useScrollbarWidth();
  const shared = sharedWindows(matrices);
  const { pickOf, menu } = useDataLinks();
  const legend = { counts: [], shared, width, hasUsual: false, left, names: matrices[0]!.names };
  const columns = Math.max(1, Math.min(matrices.length, Math.floor((usable + GAP) / (MIN_WIDTH + GAP))));
  const cellWidth = Math.floor((usable - (columns - 1) * GAP) / columns);
  return (
    <>
      <Legend {...legend} />
      <div
        className={styles.cells}
        style={{
          height: Math.max(1, height - legendHeight(legend)),
          gridTemplateColumns: `repeat(${columns}, ${cellWidth}px)`,
        }}
      >
        {matrices.map((matrix) => (
          <section key={matrix.key}>
            <OutcomeHeader
              title={matrix.title}
              measure={leadingMeasure(matrix.comparison)}
              measureName="Accuracy"
              lines={[
                describeWorstError(matrix),
                describeRows(matrix.cells),
                'Rows: predicted. Columns: came true.',
                ownWindows(matrix, shared),
              ].filter(Boolean)}
            />
            {matrix.cells.length === 0 ? (
              <NoOutcomes notices={matrix.notices} />
            ) : (
              <ConfusionChart
                matrix={matrix}
                layout={layoutMatrices(matrix, cellWidth)}
                width={cellWidth}
                pickOf={pickOf}
              />
            )}
          </section>
        ))}
      </div>
      {menu}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cells: css({
    display: 'grid',
    columnGap: GAP,
    rowGap: theme.spacing(2),
    alignContent: 'start',
    overflowX: 'hidden',
    overflowY: 'auto',
  }),
});
