import type { Test } from './counts';

const STORES = ['duckdb', 'postgres', 'mariadb', 'mysql', 'clickhouse', 'trino'];

/**
 * How many tests of each suite ran on each store, a line each: `conformance on postgres: 71 passed`. A suite is a
 * package whose tests are grouped by the names of stores: `TestName/postgres/…`.
 */
export function storeNotes(tests: Test[]): string {
  const groups = new Map<string, Test[]>();
  for (const test of tests) {
    const [, suite, store] = /([^/]+)\.[^./]+\/([^/]+)(?:\/|$)/.exec(test.id) ?? [];
    if (suite && store && STORES.includes(store)) {
      const key = `${suite} on ${store}`;
      groups.set(key, [...(groups.get(key) ?? []), test]);
    }
  }
  return [...groups].map(([key, group]) => `${key}: ${count(group)}`).join('\n');
}

function count(group: Test[]): string {
  const of = (wanted: Test['outcome']) => group.filter(({ outcome }) => outcome === wanted);
  const numbers = [
    [of('pass').length, 'passed'],
    [of('fail').length + of(undefined).length, 'failed'],
    [of('skip').length, 'skipped'],
  ] as const;
  const reason = /SKIPPED.*/.exec(of('skip')[0]?.output ?? '');
  const text = numbers.flatMap(([n, what]) => (n > 0 ? [`${n} ${what}`] : [])).join(', ');
  return reason ? `${text} (${reason[0]})` : text;
}
