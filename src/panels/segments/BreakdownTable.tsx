import { css, cx } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { CSSProperties, ReactNode } from 'react';

import { describePart } from '../../frames/describeSegment';
import { formatEffect, formatShare, formatValue, ValueStyle } from '../../frames/format';
import { Breakdown, effectOf, Part } from '../../frames/segments';
import { ChartColors, useChartColors } from '../../ui/chartColors';
import { NAME_SIZE, shorten } from '../../ui/labels';
import { Pick } from '../../ui/useDataLinks';
import { targetProps, useRoving } from '../../ui/useRoving';
import { COLUMN_GAP, fitWidths, layoutIntervals, layoutWaterfall, Waterfall, Widths } from './geometry';
import { IntervalPicture, StepPicture } from './Pictures';

/** The height of a row in pixels. */
const ROW_HEIGHT = 40;

interface Props {
  breakdown: Breakdown;
  width: number;
  /** What a click on a segment calls, or a key; undefined where it can only be read. */
  pickOf: (part: Part) => Pick | undefined;
}

/**
 * One dimension: a row for each segment value with both windows and its part of the change, the greatest first. The rows are one
 * stop of the Tab key; the arrows move among them.
 */
export function BreakdownTable({ breakdown, width, pickOf }: Props) {
  const styles = useStyles2(getStyles);
  const colors = useChartColors();
  const { parts, dimension, explanation } = breakdown;
  const widths = fitWidths(width);
  const waterfall = layoutWaterfall(parts, widths.waterfall);
  const intervals = layoutIntervals(parts, widths.intervals);
  const { stop, onKeyDown, onFocus } = useRoving(parts.length, 'vertical');
  if (parts.length === 0) {
    return (
      <section>
        <h3 className={styles.title}>{dimension}</h3>
        <p className={styles.explanation}>No rows in either window</p>
      </section>
    );
  }
  const total = waterfall && parts.reduce((sum, part) => sum + (effectOf(part) ?? 0), 0);
  return (
    <section>
      <h3 className={styles.title}>{dimension}</h3>
      <p className={styles.explanation}>{explanation || 'Not compared'}</p>
      <div role="table" aria-label={`${dimension}, the greatest part of the change first`} onKeyDown={onKeyDown}>
        <Header widths={widths} dimension={dimension} />
        <div role="rowgroup">
          {parts.map((part, i) => (
            <Row key={part.name} part={part} onPick={pickOf(part)}>
              <Cell width={widths.name}>
                <NameTarget
                  {...targetProps(i, i === stop)}
                  name={shorten(part.name, widths.name, NAME_SIZE)}
                  spoken={describePart(part, breakdown)}
                  isButton={pickOf(part) !== undefined}
                  onFocus={() => onFocus(i)}
                />
              </Cell>
              <PartCells
                {...{ part, widths, colors, waterfall }}
                style={breakdown.values}
                marks={intervals[i]!}
                index={i}
              />
            </Row>
          ))}
          {total !== undefined && (
            <div role="row" className={styles.total}>
              <Cell width={width - widths.effect - COLUMN_GAP}>Whole change</Cell>
              <Cell width={widths.effect} end>
                {formatEffect(total, breakdown.values)}
              </Cell>
            </div>
          )}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  part: Part;
  onPick?: Pick;
  children: ReactNode;
}

function Row({ part, onPick, children }: RowProps) {
  const styles = useStyles2(getStyles);
  return (
    <div
      role="row"
      className={cx(styles.row, part.named && styles.named, onPick && styles.pointed)}
      title={part.name}
      onClick={(event) => onPick?.(event.target as Element)}
    >
      {children}
    </div>
  );
}

interface NameProps {
  name: string;
  spoken: string;
  isButton: boolean;
  onFocus: () => void;
}

/** The name of a segment, which speaks for its row. The click of its button is the row's. */
function NameTarget({ name, spoken, isButton, ...target }: NameProps) {
  const styles = useStyles2(getStyles);
  const text = name || '(empty)';
  return isButton ? (
    <button {...target} type="button" aria-label={spoken} className={cx(styles.name, styles.button)}>
      {text}
    </button>
  ) : (
    <div {...target} role="img" aria-label={spoken} className={styles.name}>
      {text}
    </div>
  );
}

interface PartProps {
  part: Part;
  /** How the measure's numbers are written. */
  style: ValueStyle;
  widths: Widths;
  colors: ChartColors;
  marks: ReturnType<typeof layoutIntervals>[number];
  waterfall?: Waterfall;
  index: number;
}

function PartCells({ part, style, widths, colors, marks, waterfall, index }: PartProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {widths.weight > 0 && (
        <Cell width={widths.weight} end>
          {formatShare(part.weight)}
          <div className={styles.second}>{`was ${formatShare(part.weightBefore)}`}</div>
        </Cell>
      )}
      {widths.intervals > 0 && (
        <Cell width={widths.intervals}>
          <IntervalPicture {...marks} width={widths.intervals} colors={colors} />
        </Cell>
      )}
      {widths.values > 0 && (
        <Cell width={widths.values} end>
          {formatValue(part.current.value, style)}
          <div className={styles.second}>{`was ${formatValue(part.baseline.value, style)}`}</div>
        </Cell>
      )}
      <Cell width={widths.waterfall}>
        {waterfall && (
          <StepPicture
            waterfall={waterfall}
            index={index}
            width={widths.waterfall}
            colors={colors}
            named={part.named}
          />
        )}
      </Cell>
      <Cell width={widths.effect} end>
        {formatEffect(effectOf(part), style)}
      </Cell>
    </>
  );
}

function Header({ widths, dimension }: { widths: Widths; dimension: string }) {
  const styles = useStyles2(getStyles);
  const columns: Array<[string, number, boolean]> = [
    [dimension, widths.name, false],
    ['Weight', widths.weight, true],
    ['Now and before', widths.intervals, false],
    ['Now', widths.values, true],
    ['Part of the change', widths.waterfall, false],
    ['Effect', widths.effect, true],
  ];
  return (
    <div role="rowgroup">
      <div role="row" className={styles.header}>
        {columns
          .filter(([, width]) => width > 0)
          .map(([title, width, end]) => (
            <Cell key={title} width={width} end={end} role="columnheader">
              {title}
            </Cell>
          ))}
      </div>
    </div>
  );
}

interface CellProps {
  width: number;
  end?: boolean;
  role?: 'cell' | 'columnheader';
  children: ReactNode;
}

function Cell({ width, end = false, role = 'cell', children }: CellProps) {
  const style: CSSProperties = { flex: 'none', width, textAlign: end ? 'right' : 'left', overflow: 'hidden' };
  return (
    <div role={role} style={style}>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const row = {
    display: 'flex',
    alignItems: 'center',
    gap: COLUMN_GAP,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  } as const;
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    title: css({ ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
    explanation: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
    header: css({
      ...theme.typography.bodySmall,
      ...row,
      height: 26,
      color: theme.colors.text.secondary,
      borderBottom: `1px solid ${theme.colors.border.medium}`,
    }),
    row: css({
      ...theme.typography.bodySmall,
      ...row,
      height: ROW_HEIGHT,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    pointed: css({ cursor: 'pointer', '&:hover': { background: theme.colors.action.hover } }),
    named: css({ fontWeight: theme.typography.fontWeightBold }),
    total: css({ ...theme.typography.bodySmall, ...row, height: 28, fontWeight: theme.typography.fontWeightMedium }),
    name: css({ ...cut, outlineOffset: -2, '&:focus-visible': { outline: `2px solid ${theme.colors.primary.text}` } }),
    button: css({
      width: '100%',
      padding: 0,
      border: 'none',
      background: 'none',
      font: 'inherit',
      color: 'inherit',
      textAlign: 'left',
      '&:focus': { boxShadow: 'none' },
    }),
    second: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  };
};
