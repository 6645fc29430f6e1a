import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Input, useStyles2 } from '@grafana/ui';
import React from 'react';

import { Comparison } from '../../frames/comparison';
import { Feature } from '../../frames/features';
import { changeWords, countVerdicts } from '../../frames/verdict';
import { formatBaseline, formatWindow } from '../../frames/windows';
import { VerdictTally } from '../../ui/VerdictTally';

/** The height of the summary in pixels. */
export const SUMMARY_HEIGHT = 64;

/** Below this width in pixels verdicts are counted without words. */
export const WORDS = 480;

interface Props {
  features: Feature[];
  comparison?: Comparison;
  width: number;
  search: string;
  onSearch: (text: string) => void;
  isGrouped: boolean;
  /** Called with whether to group by source; without it there is nothing to group by. */
  onGroup?: (isGrouped: boolean) => void;
}

/** The search, how many features have each verdict, and which windows are compared. */
export function Summary({ features, comparison, width, search, onSearch, isGrouped, onGroup }: Props) {
  const styles = useStyles2(getStyles);
  const isNarrow = width < WORDS;
  const windows = comparison ? windowsIn(comparison) : '';
  return (
    <div className={styles.summary}>
      <div className={styles.line} style={{ columnGap: isNarrow ? 6 : 12 }}>
        <Input
          aria-label="Search features"
          placeholder="Search"
          width={isNarrow ? undefined : 24}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        <VerdictTally
          counts={countVerdicts(features.map(({ verdict }) => verdict))}
          wordsOf={changeWords}
          words={isNarrow ? 'none' : 'short'}
        />
        {onGroup && (
          <Button
            className={styles.action}
            size="sm"
            fill="text"
            variant="secondary"
            aria-label="Group by source"
            aria-pressed={isGrouped}
            onClick={() => onGroup(!isGrouped)}
          >
            {isNarrow ? 'Group' : 'By source'}
          </Button>
        )}
      </div>
      <div className={styles.windows} title={windows}>
        {windows}
      </div>
    </div>
  );
}

function windowsIn({ current, baseline, timezone }: Comparison): string {
  return `${formatWindow(current, timezone)} against ${formatBaseline(baseline, timezone)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({ ...theme.typography.bodySmall, height: SUMMARY_HEIGHT, overflow: 'hidden' }),
  line: css({ display: 'flex', alignItems: 'center', height: 36, whiteSpace: 'nowrap' }),
  action: css({ flex: 'none', marginLeft: 'auto' }),
  windows: css({
    lineHeight: '24px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
  }),
});
