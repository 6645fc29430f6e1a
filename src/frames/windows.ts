import { dateTime, DateTime, dateTimeForTimeZone, ISO_8601 } from '@grafana/data';
import { greatest, least } from 'd3';

import { Comparison, Window } from '../contract';
import { UNKNOWN } from './format';

const DAY = 'D MMM YYYY';
const MINUTE = 'D MMM YYYY HH:mm';

/**
 * A window in a time zone, in the reader's terms: whole local days as the first and the last day that lie in it
 * (`21 – 27 Apr 2013`), anything else by its two instants (`21 Apr 2013 06:00 – 09:00`).
 */
export function formatWindow(window: Window, timezone: string): string {
  const from = local(window.from, timezone);
  const to = local(window.to, timezone);
  if (!from.isValid() || !to.isValid()) {
    return UNKNOWN;
  }
  if (isMidnight(from) && isMidnight(to)) {
    return formatDays(from, lastDay(to));
  }
  const sameDay = from.format(DAY) === to.format(DAY);
  return `${from.format(MINUTE)} – ${to.format(sameDay ? 'HH:mm' : MINUTE)}`;
}

/** A window's two instants with their offsets from UTC, for the reader who needs them exactly. */
export function formatInstants(window: Window, timezone: string): string {
  return [window.from, window.to].map((instant) => local(instant, timezone).format('YYYY-MM-DD HH:mm Z')).join(' – ');
}

/**
 * What a baseline is, in words: its name, and when it was. Several windows are counted and drawn together
 * (`8 windows, 24 Feb – 20 Apr 2013`); a table has none.
 */
export function formatBaseline(baseline: Comparison['baseline'], timezone: string): string {
  const { name, kind, windows } = baseline;
  const title = name || kind || 'baseline';
  if (windows.length === 0) {
    return kind === 'table' ? `${title} (table)` : title;
  }
  return `${title}: ${formatSpan(windows, timezone)}`;
}

function formatSpan(windows: Window[], timezone: string): string {
  const from = least(windows, ({ from }) => instantOf(from))?.from ?? '';
  const to = greatest(windows, ({ to }) => instantOf(to))?.to ?? '';
  const span = formatWindow({ from, to }, timezone);
  return windows.length === 1 ? span : `${windows.length} windows, ${span}`;
}

function instantOf(time: string): number {
  return dateTime(time).valueOf();
}

function local(instant: string, timezone: string): DateTime {
  return dateTimeForTimeZone(timezone, instant, ISO_8601);
}

function isMidnight(instant: DateTime): boolean {
  return instant.format('HH:mm:ss.SSS') === '00:00:00.000';
}

/** The day before a midnight. A calendar step, not 24 hours: days with a clock change are shorter or longer. */
function lastDay(end: DateTime): DateTime {
  return dateTime(end).subtract(1, 'day');
}

function formatDays(first: DateTime, last: DateTime): string {
  if (first.format(DAY) === last.format(DAY)) {
    return first.format(DAY);
  }
  if (first.format('MMM YYYY') === last.format('MMM YYYY')) {
    return `${first.format('D')} – ${last.format(DAY)}`;
  }
  const sameYear = first.format('YYYY') === last.format('YYYY');
  return `${first.format(sameYear ? 'D MMM' : DAY)} – ${last.format(DAY)}`;
}
