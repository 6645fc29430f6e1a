/** How small multiples fill a panel, in pixels. */
export interface Arrangement {
  columns: number;
  cellWidth: number;
  cellHeight: number;
  /** True when the cells need more height than the panel has, so that it must scroll. */
  scrolls: boolean;
}

/** Below these sizes in pixels a cell's header and axes leave no room to read its bars. */
export const MIN_CELL_WIDTH = 260;
export const MIN_CELL_HEIGHT = 190;

/** The room between two cells in pixels. */
export const CELL_GAP = 16;

/** A panel's size and the width of its scroll bar, in pixels. */
export interface Room {
  width: number;
  height: number;
  scrollbar: number;
}

/**
 * Fills a panel with equal cells: as many columns as fit and as the viewer allows, but no more than give each row an
 * equal load, so that four cells stand two by two rather than three and one. Cells lower than `minHeight` scroll instead.
 */
export function arrange(
  count: number,
  maxColumns: number,
  { width, height, scrollbar }: Room,
  minHeight: number = MIN_CELL_HEIGHT
): Arrangement {
  const fitting = Math.max(1, Math.floor((width + CELL_GAP) / (MIN_CELL_WIDTH + CELL_GAP)));
  const most = Math.max(1, Math.min(count, maxColumns, fitting));
  const rows = Math.max(1, Math.ceil(count / most));
  const columns = Math.max(1, Math.ceil(count / rows));
  const even = Math.floor((height - (rows - 1) * CELL_GAP) / rows);
  const scrolls = even < minHeight && rows > 1;
  const usable = width - (scrolls ? scrollbar : 0) - (columns - 1) * CELL_GAP;
  return {
    columns,
    cellWidth: Math.max(1, Math.floor(usable / columns)),
    cellHeight: Math.max(1, scrolls ? minHeight : even),
    scrolls,
  };
}
