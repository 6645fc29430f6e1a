import React, { ReactNode } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { SharedWindows } from '../frames/comparison';
import { WindowNames } from '../frames/fieldLook';
import { VerdictCount, verdictWords } from '../frames/verdict';
import { formatBaseline, formatInstants, formatWindow } from '../frames/windows';
import { useChartColors } from './chartColors';
import { inLines, NAME_SIZE, textWidth } from './labels';
import { LeftOut } from './leftOut';
import { LeftOutLine } from './LeftOutLine';
import { Swatch, SwatchKind } from './Swatch';
import { TallyWords, VerdictTally } from './VerdictTally';

interface Props {
  /** How many subjects have each verdict; an empty list leaves the line out. */
  counts: VerdictCount[];
  /** The windows that all charts share; without them the legend only explains the marks. */
  shared: SharedWindows | undefined;
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
/** Below this width in pixels verdicts are counted in short. */
const SHORT = 720;
/** Below this width in pixels verdicts are counted without words. */
const TALLY = 420;

/** The legend's height in pixels, which the charts below it leave free. */
export function legendHeight(props: Omit<Props, 'marks'>): number {
  const lines = (props.counts.length > 0 ? 1 : 0) + linesOf(props).length + (props.left ? 1 : 0);
  return lines * LINE_HEIGHT + ROOM_BELOW;
}

/** The items of each line: as many as fit, so that none is cut while another line would hold it. */
function linesOf({ counts, shared, width, hasUsual, names, action }: Omit<Props, 'marks'>): Item[][] {
  const items: Item[] = [
    { kind: 'current', name: names.current, text: shared ? formatWindow(shared.current, shared.timezone) : '' },
    {
      kind: 'baseline',
      name: names.baseline,
      text: shared?.baseline ? formatBaseline(shared.baseline, shared.timezone) : '',
    },
    ...(hasUsual ? [{ kind: 'usual', name: 'Expected from earlier windows', text: '' } as const] : []),
    ...(shared ? [{ kind: 'zone', name: shared.timezone, text: '' } as const] : []),
  ];
  const beside = action && counts.length === 0 ? ACTION_WIDTH : 0;
  return inLines(items, itemWidth, (line) => width - (line === 0 ? beside : 0), ITEM_GAP);
}

interface Item {
  kind: 'current' | 'baseline' | 'usual' | 'zone';
  name: string;
  text: string;
}

const ITEM_GAP = 16;
/** A swatch with the room beside it, in pixels. */
const SWATCH = 22;
const itemWidth = ({ name, text }: Item) => SWATCH + textWidth(`${name} ${text}`, NAME_SIZE);

/** How many subjects moved, what the marks of both windows are, and when both windows were. */
export function Legend(props: Props) {
  const { counts, shared, width, left, marks = BARS, action } = props;
  const styles = useStyles2(getStyles);
  const colors = useChartColors();
  const instants = {
    current: shared && formatInstants(shared.current, shared.timezone),
    baseline: shared && baselineInstants(shared),
    usual: undefined,
    zone: undefined,
  };
  const actionRoom = { paddingRight: action ? ACTION_WIDTH : 0 };
  return (
    <div className={styles.legend} style={{ height: legendHeight(props) }}>
      {action && <div className={styles.action}>{action}</div>}
      {counts.length > 0 && (
        <div className={styles.line} style={actionRoom}>
          <VerdictTally counts={counts} wordsOf={verdictWords} words={tallyWords(width)} />
        </div>
      )}
      {linesOf(props).map((line, i) => (
        <div key={i} className={styles.windows} style={counts.length === 0 && i === 0 ? actionRoom : undefined}>
          {line.map(({ kind, name, text }) => (
            <span key={kind} className={kind === 'zone' ? styles.zone : styles.item} title={instants[kind]}>
              {kind !== 'zone' && <Swatch kind={kind === 'usual' ? kind : marks[kind]} colors={colors} />}
              <span className={styles.cut}>
                {name} {text && <strong>{text}</strong>}
              </span>
            </span>
          ))}
        </div>
      ))}
      {left && <LeftOutLine left={left} />}
    </div>
  );
}

function tallyWords(width: number): TallyWords {
  return width < TALLY ? 'none' : width < SHORT ? 'short' : 'all';
}

function baselineInstants({ baseline, timezone }: SharedWindows): string | undefined {
  return baseline?.windows.map((window) => formatInstants(window, timezone)).join('\n');
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
  windows: css({
    display: 'flex',
    columnGap: ITEM_GAP,
    height: LINE_HEIGHT,
    lineHeight: `${LINE_HEIGHT}px`,
  }),
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
