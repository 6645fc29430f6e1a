import { KeyboardEvent, useRef, useState } from 'react';

import { Direction, nextStop } from './roving';

/** What a list of targets needs to be one stop of the Tab key. */
export interface Roving {
  /** The index of the target that the Tab key reaches. */
  stop: number;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Call it with each target's element as React hands it over. */
  onElement: (index: number, element: HTMLElement | SVGElement | null) => void;
  /** Call it when a target gets the focus, by whatever way. */
  onFocus: (index: number) => void;
}

/** Makes `count` targets one stop of the Tab key (roving tabindex); arrows, Home and End move among them. */
export function useRoving(count: number, direction: Direction): Roving {
  const targets = useRef<Array<HTMLElement | SVGElement | null>>([]);
  const [wanted, setStop] = useState(0);
  const stop = Math.max(0, Math.min(wanted, count - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, count, direction);
    if (next !== undefined) {
      // Grafana scrolls and navigates by the same keys.
      event.preventDefault();
      event.stopPropagation();
      setStop(next);
      targets.current[next]?.focus();
    }
  };
  const onElement = (index: number, element: HTMLElement | SVGElement | null) => {
    targets.current[index] = element;
  };
  return { stop, onKeyDown, onElement, onFocus: setStop };
}
