import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { leadingMeasure, sharedWindows } from '../../../frames/comparison';
import { ownWindows } from '../../../frames/describe';
import { describeGaps, describeRows, describeWidest } from '../../../frames/describeCalibration';
import { CalibrationCurve } from '../../../frames/outcomes';
import { arrange } from '../../../ui/arrangement';
import { LeftOut } from '../../../ui/leftOut';
import { Legend, legendHeight } from '../../../ui/Legend';
import { useDataLinks } from '../../../ui/useDataLinks';
import { useScrollbarWidth } from '../../../ui/useScrollbarWidth';
import { NoOutcomes } from '../NoOutcomes';
import { OutcomeHeader, outcomeHeaderHeight } from '../OutcomeHeader';
import { CalibrationChart } from './CalibrationChart';
import { domainOf } from './geometry';

interface Props {
  curves: CalibrationCurve[];
  width: number;
  height: number;
  /** Frames that are not drawn, in words with the reasons. */
  left?: LeftOut;
}

/** A panel is read from left to right: more columns than this make the curves too narrow on a wall. */
const MAX_COLUMNS = 4;

/** The least height in pixels of a curve without its header. */
const MIN_CHART_HEIGHT = 170;

/** Calibration curves as small multiples on the same axes: one for each segment and model. */
export function Calibrations({ curves, width, height, left }: Props) {
  const styles = useStyles2(getStyles);
  const scrollbar = useScrollbarWidth();
  const domain = useMemo(() => domainOf(curves), [curves]);
  const shared = sharedWindows(curves);
  const { pickOf, menu } = useDataLinks();
  const legend = { counts: [], shared, width, hasUsual: false, left, names: curves[0]!.names };
  const room = Math.max(1, height - legendHeight(legend));
  const lines = shared?.baseline ? 3 : 4;
  const least = outcomeHeaderHeight(lines) + MIN_CHART_HEIGHT;
  const cells = arrange(curves.length, MAX_COLUMNS, { width, height: room, scrollbar }, least);
  const chartHeight = Math.max(MIN_CHART_HEIGHT, cells.cellHeight - outcomeHeaderHeight(lines));
  return (
    <>
      <Legend {...legend} marks={MARKS} />
      <div
        className={styles.cells}
        style={{ height: room, gridTemplateColumns: `repeat(${cells.columns}, ${cells.cellWidth}px)` }}
      >
        {curves.map((curve) => (
          <section key={curve.key}>
            <OutcomeHeader
              title={curve.title}
              measure={leadingMeasure(curve.comparison)}
              measureName="Calibration error"
              lines={[
                describeGaps(curve),
                describeWidest(curve),
                describeRows(curve.groups),
                ownWindows(curve, shared),
              ].filter(Boolean)}
            />
            <div style={{ height: chartHeight }}>
              {curve.groups.length === 0 ? (
                <NoOutcomes notices={curve.notices} />
              ) : (
                <CalibrationChart
                  curve={curve}
                  domain={domain}
                  width={cells.cellWidth}
                  height={chartHeight}
                  pickOf={pickOf}
                />
              )}
            </div>
          </section>
        ))}
      </div>
      {menu}
    </>
  );
}

const MARKS = { current: 'dot', baseline: 'ring' } as const;

const getStyles = (theme: GrafanaTheme2) => ({
  cells: css({
    display: 'grid',
    gap: theme.spacing(2),
    alignContent: 'start',
    overflowX: 'hidden',
    overflowY: 'auto',
  }),
});
