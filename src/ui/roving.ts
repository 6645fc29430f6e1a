/** How many stops the keys for a page move. */
const PAGE = 10;

/**
 * The stop that a key leads to in a list of targets that is one stop of the Tab key (roving tabindex): the arrows of its
 * direction, Home, End, and in a column the keys for a page. Undefined for keys that do not move.
 */
export function nextStop(
  key: string,
  current: number,
  count: number,
  direction: 'horizontal' | 'vertical'
): number | undefined {
  const [back, forth] = direction === 'horizontal' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const steps: Record<string, number> = {
    [back]: -1,
    [forth]: 1,
    Home: -count,
    End: count,
    ...(direction === 'vertical' ? { PageUp: -PAGE, PageDown: PAGE } : {}),
  };
  const step = steps[key];
  return step === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, current + step));
}
