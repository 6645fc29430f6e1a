import { DataFrame, QueryResultMetaNotice } from '@grafana/data';

/** How many notices of one severity are listed. */
const MOST = 6;

/**
 * The header of a panel in Grafana shows one notice of each severity, the last one. Where frames have more, the first frame
 * gets one of each that says all of them, and the others none.
 */
export function gatherNotices(frames: DataFrame[]): DataFrame[] {
  const bySeverity = new Map<string, Map<string, QueryResultMetaNotice>>();
  for (const notice of frames.flatMap(({ meta }) => meta?.notices ?? [])) {
    const same = bySeverity.get(notice.severity) ?? new Map<string, QueryResultMetaNotice>();
    bySeverity.set(notice.severity, same.set(notice.text, notice));
  }
  const groups = [...bySeverity.values()].map((group) => [...group.values()]);
  if (groups.every(({ length }) => length === 1)) {
    return frames;
  }
  return frames.map((frame, i) => ({ ...frame, meta: { ...frame.meta, notices: i === 0 ? groups.map(join) : [] } }));
}

function join(notices: QueryResultMetaNotice[]): QueryResultMetaNotice {
  const texts = notices.slice(0, MOST).map(({ text }) => text);
  const more = notices.length - texts.length;
  return { ...notices[0]!, text: [...texts, more > 0 ? `and ${more} more` : ''].filter(Boolean).join(' · ') };
}
