import { readGoReport } from './goReport';

/** The last event of a test, with what it printed before. */
const test = (suite: string, name: string, action: string, output = '') =>
  [
    { Action: 'output', Package: `leeway/tests/${suite}`, Test: name, Output: output },
    { Action: action, Package: `leeway/tests/${suite}`, Test: name },
  ]
    .map((line) => JSON.stringify(line))
    .join('\n');

describe('the notes of a Go report', () => {
  it('count what ran on each store, and say why one is absent', () => {
    const report = [
      test('conformance', 'TestConformance/duckdb/values/doubles', 'pass'),
      test('conformance', 'TestConformance/postgres/values/doubles', 'pass'),
      test('conformance', 'TestConformance/postgres/values/a name/with a slash', 'fail'),
      test('conformance', 'TestConformance/postgres', 'fail'),
      test('conformance', 'TestConformance/trino', 'skip', '    start.go:9: SKIPPED Trino: no Java\n'),
      test('hostile', 'TestValues/postgres', 'pass'),
      test('small', 'TestAges/of a row', 'pass'),
    ].join('\n');
    expect(readGoReport(report).notes?.split('\n')).toEqual([
      'conformance on duckdb: 1 passed',
      'conformance on postgres: 1 passed, 1 failed',
      'conformance on trino: 1 skipped (SKIPPED Trino: no Java)',
      'hostile on postgres: 1 passed',
    ]);
  });

  it('are empty where no test is of a store', () => {
    expect(readGoReport(test('small', 'TestAges', 'pass')).notes).toBe('');
  });
});
