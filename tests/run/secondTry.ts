import type { Result } from './counts';
import type { FailedTest, GoReport } from './goReport';

/** More failures than these have a cause of their own, which a second try would hide. */
const MOST = 3;

/**
 * Runs each test that failed once more, alone. If all pass then, they count as passed, and `secondTries` tells what they
 * printed at first: some tests start servers and wait for them, too briefly on a machine that is very busy. Crashes and
 * data races get no second try.
 */
export async function withSecondTry(first: GoReport, again: (test: FailedTest) => Promise<Result>): Promise<Result> {
  if (first.failedTests.length === 0 || first.failedTests.length > MOST) {
    return first;
  }
  for (const test of first.failedTests) {
    const { failed, passed } = await again(test);
    if (failed > 0 || passed === 0) {
      return first;
    }
  }
  const { passed, failed, failures } = first;
  return { ...first, passed: passed + failed, failed: 0, failures: '', secondTries: failures };
}
