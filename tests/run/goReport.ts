import type { Result, Test } from './counts';
import { storeNotes } from './storeNotes';

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
export function readGoReport(json: string): Result {
  const tests = new Map<string, Test>();
  const packages = new Map<string, Test>();
  for (const event of eventsOf(json)) {
    const name = event.Package ?? event.ImportPath?.replace(/ .*/, '') ?? '';
    const id = event.Test === undefined ? name : `${name}.${event.Test}`;
    const known = event.Test === undefined ? packages : tests;
    const test = known.get(id) ?? { id, output: '' };
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

function count(tests: Test[], packages: Test[]): Result {
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
    details: [...broken, ...failed, ...skipped].map(describe).join('\n'),
    notes: storeNotes(counted),
  };
}

function describe({ id, outcome, output }: Test): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('=== '));
  return [`${outcome === 'skip' ? 'SKIPPED' : 'FAILED'}: ${id}`, ...lines].join('\n  ');
}
