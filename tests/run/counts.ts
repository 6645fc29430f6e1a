/** How many tests passed, failed and were skipped. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a runner found: its counts, and the text that a reader needs to act on failures and skips. */
export interface Result extends Counts {
  details: string;
  /** What a reader wants to know even when all is well. */
  notes?: string;
}

/** A test or a package, by its full name. */
export interface Test {
  id: string;
  outcome?: 'pass' | 'fail' | 'skip';
  output: string;
}

/** One passed, or one failed test with what it printed: for tools that only say yes or no. */
export function verdict(passed: boolean, output: string): Result {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, details: passed ? '' : output };
}

/** Something that cannot run here: counted, and never silent. */
export function skip(reason: string): Result {
  return { passed: 0, failed: 0, skipped: 1, details: `SKIPPED: ${reason}` };
}

/** A tool that ended with an error although none of its tests failed: that failure is counted too. */
export function withExitCode(result: Result, code: number, output: string): Result {
  if (code === 0 || result.failed > 0) {
    return result;
  }
  return { ...result, failed: 1, details: `${result.details}\nended with code ${code}\n${output}` };
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
