import type { Result } from './counts';

/** One tool of the test run. `run` never rejects for a failing test, only for a mistake in the runner itself. */
export interface Runner {
  name: string;
  run: () => Promise<Result>;
}
