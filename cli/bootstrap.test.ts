import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A repository in miniature: bootstrap.mjs, a lock file, a program, and an npm that only notes that it was called. */
describe('bootstrap.mjs', () => {
  let clone: string;
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
    writeFileSync(path.join(clone, file), content);
  };
  const writeLock = (file: string, packages: Record<string, object>) => write(file, JSON.stringify({ packages }));
  const start = () =>
    spawnSync(process.execPath, [path.join(clone, 'cli/bootstrap.mjs'), 'program.js', '--flag', 'a b'], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: path.join(clone, 'npm.js') },
    });
  const wasInstalled = () => existsSync(path.join(clone, 'called'));

  beforeEach(() => {
    clone = mkdtempSync(path.join(os.tmpdir(), 'leeway-bootstrap-'));
    mkdirSync(path.join(clone, 'cli'));
    cpSync(path.join(__dirname, 'bootstrap.mjs'), path.join(clone, 'cli/bootstrap.mjs'));
    write(
      'npm.js',
      `require('fs').writeFileSync(__dirname + '/called', ''); process.exit(process.env.FAKE_EXIT ?? 0);`
    );
    write('program.js', `console.log(JSON.stringify(process.argv.slice(2)));`);
    write('node_modules/tsx/package.json', '{"exports":{"./cjs":"./cjs.js"}}');
    write('node_modules/tsx/cjs.js', '');
    writeLock('package-lock.json', {
      '': { version: '0.1.0' },
      cli: { version: '0.1.0' },
      'node_modules/tsx': { version: '4.0.0' },
      'node_modules/only-on-windows': { version: '1.0.0', optional: true },
    });
  });
  afterEach(() => rmSync(clone, { recursive: true }));

  it('runs the program with its arguments when everything is installed', () => {
    writeLock('node_modules/.package-lock.json', { 'node_modules/tsx': { version: '4.0.0' } });
    expect(start().stdout).toBe('["--flag","a b"]\n');
    expect(wasInstalled()).toBe(false);
  });

  it('installs first in a fresh clone', () => {
    const { stdout, status } = start();
    expect(wasInstalled()).toBe(true);
    expect([stdout, status]).toEqual(['["--flag","a b"]\n', 0]);
  });

  it('installs again when a package has another version than the lock file asks for', () => {
    writeLock('node_modules/.package-lock.json', { 'node_modules/tsx': { version: '3.9.0' } });
    start();
    expect(wasInstalled()).toBe(true);
  });

  it('runs nothing when the installation fails', () => {
    process.env.FAKE_EXIT = '1';
    const { stdout, stderr, status } = start();
    delete process.env.FAKE_EXIT;
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toContain('npm ci failed');
  });
});
