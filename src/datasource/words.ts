import { isFetchError } from '@grafana/runtime';

/** What went wrong with a request, in the backend's own words where it sent any. */
export function wordsOf(error: unknown): string {
  if (isFetchError<{ message?: string }>(error)) {
    return error.data?.message || error.statusText || `Grafana answered with status ${error.status}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
