import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { HeatMap } from '../../frames/heatMap';
import { countVerdicts, verdictWords } from '../../frames/verdict';
import { PanelMessage } from '../../ui/PanelMessage';
import { DataLinks } from '../../ui/useDataLinks';
import { VerdictTally } from '../../ui/VerdictTally';
import { HeatMapChart } from './HeatMapChart';
import { HeatMapTable } from './HeatMapTable';

interface Props {
  map: HeatMap;
  width: number;
  height: number;
  view: 'chart' | 'table';
  pickOf: DataLinks['pickOf'];
}

const HEADER = 24;

/** Below this width in pixels verdicts are counted without words. */
const WORDS = 480;

/** A subject's course over time under its name, or in words why there is none. */
export function HeatMapCell({ map, width, height, view, pickOf }: Props) {
  const styles = useStyles2(getStyles);
  const isBlank = map.rows.every(({ shares }) => shares.every((share) => share === null));
  const room = Math.max(1, height - HEADER);
  return (
    <section style={{ width, height }}>
      <div className={styles.header}>
        <h3 className={styles.name} title={map.name}>
          {map.unit ? `${map.name} (${map.unit})` : map.name}
        </h3>
        {map.verdicts && (
          <VerdictTally
            counts={countVerdicts(map.verdicts)}
            wordsOf={verdictWords}
            words={width < WORDS ? 'none' : 'short'}
          />
        )}
      </div>
      <div style={{ height: room }}>
        {isBlank ? (
          <PanelMessage title="No values in this range">
            Widen the time range, or choose a feature that was filled in it.
          </PanelMessage>
        ) : view === 'table' ? (
          <HeatMapTable map={map} height={room} />
        ) : (
          <HeatMapChart map={map} width={width} height={room} pickOf={pickOf} />
        )}
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: HEADER,
    position: 'relative',
    overflow: 'hidden',
  }),
  name: css({
    ...theme.typography.body,
    margin: 0,
    minWidth: 0,
    fontWeight: theme.typography.fontWeightMedium,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
