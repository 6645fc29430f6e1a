import { css, cx } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';

import { describeFeature } from '../../frames/describeFeature';
import { Feature } from '../../frames/features';
import { ChartColors } from '../../ui/chartColors';
import { NAME_SIZE, shorten } from '../../ui/labels';
import { Pick } from '../../ui/useDataLinks';
import { targetProps } from '../../ui/useRoving';
import { VerdictMark } from '../../ui/VerdictMark';
import { Column, COLUMN_GAP } from './columns';
import { FeatureCell, shortVerdict } from './FeatureCell';
import { ROW_HEIGHT } from './rowHeight';

interface Props {
  feature: Feature;
  columns: Column[];
  colors: ChartColors;
  /** The place in the list, from 0. */
  index: number;
  /** Reached by the Tab key; the arrows reach the others. */
  isStop: boolean;
  isSelected: boolean;
  pickOf: (feature: Feature) => Pick | undefined;
}

/** The pixels of a cell before its name: padding, the mark of the verdict, a gap. */
const BEFORE_NAME = 26;

/** One feature: its name, and a cell for each column. Its first element speaks for the whole row. */
export const FeatureRow = memo(function FeatureRow(props: Props) {
  const { feature, columns, colors, index, isStop, isSelected, pickOf } = props;
  const onPick = pickOf(feature);
  const styles = useStyles2(getStyles);
  const spoken = describeFeature(feature);
  const target = {
    ...targetProps(index, isStop),
    'aria-label': spoken,
  };
  const room = (columns[0]?.width ?? 0) - BEFORE_NAME;
  const name = <NameText feature={feature} room={room} withVerdict={!columns.some(({ id }) => id === 'verdict')} />;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cx(styles.row, onPick && styles.pointed, isSelected && styles.selected)}
      style={{ top: index * ROW_HEIGHT }}
      title={spoken.split('. ').join('\n')}
      onClick={(event) => onPick?.(event.target as Element)}
    >
      {columns.map((column) => (
        <div key={column.id} role="cell" className={styles.cell} style={{ width: column.width }}>
          {column.id !== 'name' ? (
            <FeatureCell feature={feature} column={column} colors={colors} />
          ) : onPick ? (
            <button {...target} type="button" className={styles.target} aria-current={isSelected || undefined}>
              {name}
            </button>
          ) : (
            <div {...target} role="img" className={styles.target}>
              {name}
            </div>
          )}
        </div>
      ))}
    </div>
  );
});

/** The mark of the verdict, the name, and below it where the feature comes from, or the verdict where no column says it. */
function NameText({ feature, room, withVerdict }: { feature: Feature; room: number; withVerdict: boolean }) {
  const styles = useStyles2(getStyles);
  const verdict = [shortVerdict(feature), feature.worstPolicy].filter(Boolean).join(' · ');
  return (
    <>
      <VerdictMark verdict={feature.verdict} />
      <span className={styles.texts}>
        <span className={styles.name}>{shorten(feature.name, room, NAME_SIZE)}</span>
        <span className={styles.second}>{withVerdict ? verdict : feature.source}</span>
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    row: css({
      position: 'absolute',
      left: 0,
      right: 0,
      display: 'flex',
      alignItems: 'center',
      gap: COLUMN_GAP,
      height: ROW_HEIGHT,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    pointed: css({ cursor: 'pointer', '&:hover': { background: theme.colors.action.hover } }),
    selected: css({ background: theme.colors.action.selected }),
    cell: css({ flex: 'none', minWidth: 0 }),
    target: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      width: '100%',
      height: ROW_HEIGHT - 2,
      padding: theme.spacing(0, 0, 0, 0.5),
      border: 'none',
      background: 'none',
      font: 'inherit',
      color: theme.colors.text.primary,
      textAlign: 'left',
      outlineOffset: -2,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.text}` },
      '& > svg': { flex: 'none' },
    }),
    texts: css({ minWidth: 0 }),
    name: css({ ...cut, fontWeight: theme.typography.fontWeightMedium }),
    second: css({ ...cut, color: theme.colors.text.secondary }),
  };
};
