import { KeyboardEvent, SyntheticEvent, useState } from 'react';

import { Direction, nextStop } from './roving';

/** What a list of targets needs to be one stop of the Tab key. */
export interface Roving {
  /** The index of the target that the Tab key reaches. */
  stop: number;
  /** For the element around all targets. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** Call it when a target gets the focus, by whatever way. */
  onFocus: (index: number) => void;
}

/**
 * Makes `count` targets one stop of the Tab key (roving tabindex); arrows, Home and End move among them. Each target has the
 * properties of {@link targetProps}.
 */
export function useRoving(count: number, direction: Direction): Roving {
  const [wanted, setStop] = useState(0);
  const stop = Math.max(0, Math.min(wanted, count - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, count, direction);
    if (next !== undefined) {
      // Grafana scrolls and navigates by the same keys.
      event.preventDefault();
      event.stopPropagation();
      setStop(next);
      event.currentTarget.querySelector<HTMLElement | SVGElement>(`[data-target="${next}"]`)?.focus();
    }
  };
  return { stop, onKeyDown, onFocus: setStop };
}

/** What makes an element the target of this index; the Tab key reaches only the one that is the stop. */
export function targetProps(index: number, isStop: boolean) {
  return { 'data-target': index, tabIndex: isStop ? 0 : -1 };
}

/** The index of the target that an event of the element around all targets is about; undefined between targets. */
export function targetOf({ target }: SyntheticEvent): number | undefined {
  const index = (target as HTMLElement | SVGElement).dataset.target;
  return index === undefined ? undefined : Number(index);
}
