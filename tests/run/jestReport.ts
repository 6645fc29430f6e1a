import type { Result } from './counts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: Array<{ name: string; message: string; assertionResults: Array<{ status: string; fullName: string }> }>;
}

/** Reads the file that `jest --json` wrote. A test file that could not run at all is one failure. */
export function readJestReport(json: string): Result {
  const report = JSON.parse(json) as Report;
  const failedFiles = report.testResults.filter(({ message }) => message !== '');
  const unrun = failedFiles.filter(({ assertionResults }) =>
    assertionResults.every(({ status }) => status !== 'failed')
  );
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending' || status === 'todo')
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unrun.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failedFiles.map(({ name, message }) => `FAILED: ${name}\n${message}`).join('\n'),
    skips: skipped.map(({ fullName }) => `SKIPPED: ${fullName}`).join('\n'),
  };
}
