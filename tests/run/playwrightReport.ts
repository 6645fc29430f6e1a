import type { Result } from './counts';

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: Array<{ title: string; tests: Array<{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }> }>;
}

interface Report {
  suites: Suite[];
  errors: Array<{ message?: string }>;
}

/**
 * Reads the file that Playwright's JSON reporter wrote. A test that passed only when it was repeated counts as failed;
 * an error outside of tests (a configuration or a server that did not start) is one failure.
 */
export function readPlaywrightReport(json: string): Result {
  const report = JSON.parse(json) as Report;
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''));
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  const skipped = tests.filter(({ status }) => status === 'skipped');
  return {
    passed: tests.length - failed.length - skipped.length,
    failed: failed.length + report.errors.length,
    skipped: skipped.length,
    failures: [
      ...report.errors.map(({ message }) => `FAILED: ${message ?? 'unknown error'}`),
      ...failed.map(({ name, status }) => `FAILED: ${name} (${status})`),
    ].join('\n'),
    skips: skipped.map(({ name }) => `SKIPPED: ${name}`).join('\n'),
  };
}

function testsOf(suite: Suite, above: string): Array<{ name: string; status: string }> {
  const name = `${above}${suite.title} › `;
  return [
    ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map(({ status }) => ({ name: name + title, status }))),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, name)),
  ];
}
