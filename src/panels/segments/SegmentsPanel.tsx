import { css } from '@emotion/css';
import { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { windowsOf } from '../../frames/describe';
import { Breakdown } from '../../frames/segments';
import { ChosenColors, chosenColors } from '../../ui/chartColors';
import { LeftOut, leftOut } from '../../ui/leftOut';
import { LeftOutLine } from '../../ui/LeftOutLine';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { useDataLinks } from '../../ui/useDataLinks';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { BreakdownTable } from './BreakdownTable';
import { Calibrations } from './calibration/Calibrations';
import { Confusions } from './confusion/Confusions';
import { readMode } from './mode';
import { isNamed, Picker } from './pick';

/** What the panel needs of a dashboard. */
export interface SegmentsPanelProps extends Pick<PanelProps, 'data' | 'width' | 'height'> {
  /** Says what a click on a segment does; without it segments can only be read. */
  pickerOf?: Picker;
}

/**
 * Who got worse, and how: a measure's change taken apart by segment, or what came true of scores and predictions. The frames
 * tell which of these the panel draws.
 */
export function SegmentsPanel(props: SegmentsPanelProps) {
  return (
    <ChosenColors.Provider value={chosenColors(props.data.series)}>
      <Picture {...props} />
    </ChosenColors.Provider>
  );
}

function Picture({ data, width, height, pickerOf }: SegmentsPanelProps) {
  const mode = useMemo(() => readMode(data.series), [data.series]);
  const { problems } = mode;
  const left = leftOut(data, problems);
  if (mode.kind === 'calibration') {
    return <Calibrations curves={mode.curves} width={width} height={height} left={left} />;
  }
  if (mode.kind === 'confusion') {
    return <Confusions matrices={mode.matrices} width={width} height={height} left={left} />;
  }
  if (mode.kind === 'segments') {
    return <Breakdowns breakdowns={mode.breakdowns} {...{ width, height, left, pickerOf }} />;
  }
  return (
    <NothingToDraw
      data={data}
      problems={problems}
      wanted={{
        title: 'These data are no segments',
        hint: 'In the query, set Show to Segments, Calibration or Confusion matrix.',
        plugin: 'leeway-segments-panel',
      }}
      loading="Comparing segments with the baseline …"
      empty={{
        title: 'No segments',
        hint: 'The query returned nothing. Choose a model that declares segments, and a time range in which it made predictions.',
      }}
    />
  );
}

interface BreakdownsProps {
  breakdowns: Breakdown[];
  width: number;
  height: number;
  left?: LeftOut;
  pickerOf?: Picker;
}

/** A measure's change taken apart by segment, for each dimension of a segments query: what tells most first. */
function Breakdowns({ breakdowns, width, height, left, pickerOf }: BreakdownsProps) {
  const styles = useStyles2(getStyles);
  const scrollbar = useScrollbarWidth();
  const { pickOf, menu } = useDataLinks();
  const { comparison, measure } = breakdowns[0]!;
  const windows = comparison && `${measure}, ${windowsOf({ comparison })}`;
  return (
    <div style={{ width, height, overflowX: 'hidden', overflowY: 'auto' }}>
      <div className={styles.windows}>{windows}</div>
      {left && <LeftOutLine left={left} />}
      {breakdowns.map((breakdown) => {
        const onPick = pickerOf?.(breakdown);
        return (
          <div key={breakdown.key} className={styles.breakdown}>
            <BreakdownTable
              breakdown={breakdown}
              width={width - scrollbar}
              pickOf={(part) => pickOf(part.links, onPick && isNamed(part) ? () => onPick(part) : undefined)}
            />
          </div>
        );
      })}
      {menu}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  windows: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
    marginBottom: theme.spacing(1),
  }),
  breakdown: css({ marginBottom: theme.spacing(2) }),
});
