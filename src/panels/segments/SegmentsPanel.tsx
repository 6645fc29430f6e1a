import { css } from '@emotion/css';
import { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { readBreakdowns } from '../../frames/segments';
import { formatBaseline, formatWindow } from '../../frames/windows';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { BreakdownTable } from './BreakdownTable';

/** What the panel needs of a dashboard. */
export type SegmentsPanelProps = Pick<PanelProps, 'data' | 'width' | 'height'>;

/** A measure's change taken apart by segment, for each dimension of a segments query: what tells most first. */
export function SegmentsPanel({ data, width, height }: SegmentsPanelProps) {
  const styles = useStyles2(getStyles);
  const scrollbar = useScrollbarWidth();
  const { breakdowns, problems } = useMemo(() => readBreakdowns(data.series), [data.series]);
  const first = breakdowns[0];
  if (!first) {
    return (
      <NothingToDraw
        data={data}
        problems={problems}
        wanted={{ title: 'These data are no segments', hint: "Set the query's type to Segments." }}
        loading="Comparing segments with the baseline …"
        empty={{
          title: 'No segments',
          hint: 'The query returned nothing. Choose a model that declares segments, and a time range in which it made predictions.',
        }}
      />
    );
  }
  const { comparison, measure } = first;
  const windows =
    comparison &&
    `${measure}, ${formatWindow(comparison.current, comparison.timezone)} against ${formatBaseline(comparison.baseline, comparison.timezone)}`;
  return (
    <div style={{ width, height, overflowX: 'hidden', overflowY: 'auto' }}>
      <div className={styles.windows} title={windows}>
        {windows}
      </div>
      {breakdowns.map((breakdown) => (
        <div key={breakdown.key} className={styles.breakdown}>
          <BreakdownTable breakdown={breakdown} width={width - scrollbar} />
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  windows: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    marginBottom: theme.spacing(1),
  }),
  breakdown: css({ marginBottom: theme.spacing(2) }),
});
