import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { Feature } from '../../frames/features';
import { useChartColors } from '../../ui/chartColors';
import { Pick } from '../../ui/useDataLinks';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { Column, COLUMN_GAP, fitColumns } from './columns';
import { FeatureRow } from './FeatureRow';
import { GroupRow } from './GroupRow';
import { Item } from './groups';
import { ROW_HEIGHT } from './rowHeight';
import { WORDS } from './Summary';
import { useRows } from './useRows';

const HEADER_HEIGHT = 26;
const NUMBERS = ['psi', 'missing', 'invalid', 'unseen', 'meanShift', 'importance'];

interface Props {
  /** The features in any order; they tell which columns say something. */
  features: Feature[];
  /** What the rows show, from top to bottom. */
  items: Item[];
  width: number;
  height: number;
  selected?: string;
  /** What a click on a feature calls, or a key; undefined where it can only be read. */
  pickOf: (feature: Feature) => Pick | undefined;
  /** Called with the source of a group that is opened or closed. */
  onToggle: (source: string) => void;
}

/**
 * Features and the headings of their groups in rows, of which only those in view are drawn. The rows are one stop of the Tab key;
 * arrows, Home, End and the keys for a page move among them.
 */
export function FeatureTable({ features, items, width, height, selected, pickOf, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const colors = useChartColors();
  const scrollbar = useScrollbarWidth();
  const room = Math.max(ROW_HEIGHT, height - HEADER_HEIGHT);
  const scrolls = items.length * ROW_HEIGHT > room;
  const columns = useMemo(
    () => fitColumns(features, width - (scrolls ? scrollbar : 0)),
    [features, width, scrolls, scrollbar]
  );
  const { drawn, stop, body } = useRows(items.length, room, ROW_HEIGHT);
  return (
    <div role="table" aria-label="Features, what differs most first" aria-rowcount={items.length + 1}>
      <Header columns={columns} />
      {/* The keys move the focus among the rows' own targets. */}
      <div
        {...body}
        role="rowgroup"
        className={styles.body}
        style={{ height: room, overflowY: scrolls ? 'auto' : 'hidden' }}
      >
        <div role="presentation" style={{ height: items.length * ROW_HEIGHT }} />
        {drawn.map((index) => {
          const item = items[index]!;
          return item.kind === 'group' ? (
            <GroupRow
              key={item.key}
              group={item.group}
              isOpen={item.isOpen}
              {...{ index, onToggle }}
              isStop={index === stop}
              columns={columns.length}
              isNarrow={width < WORDS}
            />
          ) : (
            <FeatureRow
              key={item.key}
              feature={item.feature}
              columns={columns}
              colors={colors}
              index={index}
              isStop={index === stop}
              isSelected={item.feature.name === selected}
              pickOf={pickOf}
            />
          );
        })}
      </div>
    </div>
  );
}

function Header({ columns }: { columns: Column[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={styles.header}>
        {columns.map(({ id, title, width }) => (
          <div
            key={id}
            role="columnheader"
            style={{ flex: 'none', width, textAlign: NUMBERS.includes(id) ? 'right' : 'left' }}
          >
            {title}
          </div>
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    gap: COLUMN_GAP,
    alignItems: 'center',
    height: HEADER_HEIGHT,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  body: css({ ...theme.typography.bodySmall, position: 'relative', overflowX: 'hidden' }),
});
