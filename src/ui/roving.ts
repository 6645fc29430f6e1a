/** How many stops the keys for a page move. */
const PAGE = 10;

/** How targets follow each other: in a row, in a column, or in rows of so many columns. */
export type Direction = 'horizontal' | 'vertical' | { columns: number };

/**
 * The stop that a key leads to in a list of targets that is one stop of the Tab key (roving tabindex): the arrows of its
 * direction, Home, End, and in a column the keys for a page. Undefined for keys that do not move.
 */
export function nextStop(key: string, current: number, count: number, direction: Direction): number | undefined {
  const step = stepsOf(direction, count)[key];
  if (step === undefined || count === 0) {
    return undefined;
  }
  const next = current + step;
  // From the first and the last row of a grid, up and down lead nowhere.
  const leaves = typeof direction === 'object' && /^Arrow(Up|Down)$/.test(key) && (next < 0 || next >= count);
  return leaves ? current : Math.max(0, Math.min(count - 1, next));
}

function stepsOf(direction: Direction, count: number): Record<string, number> {
  const ends = { Home: -count, End: count };
  switch (direction) {
    case 'horizontal':
      return { ...ends, ArrowLeft: -1, ArrowRight: 1 };
    case 'vertical':
      return { ...ends, ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE, PageDown: PAGE };
  }
  return { ...ends, ArrowLeft: -1, ArrowRight: 1, ArrowUp: -direction.columns, ArrowDown: direction.columns };
}

/** Reports whether a key chooses what has the focus, as a click does. */
export const choosesFocused = (key: string) => key === 'Enter' || key === ' ';
