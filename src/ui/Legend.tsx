import React, { ReactNode } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { Comparison } from '../frames/comparison';
import { WindowNames } from '../frames/fieldLook';
import { VerdictCount, verdictWords } from '../frames/verdict';
import { formatBaseline, formatInstants, formatWindow } from '../frames/windows';
import { useChartColors } from './chartColors';
import { LeftOut } from './leftOut';
import { LeftOutLine } from './LeftOutLine';
import { Swatch, SwatchKind } from './Swatch';
import { TallyWords, VerdictTally } from './VerdictTally';

interface Props {
  /** How many subjects have each verdict; an empty list leaves the line out. */
  counts: VerdictCount[];
  /** The comparison whose windows all charts share; without it the legend only explains the marks. */
  shared: Comparison | undefined;
  width: number;
  /** True when the charts show what earlier windows predict. */
  hasUsual: boolean;
  left?: LeftOut;
  /** What the two windows are called. */
  names: WindowNames;
  /** How the two windows are drawn: by default as bars. */
  marks?: { current: SwatchKind; baseline: SwatchKind };
  /** A button at the end of the first line. */
  action?: ReactNode;
}

const LINE_HEIGHT = 22;
const ROOM_BELOW = 8;
const ACTION_WIDTH = 64;
const BARS = { current: 'current', baseline: 'baseline' } as const;
/** Below this width in pixels the two windows do not fit on one line. */
const ONE_LINE = 720;
/** Below this width in pixels verdicts are counted without words. */
const TALLY = 420;

/** The legend's height in pixels, which the charts below it leave free. */
export function legendHeight({ counts, width, left }: Pick<Props, 'counts' | 'width' | 'left'>): number {
  const lines = (counts.length > 0 ? 1 : 0) + (width < ONE_LINE ? 2 : 1) + (left ? 1 : 0);
  return lines * LINE_HEIGHT + ROOM_BELOW;
}

/** How many subjects moved, what the marks of both windows are, and when both windows were. */
export function Legend({ counts, shared, width, hasUsual, left, names, marks = BARS, action }: Props) {
  const styles = useStyles2(getStyles);
  const colors = useChartColors();
  return (
    <div
      className={styles.legend}
      style={{ paddingRight: action ? ACTION_WIDTH : 0, height: legendHeight({ counts, width, left }) }}
    >
      {action && <div className={styles.action}>{action}</div>}
      {counts.length > 0 && (
        <div className={styles.line}>
          <VerdictTally counts={counts} wordsOf={verdictWords} words={tallyWords(width)} />
        </div>
      )}
      <div className={styles.windows} style={{ flexDirection: width < ONE_LINE ? 'column' : 'row' }}>
        <span className={styles.item} title={shared && formatInstants(shared.current, shared.timezone)}>
          <Swatch kind={marks.current} colors={colors} />
          <span className={styles.cut}>
            {names.current} {shared && <strong>{formatWindow(shared.current, shared.timezone)}</strong>}
          </span>
        </span>
        <span className={styles.item} title={shared && baselineInstants(shared)}>
          <Swatch kind={marks.baseline} colors={colors} />
          <span className={styles.cut}>
            {names.baseline} {shared && <strong>{formatBaseline(shared.baseline, shared.timezone)}</strong>}
          </span>
        </span>
        {width >= ONE_LINE && hasUsual && (
          <span className={styles.item}>
            <Swatch kind="usual" colors={colors} />
            Expected from earlier windows
          </span>
        )}
        {shared && width >= ONE_LINE && <span className={styles.zone}>{shared.timezone}</span>}
      </div>
      {left && <LeftOutLine left={left} />}
    </div>
  );
}

function tallyWords(width: number): TallyWords {
  return width < TALLY ? 'none' : width < ONE_LINE ? 'short' : 'all';
}

function baselineInstants({ baseline, timezone }: Comparison): string {
  return baseline.windows.map((window) => formatInstants(window, timezone)).join('\n');
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    position: 'relative',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    '& strong': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
  line: css({
    display: 'flex',
    gap: theme.spacing(2),
    height: LINE_HEIGHT,
  }),
  windows: css({ display: 'flex', columnGap: theme.spacing(2), lineHeight: `${LINE_HEIGHT}px` }),
  item: css({
    overflow: 'hidden',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    minWidth: 0,
    '& > svg': { flex: 'none' },
  }),
  cut: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
  action: css({ position: 'absolute', top: 0, right: 0 }),
  zone: css({ marginLeft: 'auto' }),
});
