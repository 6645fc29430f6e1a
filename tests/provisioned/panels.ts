/** A panel of a dashboard's JSON, as far as the test reads it. */
export interface Panel {
  id: number;
  title: string;
  targets?: Array<Record<string, unknown> & { refId: string }>;
}

interface Frame {
  schema: { fields: Array<{ type: string }>; meta?: { notices?: Array<{ text: string }> } };
  data: { values: unknown[][] };
}

/** What Grafana's /api/ds/query answers. */
export interface Answers {
  results?: Record<string, { error?: string; frames?: Frame[] }>;
  message?: string;
}

/** What is wrong with the answers of a panel: an error, or nothing to draw and no reason given. Empty: nothing. */
export function faultsOf(panel: string, { results, message }: Answers): string[] {
  if (results === undefined) {
    return [`${panel}: ${message}`];
  }
  return Object.entries(results).flatMap(([refId, { error, frames = [] }]) => {
    const reasons = frames.flatMap(({ schema }) => schema.meta?.notices ?? []);
    if (error) {
      return [`${panel} ${refId}: ${error}`];
    }
    return reasons.length > 0 || frames.some(hasValue) ? [] : [`${panel} ${refId}: nothing, and no reason`];
  });
}

/** Whether a frame holds anything beside times. */
const hasValue = ({ schema, data }: Frame) =>
  schema.fields.some(({ type }, i) => type !== 'time' && (data.values[i] ?? []).some((value) => value !== null));
