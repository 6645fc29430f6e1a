import type { Result, Test } from './counts';
import { storeNotes } from './storeNotes';

/** What `go test` found. */
export interface GoReport extends Result {
  /** The test functions that failed, each once. Empty when anything crashed, raced or did not compile. */
  failedTests: FailedTest[];
}

/** A test function that failed, or a subtest of it. */
export interface FailedTest {
  package: string;
  name: string;
}

/** A test of a package; no `name` for the package itself. */
interface GoTest extends Test {
  package: string;
  name?: string;
}

interface Event {
  Action: string;
  Package?: string;
  ImportPath?: string;
  Test?: string;
  Output?: string;
}

/**
 * Reads what `go test -json` printed. A test that only groups subtests is not counted beside them, unless it failed
 * and none of them did. A package that failed without a failed test (it did not compile, or crashed) is one failure.
 */
export function readGoReport(json: string): GoReport {
  const tests = new Map<string, GoTest>();
  const packages = new Map<string, GoTest>();
  for (const event of eventsOf(json)) {
    const name = event.Package ?? event.ImportPath?.replace(/ .*/, '') ?? '';
    const id = event.Test === undefined ? name : `${name}.${event.Test}`;
    const known = event.Test === undefined ? packages : tests;
    const test = known.get(id) ?? { id, package: name, name: event.Test, output: '' };
    known.set(id, test);
    test.output += event.Output ?? '';
    const outcome = /^(?:build-)?(pass|fail|skip)$/.exec(event.Action)?.[1];
    test.outcome = (outcome as Test['outcome']) ?? test.outcome;
  }
  return count([...tests.values()], [...packages.values()]);
}

function* eventsOf(json: string): Generator<Event> {
  for (const line of json.split('\n')) {
    if (line.startsWith('{')) {
      yield JSON.parse(line) as Event;
    }
  }
}

function count(tests: GoTest[], packages: GoTest[]): GoReport {
  const has = (id: string, outcome?: Test['outcome']) =>
    tests.some((test) => test.id.startsWith(id) && (outcome === undefined || test.outcome === outcome));
  const counted = tests.filter(({ id, outcome }) => (outcome === 'fail' ? !has(`${id}/`, 'fail') : !has(`${id}/`)));
  // A test without an outcome was running when its package crashed or timed out.
  const failed = counted.filter(({ outcome }) => outcome === 'fail' || outcome === undefined);
  const skipped = counted.filter(({ outcome }) => outcome === 'skip');
  const broken = packages.filter(
    ({ id, outcome }) => outcome === 'fail' && !failed.some((test) => test.id.startsWith(`${id}.`))
  );
  return {
    passed: counted.length - failed.length - skipped.length,
    failed: failed.length + broken.length,
    skipped: skipped.length,
    failures: [...broken, ...failed].map(describe).join('\n'),
    skips: skipped.map(describe).join('\n'),
    notes: storeNotes(counted),
    failedTests: broken.length > 0 || failed.some(hasCrashed) ? [] : testFunctions(failed),
  };
}

function hasCrashed({ outcome, output }: Test): boolean {
  return outcome === undefined || /DATA RACE|^panic:|^fatal error:/m.test(output);
}

function testFunctions(failed: GoTest[]): FailedTest[] {
  const functions = failed.map((test) => ({ package: test.package, name: test.name?.split('/')[0] ?? '' }));
  return [...new Map(functions.map((one) => [`${one.package}.${one.name}`, one])).values()];
}

function describe({ id, outcome, output }: Test): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('=== '));
  return [`${outcome === 'skip' ? 'SKIPPED' : 'FAILED'}: ${id}`, ...lines].join('\n  ');
}
