import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { KeyboardEvent, MouseEvent, useRef, useState } from 'react';

import { describeUsual } from '../../frames/describe';
import { formatValue } from '../../frames/format';
import { cellOf, HeatMap } from '../../frames/heatMap';
import { besideMark, ChartTooltip } from '../../ui/ChartTooltip';
import { choosesFocused, nextStop } from '../../ui/roving';
import { DataLinks, Pick } from '../../ui/useDataLinks';
import { describeCell, HeatPlot, verdictOf, windowOf } from './heatGeometry';

interface Props {
  map: HeatMap;
  plot: HeatPlot;
  pickOf: DataLinks['pickOf'];
}

interface Cell {
  column: number;
  band: number;
}

/**
 * One target at the cell under the pointer or the keys: a map has too many cells for an element each. A cell that the keys reach
 * is a new element that takes the focus, so that it is spoken.
 */
export function CellTargets({ map, plot, pickOf }: Props) {
  const [anchor, setAnchor] = useState<Anchor | undefined>();
  const pointed = useRef<SVGRectElement>(null);
  const columns = map.times.length;
  const { cell, isMoved, onKeyDown } = useCell(columns, plot.bands.length, () => setAnchor(undefined));
  const linked = ({ column, band }: Cell) => pickOf(plot.bands[band]?.row.linksAt?.(column));
  const isLinked = anchor && linked(anchor.cell);
  return (
    <>
      <rect
        {...plot.size}
        fill="transparent"
        style={isLinked && { cursor: 'pointer' }}
        onMouseMove={(event) => setAnchor(anchorAt(event, plot, columns))}
        onMouseLeave={() => setAnchor(undefined)}
        onClick={() => anchor && pointed.current && linked(anchor.cell)?.(pointed.current)}
      />
      {anchor && <rect ref={pointed} fill="none" pointerEvents="none" {...boxOf(anchor.cell, plot)} />}
      {plot.bands[cell.band] && (
        <CellTarget
          key={`${cell.column} ${cell.band}`}
          label={describeCell(map, plot.bands[cell.band]!, cell.column)}
          box={boxOf(cell, plot)}
          takesFocus={isMoved}
          onPick={linked(cell)}
          onKeyDown={onKeyDown}
          onFocus={(mark) => setAnchor({ cell, ...besideMark(mark) })}
          onBlur={() => setAnchor(undefined)}
        />
      )}
      {anchor && <CellTooltip map={map} plot={plot} anchor={anchor} />}
    </>
  );
}

/** Where a cell is, in pixels of the plot. */
function boxOf({ column, band }: Cell, { bands, columnWidth }: HeatPlot) {
  const { y = 0, height = 0 } = bands[band] ?? {};
  return { x: column * columnWidth, y, width: columnWidth, height };
}

interface TargetProps {
  label: string;
  box: ReturnType<typeof boxOf>;
  takesFocus: boolean;
  /** What Enter and Space call; without it the cell can only be read. */
  onPick: Pick | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (mark: Element) => void;
  onBlur: () => void;
}

/** The cell that the Tab key reaches. */
function CellTarget({ label, box, takesFocus, onPick, onKeyDown, onFocus, onBlur }: TargetProps) {
  const styles = useStyles2(getStyles);
  return (
    <rect
      ref={(element) => {
        if (takesFocus && element && document.activeElement !== element) {
          element.focus();
        }
      }}
      className={styles.target}
      fill="transparent"
      pointerEvents="none"
      role={onPick ? 'button' : 'img'}
      aria-label={label}
      tabIndex={0}
      {...box}
      onKeyDown={(event) => {
        if (onPick && choosesFocused(event.key)) {
          event.preventDefault();
          onPick(event.currentTarget);
        } else {
          onKeyDown(event);
        }
      }}
      onFocus={(event) => onFocus(event.currentTarget)}
      onBlur={onBlur}
    />
  );
}

interface Anchor {
  cell: Cell;
  x: number;
  y: number;
}

function anchorAt(event: MouseEvent<SVGRectElement>, plot: HeatPlot, columns: number): Anchor | undefined {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const y = event.clientY - top;
  const band = plot.bands.findIndex((each) => y >= each.y && y < each.y + each.height);
  const column = Math.max(0, Math.min(columns - 1, Math.floor((event.clientX - left) / plot.columnWidth)));
  return band < 0 ? undefined : { cell: { column, band }, x: event.clientX, y: event.clientY };
}

/** The cell that the Tab key reaches, the last window's first, and how the arrows, Home and End move it. */
function useCell(columns: number, bands: number, onEscape: () => void) {
  const [stop, setStop] = useState<Cell>({ column: columns - 1, band: 0 });
  const [isMoved, setMoved] = useState(false);
  const within = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  const cell = { column: within(stop.column, columns), band: within(stop.band, bands) };
  const onKeyDown = (event: KeyboardEvent) => {
    const column = nextStop(event.key, cell.column, columns, 'horizontal');
    const band = column === undefined ? nextStop(event.key, cell.band, bands, 'vertical') : undefined;
    if (event.key === 'Escape') {
      onEscape();
    } else if (column !== undefined || band !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      setMoved(true);
      setStop({ column: column ?? cell.column, band: band ?? cell.band });
    } else if (event.key === 'Tab') {
      setMoved(false);
    }
  };
  return { cell, isMoved, onKeyDown };
}

function CellTooltip({ map, plot, anchor }: { map: HeatMap; plot: HeatPlot; anchor: Anchor }) {
  const { band: row, column } = anchor.cell;
  const band = plot.bands[row];
  return band ? (
    <ChartTooltip
      anchor={{ index: row, x: anchor.x, y: anchor.y }}
      title={band.row.label}
      lines={[{ name: 'Share', value: formatValue(band.row.shares[column] ?? null, map.values) }]}
      notes={[
        describeUsual(cellOf(band.row, column), map.values),
        windowOf(map, column),
        verdictOf(map, column),
      ].filter(Boolean)}
    />
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  target: css({
    outline: 'none',
    '&:focus-visible': { stroke: theme.colors.text.primary, strokeWidth: 2 },
  }),
});
