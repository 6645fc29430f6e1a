import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
/** Stands in for Go: notes the call and "links" an engine that shows what reaches it and ends with code 3. */
const FAKE_GO = `#!/bin/sh
echo "$CGO_ENABLED $*" >> "$0.log"
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho "args: $*"\\ncat\\nexit 3\\n' > "$2"
chmod +x "$2"
`;

describe('leeway, where it hands over to the engine', () => {
  let clone: string;
  const leeway = (args: string[], input = '', system = '/usr/bin:/bin') =>
    spawnSync(process.execPath, [path.join(clone, 'cli/bin/leeway.js'), ...args], {
      encoding: 'utf8',
      input,
      cwd: os.tmpdir(),
      env: { ...process.env, PATH: `${path.join(clone, 'path')}:${system}` },
    });
  const builds = () => readFileSync(path.join(clone, 'path/go.log'), 'utf8').trim().split('\n');

  beforeEach(() => {
    clone = mkdtempSync(path.join(os.tmpdir(), 'leeway-cli-'));
    cpSync(__dirname, path.join(clone, 'cli'), { recursive: true, filter: (file) => !file.includes('node_modules') });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
    symlinkSync(path.join(ROOT, 'src'), path.join(clone, 'src')); // the generators of alert rules
    symlinkSync(path.join(__dirname, 'node_modules'), path.join(clone, 'cli/node_modules'));
    mkdirSync(path.join(clone, 'pkg'));
    mkdirSync(path.join(clone, 'path'));
    writeFileSync(path.join(clone, 'pkg/a.go'), '');
    writeFileSync(path.join(clone, 'path/go'), FAKE_GO, { mode: 0o755 });
  });
  afterEach(() => rmSync(clone, { recursive: true }));

  it('passes arguments, standard input and the exit code through', () => {
    const { stdout, status } = leeway(['query', '--datasource', 'a b.yaml', '--help'], '{"queries":[]}');
    expect(stdout).toBe('args: query --datasource a b.yaml --help\n{"queries":[]}');
    expect(status).toBe(3);
  });

  it('builds the engine with CGO, and statically on Linux, once', () => {
    leeway(['sql']);
    leeway(['check']);
    expect(builds()).toHaveLength(1);
    expect(builds()[0]).toMatch(/^1 build -tags osusergo,netgo /);
    expect(builds()[0]).toEqual(process.platform === 'linux' ? expect.stringContaining('-static') : expect.anything());
  });

  it.each(['pkg/a.go', 'go.mod', 'go.sum'])('builds again after a change of %s', (file) => {
    leeway(['sql']);
    writeFileSync(path.join(clone, file), '// changed');
    utimesSync(path.join(clone, file), new Date(), new Date(Date.now() + 5000));
    leeway(['sql']);
    expect(builds()).toHaveLength(2);
  });

  it('builds once for those who ask for the engine at the same time', () => {
    writeFileSync(
      path.join(clone, 'cli/both.ts'),
      `import { engine } from './engine';\nPromise.all([engine(), engine()]).then((both) => console.log(both.length));\n`
    );
    const { stdout, stderr } = spawnSync(process.execPath, [path.join(clone, 'cli/bootstrap.mjs'), 'cli/both.ts'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${path.join(clone, 'path')}:/usr/bin:/bin` },
    });
    expect(stdout + stderr.replace(/^Building .*\n/gm, '')).toBe('2\n');
    expect(builds()).toHaveLength(1);
  });

  it('says what is missing when there is no Go', () => {
    rmSync(path.join(clone, 'path/go'));
    const { stderr, status } = leeway(['query'], '', '');
    expect(stderr).toContain('leeway: leeway-engine is built with Go, which is not on the PATH');
    expect(status).toBe(1);
  });

  it('says that the build failed', () => {
    writeFileSync(path.join(clone, 'path/go'), '#!/bin/sh\necho a.go:1: undefined >&2; exit 1\n', { mode: 0o755 });
    const { stderr, status } = leeway(['query']);
    expect(stderr).toContain('a.go:1: undefined');
    expect(stderr).toContain('leeway-engine was not built');
    expect(status).toBe(1);
  });
});
