import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

test('the committed types are what the schemas make; if not, run `npm run schema`', () => {
  const run = spawnSync(process.execPath, ['cli/bootstrap.mjs', 'schema/generate.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
}, 60_000);
