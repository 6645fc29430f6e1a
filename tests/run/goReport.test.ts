import { readGoReport } from './goReport';

/** What `go test -json` prints, from the little that differs between events. */
const events = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n');
const test = (name: string, action: string, output = '') => [
  { Action: 'run', Package: 'leeway/pkg/stats', Test: name },
  ...(output ? [{ Action: 'output', Package: 'leeway/pkg/stats', Test: name, Output: output }] : []),
  { Action: action, Package: 'leeway/pkg/stats', Test: name },
];
const ends = (action: string) => ({ Action: action, Package: 'leeway/pkg/stats' });

describe('readGoReport', () => {
  it('counts tests, and subtests instead of the test that groups them', () => {
    const report = events(...test('A', 'pass'), ...test('B/x', 'pass'), ...test('B/y', 'pass'), ...test('B', 'pass'));
    expect(readGoReport(report)).toMatchObject({ passed: 3, failed: 0, skipped: 0, failures: '', skips: '' });
  });

  it('counts a failed subtest once, not its parent as well', () => {
    const report = events(
      ...test('B/x', 'fail', '    b_test.go:7: got 2, want 1\n'),
      ...test('B/y', 'pass'),
      ...test('B', 'fail'),
      ends('fail')
    );
    expect(readGoReport(report)).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(readGoReport(report).failures).toBe('FAILED: leeway/pkg/stats.B/x\n      b_test.go:7: got 2, want 1');
  });

  it('counts a parent that failed by itself beside subtests that passed', () => {
    const report = events(...test('B/x', 'pass'), ...test('B', 'fail'), ends('fail'));
    expect(readGoReport(report)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('names what is skipped and why', () => {
    const report = events(...test('Slow', 'skip', '    slow_test.go:9: LEEWAY_LONG is not set\n'), ends('pass'));
    expect(readGoReport(report)).toMatchObject({ passed: 0, failed: 0, skipped: 1 });
    expect(readGoReport(report).skips).toContain('SKIPPED: leeway/pkg/stats.Slow\n      slow_test.go:9: LEEWAY_LONG');
  });

  it('counts a package that does not compile as one failure', () => {
    const report = events(
      {
        Action: 'build-output',
        ImportPath: 'leeway/pkg/stats [leeway/pkg/stats.test]',
        Output: 'a.go:1: undefined: x\n',
      },
      { Action: 'build-fail', ImportPath: 'leeway/pkg/stats [leeway/pkg/stats.test]' },
      ends('fail')
    );
    expect(readGoReport(report)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
    expect(readGoReport(report).failures).toContain('a.go:1: undefined: x');
  });

  it('names the functions to try again, unless something crashed or raced', () => {
    const twice = events(...test('B/x.y/z', 'fail'), ...test('B/w', 'fail'), ...test('B', 'fail'), ends('fail'));
    expect(readGoReport(twice).failedTests).toEqual([{ package: 'leeway/pkg/stats', name: 'B' }]);
    const raced = events(...test('B', 'fail', 'WARNING: DATA RACE\n'), ends('fail'));
    expect(readGoReport(raced).failedTests).toEqual([]);
    const crashed = events({ Action: 'run', Package: 'leeway/pkg/stats', Test: 'Crash' }, ends('fail'));
    expect(readGoReport(crashed).failedTests).toEqual([]);
  });

  it('counts the test that was running when its package crashed', () => {
    const report = events({ Action: 'run', Package: 'leeway/pkg/stats', Test: 'Crash' }, ends('fail'));
    expect(readGoReport(report)).toMatchObject({ passed: 0, failed: 1 });
  });
});
