/** A calendar duration as the backend reads it: every unit at most once, from large to small. */
const DURATION = /^(\d{1,4}w)?(\d{1,5}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,8}s)?(\d{1,11}ms)?$/;

/** Says what is wrong with the text of a duration, undefined if nothing is. Variables are judged once they are replaced. */
export function durationError(text: string): string | undefined {
  if (text === '' || text.includes('$') || text.includes('[[')) {
    return undefined;
  }
  return DURATION.test(text) && /[1-9]/.test(text)
    ? undefined
    : `${text} is not a duration; write for example 6h, 7d or 8w`;
}
