import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../engine';
import { NOTICES, notices } from './notices';

const committed = readFileSync(path.join(ROOT, NOTICES), 'utf8');

test('the notices are those of the packages that the plugin holds; else run npm run notices', () => {
  expect(notices()).toBe(committed);
});

test('the notices name what matters most, each license once', () => {
  for (const name of ['github.com/duckdb/duckdb-go/v2 v', 'github.com/jackc/pgx/v5 v', 'Go\n', 'yaml 2.']) {
    expect(committed).toContain(`\n${name}`);
  }
  const licenses = committed.split(/-{100}\n\n/).slice(1);
  expect(new Set(licenses).size).toBe(licenses.length);
});
