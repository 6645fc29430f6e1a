/**
 * Starts a TypeScript program of this repository in a clone where nothing has been installed yet:
 * `node cli/bootstrap.mjs <file> [arguments]`, the file relative to the repository. Uses nothing but Node.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 12];
const root = fileURLToPath(new URL('..', import.meta.url));

/** The packages that a lock file lists, by folder; undefined if the file is missing or unreadable. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Says whether node_modules holds every package of package-lock.json in its version. Optional ones may be absent. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json') ?? {};
  const present = packagesOf('node_modules/.package-lock.json');
  return (
    present !== undefined &&
    Object.entries(wanted).every(
      ([folder, { version, optional, peer }]) =>
        !folder.includes('node_modules/') ||
        present[folder]?.version === version ||
        (present[folder] === undefined && (optional || peer))
    )
  );
}

function install() {
  console.error('Installing what package-lock.json lists. This takes a few minutes and 1 GB, once.');
  // npm names its own program to the scripts it runs, which spares the search for it.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('npm ci failed, see above. Nothing was run.');
    process.exit(1);
  }
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Leeway needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!isInstalled()) {
  install();
}

const [program, ...args] = process.argv.slice(2);
const require = createRequire(import.meta.url);
process.argv = [process.argv[0], root + program, ...args];
process.env.TSX_TSCONFIG_PATH = `${root}cli/tsconfig.json`;
require('tsx/cjs');
delete process.env.TSX_TSCONFIG_PATH;
require(root + program);
