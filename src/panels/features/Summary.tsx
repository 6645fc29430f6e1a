import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Input, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { Comparison } from '../../frames/comparison';
import { Feature } from '../../frames/features';
import { changeWords, countVerdicts } from '../../frames/verdict';
import { formatBaseline, formatWindow } from '../../frames/windows';
import { verdictColor, VerdictMark } from '../../ui/VerdictMark';

/** The height of the summary in pixels. */
export const SUMMARY_HEIGHT = 64;

/** Below this width in pixels verdicts are counted without words. */
const WORDS = 480;

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
  const theme = useTheme2();
  const windows = comparison ? windowsIn(comparison) : '';
  return (
    <div className={styles.summary}>
      <div className={styles.line}>
        <Input
          aria-label="Search features"
          placeholder="Search"
          width={width < WORDS ? 14 : 24}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        {countVerdicts(features.map(({ verdict }) => verdict)).map(({ verdict, count }) => (
          <span
            key={String(verdict)}
            className={styles.count}
            style={{ color: verdictColor(verdict, theme) }}
            title={`${count} ${changeWords(verdict).toLowerCase()}`}
          >
            <VerdictMark verdict={verdict} size={14} />
            {width < WORDS ? count : `${count} ${changeWords(verdict).toLowerCase().replace(/,.*/, '')}`}
          </span>
        ))}
        {onGroup && (
          <Button
            className={styles.action}
            size="sm"
            fill="text"
            variant="secondary"
            aria-pressed={isGrouped}
            onClick={() => onGroup(!isGrouped)}
          >
            By source
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
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), height: 36, whiteSpace: 'nowrap' }),
  count: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  action: css({ marginLeft: 'auto' }),
  windows: css({
    lineHeight: '24px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
  }),
});
