import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { KeyboardEvent, memo } from 'react';

import { changeWords, countVerdicts } from '../../frames/verdict';
import { targetProps } from '../../ui/useRoving';
import { VerdictMark } from '../../ui/VerdictMark';
import { VerdictTally } from '../../ui/VerdictTally';
import { Group } from './groups';
import { ROW_HEIGHT } from './rowHeight';

interface Props {
  group: Group;
  isOpen: boolean;
  /** The place in the list, from 0. */
  index: number;
  /** Reached by the Tab key; the arrows reach the others. */
  isStop: boolean;
  /** How many columns the heading spans. */
  columns: number;
  /** Whether only marks and numbers have room. */
  isNarrow: boolean;
  onToggle: (source: string) => void;
}

/** The heading of the features of one source: their worst verdict, and how many have which. A press opens or closes the group. */
export const GroupRow = memo(function GroupRow({ group, isOpen, index, isStop, columns, isNarrow, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const toggle = () => onToggle(group.source);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if ((key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen)) {
      toggle();
    }
  };
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ top: index * ROW_HEIGHT }}>
      <div role="cell" aria-colspan={columns} className={styles.cell}>
        <button
          {...targetProps(index, isStop)}
          type="button"
          className={styles.target}
          aria-expanded={isOpen}
          onClick={toggle}
          onKeyDown={onKeyDown}
        >
          <svg width={10} height={10} aria-hidden="true" focusable="false">
            <path d={isOpen ? 'M1 3L5 7L9 3' : 'M3 1L7 5L3 9'} fill="none" stroke="currentColor" strokeWidth={1.6} />
          </svg>
          <VerdictMark verdict={group.verdict} />
          <span className={styles.source}>{group.source || 'No source'}</span>
          <VerdictTally
            counts={countVerdicts(group.features.map(({ verdict }) => verdict))}
            wordsOf={changeWords}
            words={isNarrow ? 'none' : 'short'}
          />
        </button>
      </div>
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'absolute',
    left: 0,
    right: 0,
    height: ROW_HEIGHT,
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  cell: css({ height: '100%' }),
  target: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    width: '100%',
    height: ROW_HEIGHT - 2,
    padding: theme.spacing(0, 0.5),
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.primary,
    textAlign: 'left',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    outlineOffset: -2,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.text}` },
    '& > svg': { flex: 'none' },
  }),
  source: css({
    fontWeight: theme.typography.fontWeightMedium,
    minWidth: 0,
    marginRight: theme.spacing(1),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
});
