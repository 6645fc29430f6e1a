/** A copy of a list with other items, or none, in the place of the i-th. */
export function replaceAt<T>(list: T[], i: number, ...items: T[]): T[] {
  return [...list.slice(0, i), ...items, ...list.slice(i + 1)];
}
