/** How many tests passed, failed and were skipped. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a runner found: its counts, and what a reader needs to act on them. */
export interface Result extends Counts {
  /** Each failure with what it printed; '' without one. */
  failures: string;
  /** Each skipped test with the reason; '' without one. */
  skips: string;
  /** What a reader wants to know even when all is well. */
  notes?: string;
  /** Tests that failed among others and passed alone, with what they printed when they failed. */
  secondTries?: string;
}

/** A test or a package, by its full name. */
export interface Test {
  id: string;
  outcome?: 'pass' | 'fail' | 'skip';
  output: string;
}

/** One passed, or one failed test with what it printed: for tools that only say yes or no. */
export function verdict(passed: boolean, output: string): Result {
  return passed
    ? { passed: 1, failed: 0, skipped: 0, failures: '', skips: '' }
    : { passed: 0, failed: 1, skipped: 0, failures: output, skips: '' };
}

/** Something that cannot run here: counted, and never silent. */
export function skip(reason: string): Result {
  return { passed: 0, failed: 0, skipped: 1, failures: '', skips: `SKIPPED: ${reason}` };
}

/** A tool that ended with an error although none of its tests failed: that failure is counted too. */
export function withExitCode<R extends Result>(result: R, code: number, output: string): R {
  if (code === 0 || result.failed > 0) {
    return result;
  }
  return { ...result, failed: 1, failures: `ended with code ${code}\n${output}` };
}

/** The sum of several counts. */
export function sum(counts: Counts[]): Counts {
  return counts.reduce<Counts>(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 }
  );
}

/** The line that ends a test run. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
