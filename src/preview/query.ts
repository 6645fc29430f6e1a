import { DataFrame, DataFrameJSON, dataFrameFromJSON, dateTimeForTimeZone } from '@grafana/data';

import { QUERY_VERSION } from '../contract';
import { PageState } from './pageState';

/** One answer of Grafana's query API, as the engine gives it too. */
interface QueryResponse {
  message?: string;
  results?: Record<string, { error?: string; status?: number; frames?: DataFrameJSON[] }>;
}

/** The body of a request to Grafana's query API. */
export interface QueryRequest {
  from: string;
  to: string;
  queries: Array<Record<string, unknown>>;
}

const REF_ID = 'A';

/** The windows of a course over time. */
const COURSE_STEP = '7d';

/**
 * A window ends where the range does, less the log's lateness, rounded down. An hour past midnight therefore asks for
 * the days up to that midnight, for every log whose rows arrive within the hour.
 */
const PAST_MIDNIGHT_HOURS = 1;

/** The query of a page state. */
export function buildRequest(state: PageState): QueryRequest {
  const instant = (day: string) =>
    String(dateTimeForTimeZone(state.timezone, day).startOf('day').add(PAST_MIDNIGHT_HOURS, 'hour').valueOf());
  const isCourse = state.panel === 'distribution' && state.format === 'timeseries';
  const isOutcome = state.panel === 'calibration' || state.panel === 'confusion';
  return {
    from: instant(state.from),
    to: instant(state.to),
    queries: [
      {
        refId: REF_ID,
        datasource: { type: 'leeway-monitor-datasource', uid: state.datasource },
        schemaVersion: QUERY_VERSION,
        queryType: state.panel,
        models: state.model ? [state.model] : [],
        target: state.panel === 'distribution' ? state.target : undefined,
        // A course is asked of one feature; else all are asked for at once: it is one scan, and fills the picker.
        features: isCourse && state.feature ? [state.feature] : [],
        splitBy: isOutcome && state.split ? [state.split] : [],
        baseline: state.baseline,
        window: isCourse ? COURSE_STEP : 'range',
        every: isCourse ? COURSE_STEP : undefined,
        format: isCourse ? 'timeseries' : 'table',
      },
    ],
  };
}

/**
 * Asks the engine. Rejects with an error whose message is fit to be shown: the engine's own words, or what to do when
 * it does not answer.
 */
export async function fetchFrames(request: QueryRequest, signal: AbortSignal): Promise<DataFrame[]> {
  const response = await fetch('/api/ds/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  }).catch(() => {
    throw new Error('The engine does not answer. Start it again with npm run preview, then reload this page.');
  });
  const body = (await response.json().catch(() => undefined)) as QueryResponse | undefined;
  const result = body?.results?.[REF_ID];
  if (result?.error) {
    throw new Error(result.error);
  }
  if (!result) {
    throw new Error(body?.message ?? `The engine answered ${response.status} and nothing else. Is it still running?`);
  }
  return (result.frames ?? []).map((frame) => dataFrameFromJSON(frame));
}
