import { DataFrame, FieldType, PanelData } from '@grafana/data';

import { Reading } from '../contract';

/** The name of frames that stand for an answer that is under way. */
const NAME = 'reading';

/** What of the logs is being read, in words. */
export interface ReadingWords {
  /** "Reading 84 days" */
  title: string;
  /** "Arrival delay, 2013-02-03 to 2013-04-27" */
  detail: string;
}

/** Says in words what is being read; undefined if nothing is. Of several models the one with most days is named. */
export function describeReading(readings: Reading[]): ReadingWords | undefined {
  const [most, ...others] = [...readings].sort((a, b) => b.days - a.days);
  if (!most) {
    return undefined;
  }
  const { days, name, first, last } = most;
  const models = others.length > 0 ? `${name} and ${others.length} more` : name;
  if (days === 0) {
    return { title: 'Reading the log', detail: models };
  }
  const when = first === last ? first : `${first} to ${last}`;
  return { title: `Reading ${days} ${days === 1 ? 'day' : 'days'}`, detail: `${models}, ${when}` };
}

/**
 * Returns a frame that says what is being read. Stats and Leeway's panels show the words where the value would be;
 * other panels have them in their header.
 */
export function readingFrame({ title, detail }: ReadingWords): DataFrame {
  const config = { noValue: title, color: { mode: 'fixed', fixedColor: 'transparent' } };
  return {
    name: NAME,
    length: 1,
    fields: [{ name: detail, type: FieldType.number, values: [null], config }],
    meta: { notices: [{ severity: 'info', text: `${title}: ${detail}` }] },
  };
}

/** Returns what is being read for a panel; undefined if its answer is there. */
export function readingOf({ series }: Pick<PanelData, 'series'>): ReadingWords | undefined {
  const field = series.find(({ name }) => name === NAME)?.fields[0];
  return field && { title: field.config.noValue ?? '', detail: field.name };
}
