import { FocusEvent, KeyboardEvent, RefObject, useLayoutEffect, useRef, useState } from 'react';

import { nextStop } from '../../ui/roving';
import { targetOf } from '../../ui/useRoving';
import { rowsInView, scrollToRow } from '../../ui/virtualRows';

/** What a table of many rows needs to draw only those in view, as one stop of the Tab key. */
export interface Rows {
  /** The indices of the rows that are drawn. */
  drawn: number[];
  /** The row that the Tab key reaches. */
  stop: number;
  /** For the element that scrolls. */
  body: {
    ref: RefObject<HTMLDivElement>;
    onScroll: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onFocus: (event: FocusEvent) => void;
  };
}

/** Which of `count` rows of `rowHeight` pixels are drawn in a height, which one the Tab key reaches, and what scrolling and keys do. */
export function useRows(count: number, height: number, rowHeight: number): Rows {
  const ref = useRef<HTMLDivElement>(null);
  const isMoved = useRef(false);
  // The first row in view, so that a scroll within a row draws nothing anew.
  const [top, setTop] = useState(0);
  const [wanted, setStop] = useState(0);
  const stop = Math.max(0, Math.min(wanted, count - 1));

  useLayoutEffect(() => {
    if (isMoved.current) {
      isMoved.current = false;
      ref.current?.querySelector<HTMLElement>(`[data-target="${stop}"]`)?.focus({ preventScroll: true });
    }
  });
  const onScroll = () => setTop(Math.floor((ref.current?.scrollTop ?? 0) / rowHeight));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, count, 'vertical');
    if (next === undefined) {
      return;
    }
    // Grafana scrolls and navigates by the same keys.
    event.preventDefault();
    event.stopPropagation();
    if (ref.current) {
      ref.current.scrollTop = scrollToRow(next, ref.current.scrollTop, height, rowHeight);
    }
    isMoved.current = true;
    onScroll();
    setStop(next);
  };
  const { first, end } = rowsInView(top * rowHeight, height, rowHeight, count);
  const drawn = Array.from({ length: end - first }, (_, i) => first + i);
  if (count > 0 && (stop < first || stop >= end)) {
    drawn.push(stop); // it keeps the focus while the reader scrolls elsewhere
  }
  const onFocus = (event: FocusEvent) => setStop(targetOf(event) ?? stop);
  return { drawn, stop, body: { ref, onScroll, onKeyDown, onFocus } };
}
