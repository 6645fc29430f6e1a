import { InvalidArgumentError } from 'commander';

/**
 * Values that Grafana takes. It refuses a whole file for one that it does not, when it starts, so these are refused before
 * anything is written. Each function returns the value, or throws what commander prints behind the option's name.
 */

/** A text that is not empty, such as that of an unset variable of a shell. */
export function parseText(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('It is empty.');
  }
  return text;
}

const SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1 };
/** Grafana looks for rules that are due this often. */
const TICK_SECONDS = 10;

/** How often rules are evaluated: hours, minutes and seconds, a multiple of 10 seconds. */
export function parseInterval(text: string): string {
  const parts = /^(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(text) ? [...text.matchAll(/(\d+)([hms])/g)] : [];
  const seconds = parts.reduce((sum, [, n, unit]) => sum + Number(n) * SECONDS[unit!]!, 0);
  if (seconds === 0 || seconds % TICK_SECONDS !== 0) {
    throw new InvalidArgumentError(`Write a multiple of ${TICK_SECONDS} seconds, such as 30s, 5m or 1h30m.`);
  }
  return text;
}

/** The number of an organisation. */
export function parseOrg(text: string): string {
  if (!/^[1-9]\d*$/.test(text)) {
    throw new InvalidArgumentError('Write the number of the organisation, from 1.');
  }
  return text;
}

/** The uid of a dashboard. */
export function parseUid(text: string): string {
  if (!/^[\w-]{1,40}$/.test(text)) {
    throw new InvalidArgumentError('A uid has 1 to 40 letters, digits, hyphens and underscores.');
  }
  return text;
}

const UNIT = '[smhdwMQy]';
const RELATIVE = new RegExp(`^now(?:[-+]\\d+${UNIT})*(?:/${UNIT})?$`);
const ABSOLUTE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?$/;

/** The beginning or the end of a dashboard's range. */
export function parseTime(text: string): string {
  if (!RELATIVE.test(text) && !(ABSOLUTE.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10))))) {
    throw new InvalidArgumentError('Write a time such as now-30d, now/d, 2013-04-22 or 2013-04-22T06:00:00Z.');
  }
  return text;
}
