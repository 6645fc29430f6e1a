/** The rows of a long list that are drawn: from `first` up to, not including, `end`. */
export interface RowRange {
  first: number;
  end: number;
}

/** Rows drawn above and below what is in view, so that scrolling shows no gap. */
const OVERSCAN = 6;

/** Which rows of equal height lie in view, and a few beside them. All lengths are pixels. */
export function rowsInView(scrollTop: number, height: number, rowHeight: number, count: number): RowRange {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - OVERSCAN;
  const end = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight) + OVERSCAN;
  return { first: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(end, count)) };
}

/** Where to scroll so that a row is in view whole: as little as possible. */
export function scrollToRow(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight;
  return Math.max(0, Math.min(top, Math.max(scrollTop, top + rowHeight - height)));
}
