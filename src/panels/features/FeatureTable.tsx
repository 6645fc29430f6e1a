import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';

import { Feature } from '../../frames/features';
import { chartColors } from '../../ui/chartColors';
import { nextStop } from '../../ui/roving';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { rowsInView, scrollToRow } from '../../ui/virtualRows';
import { Column, COLUMN_GAP, fitColumns } from './columns';
import { FeatureRow, ROW_HEIGHT } from './FeatureRow';

const HEADER_HEIGHT = 26;
const NUMBERS = ['psi', 'missing', 'invalid', 'unseen', 'meanShift', 'importance'];

interface Props {
  features: Feature[];
  width: number;
  height: number;
  selected?: string;
  onSelect?: (name: string) => void;
}

/**
 * The features in rows, of which only those in view are drawn. The rows are one stop of the Tab key; arrows, Home, End and the
 * keys for a page move among them.
 */
export function FeatureTable({ features, width, height, selected, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  const colors = chartColors(useTheme2());
  const scrollbar = useScrollbarWidth();
  const room = Math.max(ROW_HEIGHT, height - HEADER_HEIGHT);
  const scrolls = features.length * ROW_HEIGHT > room;
  const columns = useMemo(
    () => fitColumns(features, width - (scrolls ? scrollbar : 0)),
    [features, width, scrolls, scrollbar]
  );
  const { rows, stop, body, onScroll, onKeyDown, onElement, onFocus } = useRows(features.length, room);
  return (
    <div role="table" aria-label="Features, what differs most first" aria-rowcount={features.length + 1}>
      <Header columns={columns} />
      {/* The keys move the focus among the rows' own targets. */}
      <div
        ref={body}
        role="rowgroup"
        className={styles.body}
        style={{ height: room, overflowY: scrolls ? 'auto' : 'hidden' }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: features.length * ROW_HEIGHT }} />
        {rows.map((index) => {
          const feature = features[index]!;
          return (
            <FeatureRow
              key={feature.key}
              feature={feature}
              columns={columns}
              colors={colors}
              index={index}
              isStop={index === stop}
              isSelected={feature.name === selected}
              onElement={onElement}
              onFocus={onFocus}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Which rows are drawn, which one the Tab key reaches, and what scrolling and keys do. */
function useRows(count: number, height: number) {
  const body = useRef<HTMLDivElement>(null);
  const elements = useRef(new Map<number, HTMLElement>());
  const moved = useRef(false);
  const [scrollTop, setScrollTop] = useState(0);
  const [wanted, setStop] = useState(0);
  const stop = Math.max(0, Math.min(wanted, count - 1));

  useLayoutEffect(() => {
    if (moved.current) {
      moved.current = false;
      elements.current.get(stop)?.focus({ preventScroll: true });
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, count, 'vertical');
    if (next === undefined) {
      return;
    }
    // Grafana scrolls and navigates by the same keys.
    event.preventDefault();
    event.stopPropagation();
    const top = scrollToRow(next, body.current?.scrollTop ?? 0, height, ROW_HEIGHT);
    if (body.current) {
      body.current.scrollTop = top;
    }
    moved.current = true;
    setScrollTop(top);
    setStop(next);
  };
  const onElement = (index: number, element: HTMLElement | null) => {
    if (element) {
      elements.current.set(index, element);
    } else {
      elements.current.delete(index);
    }
  };
  const { first, end } = rowsInView(scrollTop, height, ROW_HEIGHT, count);
  const rows = Array.from({ length: end - first }, (_, i) => first + i);
  if (count > 0 && (stop < first || stop >= end)) {
    rows.push(stop); // it keeps the focus while the reader scrolls elsewhere
  }
  const onScroll = () => setScrollTop(body.current?.scrollTop ?? 0);
  return { rows, stop, body, onScroll, onKeyDown, onElement, onFocus: setStop };
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
