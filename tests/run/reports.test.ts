import { type Result, skip, sum, summary, verdict, withExitCode } from './counts';
import { readJestReport } from './jestReport';
import { readPlaywrightReport } from './playwrightReport';

describe('readJestReport', () => {
  const report = (files: Array<{ message: string; statuses: string[] }>) => {
    const statuses = files.flatMap((file) => file.statuses);
    const count = (status: string) => statuses.filter((one) => one === status).length;
    return JSON.stringify({
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numPendingTests: count('pending'),
      numTodoTests: count('todo'),
      testResults: files.map(({ message, statuses: own }, i) => ({
        name: `file${i}`,
        message,
        assertionResults: own.map((status, j) => ({ status, fullName: `test ${i}.${j}` })),
      })),
    });
  };

  it('counts tests, skipped and planned ones included', () => {
    const result = readJestReport(report([{ message: '', statuses: ['passed', 'passed', 'pending', 'todo'] }]));
    expect(result).toEqual({
      passed: 2,
      failed: 0,
      skipped: 2,
      failures: '',
      skips: 'SKIPPED: test 0.2\nSKIPPED: test 0.3',
    });
  });

  it('counts a file that could not run as one failure, and one with failed tests by these', () => {
    const result = readJestReport(
      report([
        { message: 'Cannot find module', statuses: [] },
        { message: 'expected 1', statuses: ['failed', 'failed', 'passed'] },
      ])
    );
    expect(result).toMatchObject({ passed: 1, failed: 3, skipped: 0 });
    expect(result.failures).toContain('FAILED: file0\nCannot find module');
  });
});

describe('readPlaywrightReport', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

  it('counts nested suites, and a test that needed a second try as failed', () => {
    const inner = { title: 'axes', specs: [spec('a', 'expected'), spec('b', 'flaky'), spec('c', 'skipped')] };
    const suites = [{ title: 'panel.spec.ts', specs: [spec('d', 'unexpected')], suites: [inner] }];
    expect(readPlaywrightReport(JSON.stringify({ suites, errors: [] }))).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: 'FAILED: panel.spec.ts › d (unexpected)\nFAILED: panel.spec.ts › axes › b (flaky)',
      skips: 'SKIPPED: panel.spec.ts › axes › c',
    });
  });

  it('counts an error outside of tests', () => {
    const report = JSON.stringify({ suites: [], errors: [{ message: 'server did not start' }] });
    expect(readPlaywrightReport(report)).toMatchObject({ failed: 1, failures: 'FAILED: server did not start' });
  });
});

describe('counts', () => {
  const passing: Result = { passed: 3, failed: 0, skipped: 0, failures: '', skips: '' };

  it('add up to the last line of a run', () => {
    const total = sum([passing, verdict(false, 'why'), skip('no browser'), verdict(true, 'chatter')]);
    expect(summary(total)).toBe('4 passed, 1 failed, 1 skipped');
  });

  it('hold a failure when a tool fails without a failed test', () => {
    expect(withExitCode(passing, 1, 'out of memory')).toMatchObject({ passed: 3, failed: 1 });
    expect(withExitCode(passing, 1, 'out of memory').failures).toContain('out of memory');
    expect(withExitCode(passing, 0, '')).toBe(passing);
  });

  it('do not count the exit code of a tool that reported its failure', () => {
    const failing = { ...passing, failed: 2 };
    expect(withExitCode(failing, 1, '')).toBe(failing);
  });

  it('name what is skipped', () => {
    expect(skip('no browser').skips).toBe('SKIPPED: no browser');
  });
});
