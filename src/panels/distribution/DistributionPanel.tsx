import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { Comparison } from '../../frames/comparison';
import { Distribution, isPredicted, readDistributions } from '../../frames/distribution';
import { byDrift, countVerdicts, verdictsOf } from '../../frames/verdict';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { arrange } from '../../ui/arrangement';
import { Legend, legendHeight } from '../../ui/Legend';

import { DistributionOptions } from './options';
import { SubjectCell } from './SubjectCell';

/** What the panel needs of a dashboard: little enough that a page without Grafana can give it too. */
export type DistributionPanelProps = Pick<PanelProps<DistributionOptions>, 'data' | 'width' | 'height' | 'options'>;

/** Draws each distribution frame of a query: the current window over its baseline, with verdict, windows and counts. */
export function DistributionPanel({ data, width, height, options }: DistributionPanelProps) {
  const styles = useStyles2(getStyles);
  const scrollbar = useScrollbarWidth();
  const read = useMemo(() => readDistributions(data.series), [data.series]);
  const distributions = useMemo(
    () => (options.sort === 'drift' ? [...read.distributions].sort(byDrift) : read.distributions),
    [read, options.sort]
  );
  if (distributions.length === 0) {
    return (
      <NothingToDraw
        data={data}
        problems={read.problems}
        wanted={{
          title: 'These data are not distributions',
          hint: "Set the query's type to Distribution and its format to Bins.",
        }}
        loading="Comparing with the baseline …"
        empty={{
          title: 'No distributions',
          hint: 'The query returned nothing. Choose a model and a feature, and a time range in which it made predictions.',
        }}
      />
    );
  }
  const shared = sharedComparison(distributions);
  const legend = legendOf(distributions, read.problems, width);
  const room = height - (options.showLegend ? legendHeight(legend) : 0);
  const { columns, cellWidth, cellHeight, scrolls } = arrange(distributions.length, options.maxColumns, {
    width,
    height: room,
    scrollbar,
  });
  return (
    <div>
      {options.showLegend && <Legend {...legend} shared={shared} />}
      <div
        className={styles.cells}
        style={{
          height: room,
          gridTemplateColumns: `repeat(${columns}, ${cellWidth}px)`,
          overflowY: scrolls ? 'auto' : 'hidden',
        }}
      >
        {distributions.map((distribution) => (
          <SubjectCell
            key={distribution.key}
            distribution={distribution}
            width={cellWidth}
            height={cellHeight}
            options={options}
            ownWindows={!shared && distribution.comparison !== undefined}
          />
        ))}
      </div>
    </div>
  );
}

/** What the legend says above several distributions, and of frames that are none. */
function legendOf(distributions: Distribution[], problems: string[], width: number) {
  const frames = problems.length === 1 ? 'One frame' : `${problems.length} frames`;
  return {
    counts: distributions.length > 1 ? countVerdicts(verdictsOf(distributions)) : [],
    width,
    hasUsual: distributions.some(({ bins }) => bins.some(isPredicted)),
    left: problems.length > 0 ? { text: `${frames} not drawn: not a distribution`, reasons: problems } : undefined,
  };
}

/** The first comparison, if all distributions compare the same windows in the same time zone. */
function sharedComparison(distributions: Distribution[]): Comparison | undefined {
  const first = distributions[0]?.comparison;
  const key = first && windowsKey(first);
  return distributions.every(({ comparison }) => comparison && windowsKey(comparison) === key) ? first : undefined;
}

function windowsKey({ current, baseline, timezone }: Comparison): string {
  return JSON.stringify([current.from, current.to, baseline.name, baseline.kind, baseline.windows, timezone]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  cells: css({ display: 'grid', gap: theme.spacing(2), alignContent: 'start' }),
});
